"""Texts in, passages with exact offsets out: a text is stored once, every place in it is counted in code points; knows no case."""
