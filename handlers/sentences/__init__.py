"""What staff read in Telegram, and of announcements in the terminal: a table for each thing they do."""

from handlers.sentences.table import SENTENCES, sentence

__all__ = ["SENTENCES", "sentence"]
