"""Visits: who comes with what, and the answer to whether they may."""
