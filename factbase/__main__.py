"""``python -m factbase``."""

from factbase.cli.main import main

if __name__ == "__main__":
    main()
