"""A module for each group of formats; its `FORMS` are found by themselves."""
