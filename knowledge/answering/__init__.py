"""Answering: from the turns of a conversation to the answer that goes back."""
