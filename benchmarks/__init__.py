"""Speed and memory, measured and reported; nothing here decides whether a test passes."""
