"""Agreements between States, and their status on a day."""
