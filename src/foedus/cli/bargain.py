"""``foedus bargain``: where bargaining on a disputed issue may end, and on whom that hangs.

The command reads, asks the analysis and prints; heavy imports stand inside it, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from foedus.models.bargaining.bargain import Bargain
    from foedus.models.bargaining.issue import Issue
    from foedus.models.bargaining.positions import PositionFile
    from foedus.models.bargaining.sensitivity import Bar, Flip
    from foedus.models.bargaining.trade import Logroll
    from foedus.models.bargaining.variants import Variant

MODELS = ("baselines", "expected-utility", "logroll")


@dataclass(frozen=True, eq=False)
class _Answer:
    """An issue with everything that is printed about it."""

    found: Bargain
    bars: tuple[Bar, ...]
    model_bars: tuple[Bar, ...]
    target: float
    flips: tuple[Flip, ...]


def bargain(
    input_: Annotated[
        Path,
        typer.Argument(metavar="INPUT.csv", help="Table: actor, capability, position, salience[, ..._sd][, issue]."),
    ],
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="baselines, expected-utility (default) or logroll; baselines always come first."
        ),
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Reading of the expected utility model: a preset, or option=value; may be repeated."
        ),
    ] = None,
    rounds: Annotated[int, typer.Option(metavar="N", min=1, max=200, help="Rounds of the model.")] = 10,
    draws: Annotated[
        int, typer.Option(metavar="N", min=20, max=100_000, help="Draws of the uncertain inputs.")
    ] = 2_000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Seed of the draws.")] = 0,
    issue: Annotated[str | None, typer.Option(metavar="NAME", help="One issue of a file that has several.")] = None,
    scale: Annotated[
        tuple[float, float] | None,
        typer.Option("--range", metavar="LOW HIGH", help="Ends of the scale; default the outermost positions."),
    ] = None,
    status_quo: Annotated[float | None, typer.Option(metavar="X", help="Place where things stand now.")] = None,
    target: Annotated[
        float | None, typer.Option(metavar="X", help="Place for the flip points; default the middle of the range.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Two actors whose trade across issues is sought.")
    ] = None,
    default: Annotated[
        str, typer.Option(metavar="NAME", help="Outcome without a trade: compromise or midpoint.")
    ] = "compromise",
    out: Annotated[
        Path | None, typer.Option(metavar="PICTURE.svg", help="Picture; default INPUT-bargain.svg in this folder.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for other programs; a picture only with --out.")
    ] = False,
) -> None:
    """Tell where bargaining on an issue may end: the compromise with its error first, then who presses whom."""
    from foedus.errors import InputError
    from foedus.models.bargaining.positions import read_positions
    from foedus.models.bargaining.variants import read_variant
    from foedus.version import __version__

    _check_words(model, pair, default, out)
    chosen = read_variant(variant or [])
    file = read_positions(input_)
    issues = _issues(file, input_.stem, issue, scale, status_quo)
    for note in file.notes:
        typer.echo(f"note: {note}", err=True)
    if target is not None and len(issues) > 1:
        raise InputError(f"--target {target:g}: the file has {len(issues)} issues; choose one with --issue")
    settings = {"rounds": rounds, "draws": draws, "seed": seed}
    trade: Logroll | None = None
    answers: list[_Answer] = []
    if pair:
        from foedus.models.bargaining.trade import logroll

        trade = logroll(issues, *pair, default=default)
    else:
        answers = [_answer(each, chosen, model, target, **settings) for each in issues]
    if as_json:
        record = _record(file, chosen, settings, answers, trade)
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo("\n".join(_lines(answers, trade)))
    if out is not None or not as_json:
        made = f"foedus {__version__}, {file.name}, sha256 {file.sha256[:16]}, {draws:,} draws, seed {seed}"
        _draw(out or Path(f"{input_.stem}-bargain.svg"), answers, trade, made)


def _check_words(model: str | None, pair: tuple[str, str] | None, default: str, out: Path | None) -> None:
    """Refuse what can be refused before anything is read."""
    from foedus.errors import InputError
    from foedus.models.bargaining.trade import DEFAULTS
    from foedus.nearest import nearest_hint

    for option, word, allowed in (("--model", model, MODELS), ("--default", default, DEFAULTS)):
        if word is not None and word not in allowed:
            raise InputError(f"{option} {word!r}: expected one of {', '.join(allowed)}{nearest_hint(word, allowed)}")
    if model == "logroll" and pair is None:
        raise InputError("--model logroll: name the two who trade with --pair A B")
    if pair is not None and model not in (None, "logroll"):
        raise InputError(f"--model {model}: --pair asks for a trade; leave out --model")
    if out is not None:
        from foedus.models.bargaining.picture import check_target

        check_target(out)


def _issues(
    file: PositionFile, stem: str, wanted: str | None, scale: tuple[float, float] | None, status_quo: float | None
) -> list[Issue]:
    from foedus.errors import InputError
    from foedus.models.bargaining.issue import build_issue

    tables = [table for table in file.issues if wanted is None or (table.issue or stem) == wanted]
    if not tables:
        known = ", ".join(repr(table.issue or stem) for table in file.issues[:10])
        raise InputError(f"--issue {wanted!r}: no such issue; expected one of {known}")
    if len(tables) > 1 and status_quo is not None:
        raise InputError(f"--status-quo {status_quo:g}: the file has {len(tables)} issues; choose one with --issue")
    return [build_issue(table, name=stem, scale=scale, status_quo=status_quo) for table in tables]


def _answer(
    issue: Issue, variant: Variant, model: str | None, target: float | None, *, rounds: int, draws: int, seed: int
) -> _Answer:
    import numpy as np

    from foedus.models.bargaining.bargain import bargain as ask
    from foedus.models.bargaining.sensitivity import compromise_bars, flips, model_bars

    rng = np.random.default_rng(seed)
    found = ask(issue, rng=rng, variant=variant, rounds=rounds, draws=draws, model=model != "baselines")
    place = (issue.low + issue.high) / 2 if target is None else target
    inner: tuple[Bar, ...] = ()
    if found.dynamics is not None:
        inner = model_bars(issue, found.dynamics.result.value, variant=variant, rounds=rounds)
    return _Answer(found, compromise_bars(issue, found.compromise.value), inner, place, flips(issue, place))


def _record(
    file: PositionFile, variant: Variant, settings: dict[str, int], answers: list[_Answer], trade: Logroll | None
) -> dict[str, Any]:
    from foedus.models.bargaining.record import accuracy_record, bargain_record, logroll_record
    from foedus.version import __version__

    return {
        "format": "foedus-bargain",
        "format_version": 1,
        "foedus": __version__,
        "file": {"name": file.name, "sha256": file.sha256, "notes": list(file.notes)},
        **settings,
        "variant": variant.as_record(),
        "accuracy": accuracy_record(),
        "issues": [
            bargain_record(a.found, bars=a.bars, model_bars=a.model_bars, target=a.target, flips=a.flips)
            for a in answers
        ],
        "logroll": None if trade is None else logroll_record(trade),
    }


def _lines(answers: list[_Answer], trade: Logroll | None) -> list[str]:
    from foedus.models.bargaining.words import (
        accuracy_lines,
        bar_lines,
        baseline_lines,
        dynamics_lines,
        flip_lines,
        logroll_lines,
    )

    lines: list[str] = []
    for answer in answers:
        found = answer.found
        lines += [*baseline_lines(found), *(() if lines else accuracy_lines()), ""]
        if found.dynamics is not None:
            lines += [*dynamics_lines(found.dynamics), ""]
        if found.issue.span > 0:
            lines += [*bar_lines("What moves the compromise (an input at its 5 % and its 95 % end)", answer.bars), ""]
        if answer.model_bars:
            lines += [*bar_lines("What moves the model's result", answer.model_bars), ""]
        if found.issue.span > 0:
            lines += [*flip_lines(answer.flips, answer.target, found.compromise.value), ""]
        lines += [f"note: {note}" for note in found.notes]
        lines.append("Capability and salience are judgments; whoever set them answers for the result.")
        lines.append("")
    if trade is not None:
        lines += [*logroll_lines(trade), ""]
    return lines[:-1]


def _draw(target: Path, answers: list[_Answer], trade: Logroll | None, source: str) -> None:
    from foedus.models.bargaining.picture import write_picture

    write_picture(target, [answer.found for answer in answers], trade, source=source)
    typer.echo(f"wrote {target}", err=True)
