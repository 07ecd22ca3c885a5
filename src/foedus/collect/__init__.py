"""Collection: dataset registry and readers of official files, documents, event files (later).

The case reader does not live here: a case is what the evidence has become, this layer is where it comes from.
"""
