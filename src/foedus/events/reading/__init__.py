"""From a file as it was downloaded to the rows of the store: every line of it is a row or is rejected with a reason."""
