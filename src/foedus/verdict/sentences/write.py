"""All sentences of a verdict, in order, and their ids in the parts that refer to them."""

from __future__ import annotations

from msgspec.structs import replace

from foedus.verdict.sentences.alignments import write_alignments, write_bargaining
from foedus.verdict.sentences.answer import (
    write_answer,
    write_confidence,
    write_headline,
    write_moved,
    write_outcomes,
    write_why,
)
from foedus.verdict.sentences.book import Book
from foedus.verdict.sentences.commitment import write_commitment
from foedus.verdict.sentences.ground import write_balance, write_issues, write_ladder, write_threats, write_ties
from foedus.verdict.sentences.judgment import (
    write_assumptions,
    write_dissent,
    write_indicators,
    write_scenario,
    write_sensitivity,
)
from foedus.verdict.sentences.observed import write_observed
from foedus.verdict.sentences.outside import write_outside
from foedus.verdict.sentences.steps import write_steps
from foedus.verdict.types import Verdict


def with_sentences(verdict: Verdict) -> Verdict:
    """Return a verdict with its sentences, and with their ids in the parts that refer to them."""
    book = write_sentences(verdict)
    sides = verdict.alignments
    return replace(
        verdict,
        answer=replace(verdict.answer, sentence=book.at("verdict")[0]),
        headline=replace(verdict.headline, sentence=(book.at("headline") or book.at("verdict"))[0]),
        confidence=replace(verdict.confidence, sentence=book.at("confidence")[0]),
        scenarios=tuple(replace(row, reasons=book.at(f"scenario {row.id}")) for row in verdict.scenarios),
        alignments=None if sides is None else replace(sides, text=book.at("alignments")),
        bargaining=replace(verdict.bargaining, text=book.at("bargaining")),
        steps=replace(verdict.steps, text=book.at("steps")),
        outside=replace(verdict.outside, text=book.at("outside")),
        dissent=replace(verdict.dissent, sentences=book.at("dissent")),
        sentences=tuple(book.rows),
    )


def write_sentences(verdict: Verdict) -> Book:
    """Return all sentences on a verdict."""
    book = Book(verdict)
    write_answer(book)
    write_headline(book)
    write_moved(book)
    write_confidence(book)
    write_why(book)
    write_outcomes(book)
    write_steps(book)
    write_outside(verdict, book.to("outside"))
    write_ladder(book)
    write_observed(book)
    write_issues(book)
    write_threats(book)
    write_ties(book)
    write_alignments(verdict, book.name, add=book.to("ties", "alignments"))
    write_bargaining(verdict, book.name, add=book.to("issues", "bargaining"))
    write_commitment(book)
    for scenario in verdict.scenarios[1:]:
        write_scenario(book, scenario)
    write_assumptions(book)
    write_indicators(book)
    write_dissent(book)
    write_sensitivity(book)
    write_balance(book)
    return book
