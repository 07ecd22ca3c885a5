"""Inputs of the models: landscape, bargain, conflict; a user's prior."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from attack import counts
from attack.form import Files, Form, Taken, head, real_files, shared
from attack.mutations import JSON, TABLE, TEXT

_ACTORS = b"actor,size,side\nArda,3,west\nBelor,2,west\nCorvan,1.5,east\nDunmar,0.5,\n"
_PAIRS = b"source,target,propensity\nArda,Belor,1\nArda,Corvan,-1\nBelor,Corvan,-0.5\nDunmar,Corvan,0.2\n"
_BARGAIN = (
    b"actor,capability,position,salience\nArda,4,0,0.5\nBelor,2,6,1\nCorvan,1,10,0.2\n",
    b"issue,actor,capability,position,salience,position_sd\ngas,Arda,4,0,0.5,1\ngas,Belor,2,6,1,\nbase,Arda,4,9,0.5,1\nbase,Corvan,2,6,1,0\n",
    b"Actor;Capability;Position;Salience\nArda;4;0;0.5\nBelor;2;6;1\n",
)
_CONFLICT = (
    b"""title = "Duel"
status_quo = "s1"
infeasible = ["arm & fight"]
[[decision_makers]]
id = "arda"
name = "Arda"
ranking = "s2 > s1 = s3"
[[decision_makers]]
id = "belor"
statements = ["!arm", "fight if arm", "fight"]
[[options]]
id = "arm"
owner = "arda"
[[options]]
id = "fight"
owner = "belor"
reversible = false
""",
    b"""decision_makers = [{id = "arda", ranking = "s2 > s1"}, {id = "belor", ranking = "s1 > s2"}]
[[options]]
id = "arm"
owner = "arda"
""",
)
_CONFLICT_WORDS = (
    "infeasible = []", "merge = [\"arm\"]", "states = [\"s1\"]", "coalitions = [[\"arda\", \"belor\"]]", "weights = {arm = 1}", "[[options]]", "[[decision_makers]]", "ranking",
    "iff", "if", "&", "|", "!", "(", ")", ">", "=", "~", "s9", "\\u001b", "0x10", "1e400", "inf", "nan", "1979-05-27", "'''", '"""', "a.b.c = 1", "owner = 1", "{", "[",
    "values = [1,2]",
)  # fmt: skip


def _elmira() -> list[bytes]:
    return [(Path(__file__).resolve().parents[2] / "golden/conflict/elmira.toml").read_bytes()]


def _one(file: str, own: Callable[[], Sequence[bytes]], *patterns: str) -> Callable[[], Sequence[Files]]:
    return lambda: [{file: data} for data in (*own(), *real_files(*patterns, largest=20_000))]


def _landscape_seeds() -> Sequence[Files]:
    found = [
        {"actors.csv": _ACTORS, "pairs.csv": _PAIRS},
        {"actors.csv": _ACTORS.replace(b",", b";"), "pairs.csv": _PAIRS},
    ]
    folder = shared()
    if folder:
        names = sorted({path.name.split("-")[0] for path in folder.glob("field/inputs/models/l*")})
        for name in names:
            files = sorted(folder.glob(f"field/inputs/models/{name}-*.csv"))
            if len(files) == 2:
                found.append({"actors.csv": head(files[0], 20_000), "pairs.csv": head(files[1], 20_000)})
    return found


def _take_landscape(folder: Path) -> Taken:
    from foedus.models.landscape.tables import read

    found = read(folder / "actors.csv", folder / "pairs.csv")
    who = counts.table((folder / "actors.csv").read_bytes(), ("actor", "size"))
    how = counts.table((folder / "pairs.csv").read_bytes(), ("source", "target", "propensity"))
    notes = [note for one in found.inputs for note in one.notes]
    lost = []
    if who is not None:
        lost += counts.difference("actors", len(who) - 1, used=len(found.names), said=0)
    if how is not None:
        column = [counts.plain(cell) for cell in how[0]].index("propensity")
        zeros = sum(_number(row[column]) == 0 for row in how[1:] if len(row) > column)
        used = int((found.propensity != 0).sum()) // 2 + zeros
        lost += counts.difference("pairs", len(how) - 1, used=used, said=sum(_repeats(note) for note in notes))
    answer = (found.names, found.sizes.tolist(), found.propensity.tolist(), found.sides)
    return Taken(
        answer, [*notes, *found.names, *(found.sides or ())], lost, counted=who is not None and how is not None
    )


def _number(cell: str) -> float | None:
    try:
        return float(cell.strip())
    except ValueError:
        return None


def _repeats(note: str) -> int:
    words = note.partition(": ")[2].split()
    return int(words[0].replace(",", "")) if words[1:3] == ["rows", "repeat"] else 0


def _take_bargain(folder: Path) -> Taken:
    from foedus.models.bargaining.issue import build_issue
    from foedus.models.bargaining.positions import read

    found = read(folder / "positions.csv")
    issues = [build_issue(table) for table in found.issues]
    rows = counts.table((folder / "positions.csv").read_bytes(), ("actor", "capability", "position", "salience"))
    names = [name for issue in issues for name in (issue.name, *issue.actors)]
    lost = (
        []
        if rows is None
        else counts.difference("rows", len(rows) - 1, used=sum(len(one.actors) for one in issues), said=0)
    )
    answer = [
        (issue.name, issue.actors, issue.position.tolist(), issue.capability.tolist(), issue.salience.tolist())
        for issue in issues
    ]
    return Taken(
        answer, [*names, *(note for one in found.inputs for note in one.notes)], lost, counted=rows is not None
    )


def _take_conflict(folder: Path) -> Taken:
    from foedus.models.conflict.model_file.read import read

    found = read(folder / "model.toml")
    text = counts.plain_text((folder / "model.toml").read_bytes())
    lost = []
    try:
        content = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError:  # no-break spaces are taken for blanks
        text = None
    if text is not None:
        lost += counts.difference("options", len(content["options"]), used=len(found.options), said=0)
        lost += counts.difference(
            "decision makers", len(content["decision_makers"]), used=len(found.decision_makers), said=0
        )
    names = [
        *found.states,
        *(one.id for one in found.options),
        *(one.name for one in found.decision_makers),
        found.title,
    ]
    notes = [note for one in found.inputs for note in one.notes]
    return Taken(
        (found.title, found.decision_makers, found.options, found.values.tolist()),
        [*names, *notes],
        lost,
        counted=text is not None,
    )


def _take_prior(folder: Path) -> Taken:
    import numpy as np

    from foedus.outlook.prior import choose_prior

    found = choose_prior(str(folder / "prior.json"), "entente", horizon=3, draws=3, rng=np.random.default_rng(0))
    given = json.loads((folder / "prior.json").read_bytes())
    numbers = [value for value in given.values() if isinstance(value, int | float)] if isinstance(given, dict) else []
    share = [value / sum(numbers) for value in numbers] if numbers else []
    lost = (
        []
        if not share or np.allclose(sorted(share), sorted(found.probability), atol=1e-6)
        else [f"{given} became {found.probability}"]
    )
    return Taken(found.by_year.tolist(), [found.id, found.label, *found.notes], lost, counted=bool(share))


FORMS = [
    Form("landscape", _landscape_seeds, _take_landscape, "rows of both files by the csv module against actors, pairs and repeats told; not their numbers", TABLE,
         ("actor", "size", "side", "Arda", "source", "propensity")),
    Form("bargain", _one("positions.csv", lambda: _BARGAIN, "field/inputs/models/b*.csv", "data/bargaining/*.csv"), _take_bargain,
         "rows by the csv module against actors of all issues; not their numbers", TABLE, ("actor", "issue", "position_sd", "Arda", "salience")),
    Form("conflict", _one("model.toml", lambda: (*_CONFLICT, *_elmira()), "field/inputs/models/c*.toml"), _take_conflict,
         "options and decision makers by tomllib; not what rankings and statements say", TEXT, _CONFLICT_WORDS),
    Form("prior", _one("prior.json", lambda: (json.dumps({"alliance": 0.1, "entente": 0.4, "unaligned": 0.4, "rivalry": 0.1}).encode(),)), _take_prior,
         "the four numbers by the json module, in parts of their sum", JSON, ("alliance", "entente", "unaligned", "rivalry", "1e400", "NaN")),
]  # fmt: skip
