"""Projects of other coding programs: one neutral form, one file a format; what has no place in a form is told."""
