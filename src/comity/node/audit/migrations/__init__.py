"""Steps of the audit's tables."""
