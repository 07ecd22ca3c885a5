"""The graph model for conflict resolution: stability of states under several kinds of foresight (Fang, Hipel and Kilgour 1993)."""
