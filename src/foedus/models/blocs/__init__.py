"""Who stands with whom: structural balance, how sure it is and on which ties it hangs. A description, no forecast."""
