"""Steps of the network's tables."""
