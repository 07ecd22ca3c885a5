"""One folder per dataset. Adding a folder with a `DATASET` in its `__init__` is all it takes."""
