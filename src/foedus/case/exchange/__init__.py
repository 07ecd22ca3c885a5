"""Projects of other coding programs to cases, and cases to them; what has no place on the other side is told."""
