"""Each word of the field, declared once with all that is true of it."""
