"""``foedus draft --llm``: what will be asked, of whom, at what price; then the answers, and what of them was refused."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from foedus.cli.terminal import print_json, say, tell
from foedus.errors import InputError
from foedus.extras import need

if TYPE_CHECKING:
    from foedus.case.texts.asking import Asked, Plan
    from foedus.documents.asking.endpoint import Address

KEY = "FOEDUS_LLM_KEY"
INCOMPLETE = 2
"""Exit code where a question got no answer."""
_SHOWN = 20


@dataclass(frozen=True)
class Wanted:
    """The options of a run."""

    url: str
    model: str
    key_env: str
    price_in: float | None
    price_out: float | None
    most_tokens: int
    chunk: int
    seconds: float
    yes: bool
    as_json: bool


def draft_by_model(folder: Path, documents: Sequence[str], wanted: Wanted) -> None:
    """Tell what leaves, ask whether it may, ask the model, and tell what came."""
    from foedus.case.texts.asking import ask, plan
    from foedus.documents.asking.endpoint import Endpoint, address

    if not wanted.model:
        raise InputError("--llm needs --model, the name that the endpoint has for its model")
    need("httpx", what="--llm", otherwise="draft by the rules alone, without --llm")
    where = address(wanted.url)
    key = _key(wanted.key_env)
    planned = plan(folder, documents, model=wanted.model, longest=wanted.chunk)
    for line in _before(planned, where, wanted):
        tell(line)
    if planned.waiting:
        _permit(yes=wanted.yes)
    endpoint = Endpoint(where, planned.model, key, wanted.most_tokens, wanted.seconds, told=tell)
    asked = ask(planned, endpoint, progress=_progress)
    _tell(folder, planned, asked, where, as_json=wanted.as_json)
    if asked.unanswered:
        raise typer.Exit(INCOMPLETE)


def _key(name: str) -> str:
    """The key from the environment, which is never shown; empty for none."""
    key = os.environ.get(name or KEY, "")
    if name and not key:
        raise InputError(f"--key-env {name}: the environment has no such variable, or it is empty")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise InputError(f"the key in {name or KEY} holds a blank, a control or a letter beyond ASCII; it is no key")
    return key


def _before(planned: Plan, where: Address, wanted: Wanted) -> list[str]:
    """What stands before the question: calls, tokens, price, and what leaves for which host."""
    from foedus.terms.wording import count

    found = planned.estimate(most_tokens=wanted.most_tokens, price_in=wanted.price_in, price_out=wanted.price_out)
    kept = len(planned.questions) - found.calls
    lines = [f"note: the text of {name} is not in the folder; nothing is asked of it" for name in planned.without_text]
    if planned.answers.damaged:
        lines.append(
            f"note: {planned.answers.path.name}: {count(planned.answers.damaged, 'damaged line')} set aside; asked again"
        )
    lines.append(
        f"{count(len(planned.questions), 'chunk')} of {count(len(planned.texts), 'document')}: "
        f"{count(kept, 'answer')} kept from before, {count(found.calls, 'call')} to make"
    )
    if not found.calls:
        return lines
    lines.append(
        f"tokens: about {found.tokens_in:,} to the model (an estimate, four letters a token); "
        f"at most {found.most_tokens_in:,} to it and {found.most_tokens_out:,} back, if every question is asked twice"
    )
    lines.append(
        "price: not known; --price-in and --price-out (for a million tokens) give a ceiling"
        if found.ceiling is None
        else f"price: at most {found.ceiling:,.4f} in the currency of your prices, by those numbers"
    )
    return [*lines, *_leaving(found.characters, where)]


def _leaving(characters: int, where: Address) -> list[str]:
    if where.is_loopback:
        return [f"nothing leaves this machine: {where.host} is on it (unless the server there sends on what it gets)"]
    lines = [
        f"{characters:,} characters of the documents leave this machine for {where.host}, with the names of the case's actors, "
        "issues and factors and the documents' dates"
    ]
    if where.proxy:
        lines.append(f"they go through the proxy {where.proxy}, which the environment names")
    if where.is_open:
        lines.append(
            f"{where.url.partition('/v1')[0]} is not encrypted: everybody on the way can read the text and the key"
        )
    return lines


def _permit(*, yes: bool) -> None:
    """Ask whether questions may be sent, where a person can answer."""
    if yes:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise InputError("nothing was sent: give --yes if it may be")
    tell("Send it? [y/N] ", end="")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise InputError("nothing was sent")


def _progress(asked: int, every: int) -> None:
    tell(f"asking {asked + 1} of {every}")


def _tell(folder: Path, planned: Plan, asked: Asked, where: Address, *, as_json: bool) -> None:
    from foedus.terms.wording import count

    if as_json:
        drafts = [{"id": one.id} | asdict(one) for one in asked.drafts]
        print_json(
            {"case": str(folder), "model": planned.model, "host": where.host} | asdict(asked) | {"drafts": drafts}
        )
        return
    for title, several in (("no answer", asked.unanswered), ("refused", asked.refused)):
        for one in several[:_SHOWN]:
            quote = f" {one.quote!r}" if one.quote else ""
            say(f"{title}: {one.place}{quote}: {one.reason}")
        if len(several) > _SHOWN:
            say(f"{title}: {len(several) - _SHOWN:,} more; --json lists all")
    touched = f"; {count(asked.kept, 'draft')} that you have touched kept" if asked.kept else ""
    say(
        f"{folder}: {count(asked.calls, 'call')}, {count(len(asked.drafts), 'draft')} of llm:{planned.model} in drafts.csv, "
        f"{len(asked.refused):,} refused{touched}"
    )
    if asked.unanswered:
        say(f"{count(len(asked.unanswered), 'chunk')} without an answer; the same command asks for it again")
    if asked.drafts:
        say(
            "no draft is a claim: read each against its passage, take into claims.csv what you accept, and set stance and value yourself"
        )
