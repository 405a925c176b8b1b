"""Language: the words of a question and what they mean here."""
