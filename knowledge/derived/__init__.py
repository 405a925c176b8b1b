"""Derived: everything worked out from a knowledge base once, and kept for the next start."""
