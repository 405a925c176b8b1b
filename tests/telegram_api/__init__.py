"""A Telegram Bot API on loopback for the tests: a server, its faults, and the people who talk to a bot."""
