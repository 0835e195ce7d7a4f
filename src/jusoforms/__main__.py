"""``python -m jusoforms``."""

from jusoforms.cli import main

if __name__ == "__main__":
    main()
