"""Run the command line as a module: python -m kytkos."""

from kytkos.cli import main

main()
