"""From files to stored texts: one file a format, limits on all of them, what is repaired or left out is told."""
