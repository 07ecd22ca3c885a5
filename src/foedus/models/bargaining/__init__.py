"""Who gives way on what divides the actors: bargaining on an issue, and trades across issues."""
