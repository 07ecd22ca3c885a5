"""What can be added to a panel: one feature, one file. Each function returns a `Step`."""
