"""The log of a coding: every change of every cell, by whom and when, from which the tables of a case are folded.

`event` is one change, `journal` a coder's file of them, `fold` what they come to, `undo` the way back, `by_hand` what somebody
changed in a table without the log, `export` the tables again, `store` all of that on a folder.
"""
