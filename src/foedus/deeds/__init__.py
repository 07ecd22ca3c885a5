"""What datasets record of a case's pair: series of events and votes, acts of support, and draft claims that they suggest."""
