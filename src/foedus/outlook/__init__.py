"""The outside view: what usually happens to dyads in a state of relation. It supplies the prior."""
