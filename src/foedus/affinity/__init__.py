"""How near states stand to each other by what they do in common: votes, vetoes, outside support, memberships."""
