"""Settings, addresses, and how the node is started."""
