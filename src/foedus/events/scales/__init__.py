"""Scales of events: which code means cooperation or conflict, and the score that a panel or a project gave it."""
