"""A visit: dropped, read, asked about, answered."""
