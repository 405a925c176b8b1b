"""What the commands do: ask, chat, check, import, see to announcements, find what is amiss."""
