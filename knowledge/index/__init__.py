"""The index: which entries share most with a question."""
