"""Checks of the repository itself, run by `make check`; nothing in the product needs them."""
