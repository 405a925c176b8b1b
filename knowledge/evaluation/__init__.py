"""Evaluation: what the engine is worth, measured on labelled questions, and how sure it may be."""
