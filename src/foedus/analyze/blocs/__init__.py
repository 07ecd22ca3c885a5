"""Who stands with whom: structural balance and the landscape of alignments. Descriptions, not forecasts."""
