"""From claims to quantities, each with its interval, its claims and its effective number of works."""
