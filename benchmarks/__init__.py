"""Measurements: speed, memory, chaos, and Anda beside its peers."""
