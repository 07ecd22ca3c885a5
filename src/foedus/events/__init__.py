"""Event data: files of any of the usual formats to one table of pairs and periods, and what the series say."""
