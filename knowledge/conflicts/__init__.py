"""Conflicts: what speaks against an entry that is about the right thing."""
