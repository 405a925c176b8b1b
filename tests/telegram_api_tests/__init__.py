"""Tests of the Bot API server that other tests lean on."""
