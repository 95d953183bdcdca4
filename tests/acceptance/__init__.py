"""What the pages of a node promise, held against a real one in a real browser."""
