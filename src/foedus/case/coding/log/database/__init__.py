"""The events of a case in a database that a team shares: PostgreSQL, or SQLite where one file will do.

`address` opens what a URL names, `schema` says what the tables hold, `migrations` how they came to it, `journals` keeps events
in them. The extra `team` brings what these need; nothing else loads it.
"""
