"""Announcements: what staff write to groups, loaded, checked and found again."""
