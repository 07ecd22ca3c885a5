"""``python -m foedus``: the program where its script is not on the path."""

from foedus.cli import main

if __name__ == "__main__":
    main()
