"""The Python face: one run from a case to a result, and the object that users hold."""
