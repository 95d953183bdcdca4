"""What was done on this node, by whom and when; entries are added, never changed."""
