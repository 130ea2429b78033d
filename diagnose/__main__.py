"""``python -m diagnose`` is the command line."""

from diagnose.cli import main

if __name__ == "__main__":
    main()
