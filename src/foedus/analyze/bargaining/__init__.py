"""Who gives way on what divides the actors: bargaining on an issue, and the graph model of a conflict."""
