"""Works as reference managers give them (BibTeX, CSL-JSON, RIS), in one record."""
