"""The law as data, and the engine that applies it."""
