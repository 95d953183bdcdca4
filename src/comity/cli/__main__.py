"""`python -m comity.cli`."""

import sys

from comity.cli.main import main

sys.exit(main())
