"""The ground floor: pure values and functions. No clock, no network, no files, no framework."""
