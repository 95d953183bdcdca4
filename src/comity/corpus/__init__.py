"""The law as it is installed: rulebooks, registry, vocabulary, and how they are read and checked."""
