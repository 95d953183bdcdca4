"""`python -m comity.cli`."""

from comity.cli.main import run

# The processes of a node's worker import this module again.
if __name__ == "__main__":
    run()
