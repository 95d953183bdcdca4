"""The command line. It reads the clock and the files; everything below it is told."""
