"""Figures: the numbers, shares, times and dates that a text tells."""
