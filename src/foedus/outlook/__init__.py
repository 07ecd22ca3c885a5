"""What usually happens to dyads in a state of relation: the outside view, which supplies the prior."""
