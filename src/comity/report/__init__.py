"""The answer as things that people read, print, send or put into a calendar."""
