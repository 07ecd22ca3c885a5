"""A frame of the user's own: what it may be, how its keys are read, what is refused of its rows."""
