"""Spreadsheets as they are: a sheet of an ``.xlsx`` or ``.ods`` file becomes the rows of text that a CSV file gives."""
