"""Questions about the documents of a case to a model of the user's, and its answers as drafts beside those of the rules.

Each answer is kept before the next question, and its drafts stand in ``drafts.csv`` from then on. Of the model's drafts in a
chunk, an answer replaces those that nobody has touched; what a person has touched stays and is not proposed again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from foedus.case.schema import ACTORS, FACTORS, ISSUES
from foedus.case.texts.answers import Answers
from foedus.case.texts.drafts import (
    BY_MODEL,
    cells_of,
    is_touched,
    language_of,
    read_drafts,
    rows_of_drafts,
    write_drafts,
)
from foedus.case.texts.shelf import Shelf, read_rows_of, read_shelf
from foedus.documents.asking.answers import NoAnswer, Proposal, read_answer
from foedus.documents.asking.chunks import LONGEST, chunks
from foedus.documents.asking.endpoint import Endpoint, Passing
from foedus.documents.asking.estimate import Estimate, estimate
from foedus.documents.asking.prompt import VERSION, Prompt, Words, prompt
from foedus.documents.drafting.drafts import Draft
from foedus.documents.drafting.locators import Locators
from foedus.documents.drafting.sentences import sentences
from foedus.documents.text import Span
from foedus.errors import InputError, OutputError

IN_A_ROW = 3
"""Questions without an answer after which no other is asked."""
_ROUNDS = 5


@dataclass(frozen=True)
class Question:
    """A chunk of a document and what is asked about it."""

    document: str
    number: int  #: From 1 in the document.
    span: Span
    prompt: Prompt
    job: str
    locator: str

    @property
    def place(self) -> str:
        """Where it is, to be told."""
        return f"{self.document} chunk {self.number} ({self.locator})"


@dataclass(frozen=True)
class Plan:
    """What a run would ask."""

    folder: Path
    model: str
    words: Words
    texts: dict[str, str]
    without_text: tuple[str, ...]  #: Documents whose text is not in the folder.
    questions: tuple[Question, ...]
    answers: Answers

    @property
    def waiting(self) -> list[Question]:
        """Questions whose answers are not kept yet."""
        return [one for one in self.questions if one.job not in self.answers.content]

    def estimate(self, *, most_tokens: int, price_in: float | None, price_out: float | None) -> Estimate:
        """Return what those that wait will take."""
        waiting = self.waiting
        return estimate(
            [one.prompt for one in waiting], characters=sum(one.span.stop - one.span.start for one in waiting),
            most_tokens=most_tokens, price_in=price_in, price_out=price_out,
        )  # fmt: skip


@dataclass(frozen=True)
class Refused:
    """A draft that was not taken, or a question without an answer."""

    document: str
    place: str
    quote: str
    reason: str


@dataclass(frozen=True)
class Asked:
    """What `ask` did."""

    documents: tuple[str, ...]
    without_text: tuple[str, ...]
    chunks: int
    calls: int  #: Questions that this run asked; the answers to the others were kept before.
    drafts: tuple[Draft, ...]  #: All that stand by these answers, those that a person has touched left out.
    exact: int  #: How many of the quotes stand letter by letter.
    kept: int  #: Drafts of the model that a person has touched, which stay.
    refused: tuple[Refused, ...]
    unanswered: tuple[Refused, ...]


def plan(path: str | Path, documents: Sequence[str] = (), *, model: str, longest: int = LONGEST) -> Plan:
    """Return what a model would be asked about documents of a case, all of them by default. Nothing is sent.

    Raises
    ------
    InputError
        A document is not there, there is none, or a number makes no sense.
    """
    model = model.strip()
    if not model or not model.isprintable():
        raise InputError(f"--model {model!r}: give the name that the endpoint has for its model")
    shelf = read_shelf(path)
    names = list(dict.fromkeys(documents)) or sorted(shelf.document)
    if not names:
        raise InputError(f"{path} has no documents; `foedus documents add {path} FILE` takes one in")
    texts = {name: shelf.text(name) for name in names if documents or name in shelf.texts}
    words = words_of(shelf)
    questions = [one for name in sorted(texts) for one in _questions(shelf, name, words, model=model, longest=longest)]
    missing = tuple(name for name in names if name not in texts)
    return Plan(shelf.folder, model, words, texts, missing, tuple(questions), Answers(shelf.folder))


def words_of(shelf: Shelf) -> Words:
    """Return the closed lists of a case."""
    actors, issues, factors = (read_rows_of(table, shelf.files) for table in (ACTORS, ISSUES, FACTORS))
    return Words(
        {row["id"]: f"{row['name'] or row['id']} ({row['kind']})" for row in actors if row["id"]},
        {row["id"]: f"{row['question']} (-: {row['negative_pole']}; +: {row['positive_pole']})" for row in issues if row["id"]},
        {row["id"]: row["label"] for row in factors if row["id"]},
    )  # fmt: skip


@lru_cache(maxsize=2)
def _locators(text: str) -> Locators:
    return Locators(text)


def _questions(shelf: Shelf, document: str, words: Words, *, model: str, longest: int) -> Iterable[Question]:
    text, row = shelf.text(document), shelf.row(document)
    found = chunks(text, sentences(text, language_of(row, text)), longest=longest)
    locators = _locators(text)
    for number, span in enumerate(found, start=1):
        asked = prompt(text[slice(*span)], words, date=row["date"])
        yield Question(document, number, span, asked, asked.key(model), locators.at(span.start))


def ask(plan: Plan, endpoint: Endpoint, *, progress: Callable[[int, int], None] = lambda *_: None) -> Asked:
    """Ask what waits, keep each answer at once, and write the drafts of all answers beside the case.

    Parameters
    ----------
    plan : Plan
        What `plan` returned.
    endpoint : Endpoint
        Where questions go.
    progress : callable
        Takes how many of the waiting questions were asked, and how many there are.

    Raises
    ------
    InputError
        The host refuses, or several questions in a row got no answer; what came is kept.
    OutputError
        The folder cannot be written.
    """
    waiting = plan.waiting
    _land(plan, [one for one in plan.questions if one.job in plan.answers.content])
    failed: list[Refused] = []
    in_a_row = calls = 0
    for asked, one in enumerate(waiting):
        progress(asked, len(waiting))
        try:
            calls += 1
            content = endpoint.ask(one.prompt)
        except (NoAnswer, Passing) as error:
            failed.append(Refused(one.document, one.place, "", str(error)))
            in_a_row += 1
            if in_a_row >= IN_A_ROW:
                raise InputError(
                    _stopped(
                        f"{in_a_row} questions in a row got no answer ({one.place}: {error})",
                        asked + 1 - len(failed),
                        waiting,
                    )
                ) from None
            continue
        except InputError as error:
            raise InputError(_stopped(str(error), asked - len(failed), waiting)) from None
        in_a_row = 0
        plan.answers.keep(one.job, content, model=plan.model, document=one.document)
        _land(plan, [one])
    return _told(plan, calls, failed)


def _stopped(why: str, came: int, waiting: Sequence[Question]) -> str:
    return f"{why}. {came} of {len(waiting)} answers came and are kept; the same command asks for the others"


def _told(plan: Plan, calls: int, failed: list[Refused]) -> Asked:
    drafts: list[Draft] = []
    refused: list[Refused] = []
    exact = 0
    for one in plan.questions:
        if one.job in plan.answers.content:
            made, not_taken, letter_by_letter = _drafts(plan, one)
            drafts, refused, exact = drafts + made, refused + not_taken, exact + letter_by_letter
    rows = read_drafts(plan.folder)
    touched = {row["id"] for row in rows if _is_ours(plan, row) and is_touched(row)}
    mine = tuple(draft for draft in {one.id: one for one in drafts}.values() if draft.id not in touched)
    return Asked(
        tuple(plan.texts), plan.without_text, len(plan.questions), calls, mine, exact, len(touched), tuple(refused), tuple(failed)
    )  # fmt: skip


def _is_ours(plan: Plan, row: dict[str, str]) -> bool:
    return row["rule"] == f"{BY_MODEL}{plan.model}" and row["document"] in plan.texts


def _land(plan: Plan, several: Sequence[Question]) -> None:
    """Write the drafts of answers, in place of the untouched ones of the same chunks; others may write there meanwhile."""
    if not several:
        return
    spans = sorted((one.document, one.span) for one in several)
    fresh = {draft.id: draft for one in several for draft in _drafts(plan, one)[0]}
    for round_ in range(_ROUNDS):
        read: dict[str, bytes] = {}
        rows = rows_of_drafts(plan.folder, read)
        kept = [
            row for row in rows if not (_is_ours(plan, row) and _gives_way(row, spans, plan.texts)) or is_touched(row)
        ]
        there = {row["id"] for row in kept}
        new = [cells_of(draft) for draft in fresh.values() if draft.id not in there]
        try:
            write_drafts(plan.folder, [*kept, *new], read=read)
        except OutputError:
            if round_ == _ROUNDS - 1 or _is_unchanged(plan.folder, read):
                raise
        else:
            return


def _is_unchanged(folder: Path, read: dict[str, bytes]) -> bool:
    now: dict[str, bytes] = {}
    rows_of_drafts(folder, now)
    return now == read


def _gives_way(row: dict[str, str], spans: Sequence[tuple[str, Span]], texts: dict[str, str]) -> bool:
    """Whether a draft begins in one of the chunks, or the text has become another at its place."""
    if not (row["start"].isdecimal() and row["stop"].isdecimal()):
        return False
    start, stop, text = int(row["start"]), int(row["stop"]), texts[row["document"]]
    if text[start:stop] != row["exact"]:
        return True
    at = bisect_right(spans, (row["document"], Span(start, len(text) + 1))) - 1
    return at >= 0 and spans[at][0] == row["document"] and start < spans[at][1].stop


def _drafts(plan: Plan, one: Question) -> tuple[list[Draft], list[Refused], int]:
    """The drafts of an answer, what of it is refused, and how many quotes stand letter by letter."""
    text = plan.texts[one.document]
    try:
        made, refused = read_answer(plan.answers.content[one.job], text[slice(*one.span)], plan.words)
    except NoAnswer as error:
        return [], [Refused(one.document, one.place, "", str(error))], 0
    locators = _locators(text)
    drafts = [_draft(plan.model, one, proposal, text, locators) for proposal in made]
    return (
        drafts,
        [Refused(one.document, one.place, refusal.quote, refusal.reason) for refusal in refused],
        sum(not proposal.folded for proposal in made),
    )


def _draft(model: str, one: Question, proposal: Proposal, text: str, locators: Locators) -> Draft:
    start, stop = (one.span.start + place for place in proposal.span)
    notes = [f"prompt {VERSION}", "the confidence is the model's own"]
    notes += ["quote found but for blanks, marks or dashes"] if proposal.folded else []
    notes += (
        [f"the quote stands {proposal.places} times in its chunk, the first is taken"] if proposal.places > 1 else []
    )
    made = Draft(
        one.document, start, stop, text[start:stop], f"{BY_MODEL}{model}", proposal.confidence,
        locator=locators.at(start), note="; ".join(notes),
    )  # fmt: skip
    return replace(made, **proposal.cells)  # type: ignore[arg-type]
