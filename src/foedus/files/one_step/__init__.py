"""One step on the file system: what stands at a path is the old or the new, whole, whenever somebody looks or the power goes.

`exchange` swaps two folders by one call of the system, `lock` lets one writer in at a time, `box` makes things aside and
knows what killed runs left, `commit` puts them in place, `journal` is for file systems that cannot swap.
"""
