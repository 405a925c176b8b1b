"""Announcements as staff write, approve, follow and take them back in Telegram."""
