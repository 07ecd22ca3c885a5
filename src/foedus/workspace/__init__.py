"""What coders touch in a browser: texts, claims on them, grids, and the verdict as it moves; no logic of its own.

`desk` is a case on the desk of one coder, `forms` what may be filled in, `access` who may come in, `app` the pages and their
data, `serve` the server on this machine alone.
"""
