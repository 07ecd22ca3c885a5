"""The second stage: what was collected becomes comparable.

This layer turns names into actors and country codes, words for time into dates, and datasets into
relation states; it drafts claims from documents, and it says how far two coders of one text agree. It
knows what a case is (`foedus.case`) and what was collected (`foedus.collect`), and nothing of weights,
factors or verdicts, which stand above it.
"""
