"""What the case's factors do to the prior: the inside view, its scenarios, sensitivity and confidence."""
