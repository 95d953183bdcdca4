"""`python -m comity.cli`."""

from comity.cli.main import run

run()
