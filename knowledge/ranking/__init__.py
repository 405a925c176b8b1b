"""Ranking: how sure it is that an entry answers a question, and what comes of it."""
