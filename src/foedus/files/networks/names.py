"""What the nodes of a graph are called: their labels as a program shows them, else their ids; each name once."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.errors import Problem
from foedus.files.characters import CONTROL, Names, visible
from foedus.files.findings import shorten
from foedus.files.networks.choose import RawNetwork


def choose_names(raw: RawNetwork, ids: Mapping[str, int], labels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the name of each node by its id.

    `ids` gives the line of each node, `labels` the texts of each attribute that may name nodes, the most likely first.
    The first that names a node is taken, unless it repeats a name and another names every node apart.
    """
    filled = {kind: texts for kind, texts in labels.items() if any(text.strip() for text in texts.values())}
    if not filled:
        if labels and ids:
            raw.notes.append(f"{raw.file}: no node has a label; actors are called by the ids of their nodes")
        return check_names(raw, {node: node for node in ids}, lines=ids)
    first = next(iter(filled))
    apart = [kind for kind, texts in filled.items() if _apart(texts, len(ids))]
    kind = first if _repeats_not(filled[first]) or not apart else apart[0]
    if kind != first:
        raw.notes.append(f"{raw.file}: {first} repeats names; actors are called by {kind}")
    texts = filled[kind]
    bare = [node for node in ids if not texts.get(node, "").strip()]
    if bare and 2 * len(bare) < len(ids):
        shown = ", ".join(map(visible, bare[:5]))
        count = "1 node has" if len(bare) == 1 else f"{len(bare):,} nodes have"
        raw.notes.append(f"{raw.file}: {count} no label and bear the name of their id: {shown}")
    return check_names(raw, {node: texts.get(node, "").strip() or node for node in ids}, lines=ids)


def _repeats_not(texts: Mapping[str, str]) -> bool:
    given = [text for text in texts.values() if text]
    return len(set(given)) == len(given)


def _apart(texts: Mapping[str, str], nodes: int) -> bool:
    return len({text for text in texts.values() if text}) == nodes


def check_names(raw: RawNetwork, named: Mapping[str, str], *, lines: Mapping[str, int]) -> dict[str, str]:
    """Return names as they are seen; record those that stand twice or hold control characters."""
    names = Names()
    found: dict[str, str] = {}
    owner: dict[str, str] = {}
    for node, text in named.items():
        line = lines.get(node)
        if CONTROL.search(text):
            raw.problems.append(Problem(raw.file, line, "name", shorten(text), "a name without control characters"))
            text = CONTROL.sub("\ufffd", text)
        name = found[node] = names.read(text, line)
        if not name:
            raw.problems.append(Problem(raw.file, line, "name", text, "a name that is not blank"))
        elif name in owner:
            expected = f"each name of a vertex once; {visible(owner[name])} and {visible(node)} have it"
            raw.problems.append(Problem(raw.file, line or 1, "name", shorten(name), expected))
        else:
            owner[name] = node
    raw.notes.extend(f"{raw.file}: {note}" for note in names.notes())
    return found
