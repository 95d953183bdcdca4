"""The law: rulebooks as pages."""
