"""Runs the program as `python -m inclusion_core.cli`, where the console script is not on the path."""

import sys

from inclusion_core.cli import run

sys.exit(run())
