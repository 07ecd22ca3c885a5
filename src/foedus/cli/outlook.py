"""``foedus outlook``: fit, table, show, rank, publish, score, backtest, claim, card: what usually happens to dyads like this one.

Commands ask the analysis and print; heavy imports stand inside them, so that ``--help`` is quick.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.history.build import History
    from foedus.history.sources import Sources

app = Program("The outside view: two centuries of dyads behind the verdict.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
ModelOption = Annotated[
    Path | None, typer.Option("--model", metavar="FILE", help="A model made by fit; default the one that foedus ships.")
]
TableOption = Annotated[
    Path | None,
    typer.Option("--table", metavar="FILE", help="Pairs by year, made by table; default those that foedus ships."),
]


def _history(tell: Callable[[str], None]) -> tuple[History, Sources]:
    """The history from the installed datasets."""
    from foedus.history.build import build_history
    from foedus.history.load import read_sources
    from foedus.history.terms import LAST

    tell("dyad-years 1816-2018")
    sources = read_sources(LAST)
    return build_history(sources), sources


@app.command()
def fit(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the model.")] = Path("outlook-model.npz"),
    draws: Annotated[int, typer.Option(metavar="N", min=10, max=2000, help="Bootstrap draws.")] = 200,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Seed of the bootstrap.")] = 0,
) -> None:
    """Fit the model from the installed datasets, with a bootstrap over treaties and years."""
    from foedus.outlook.make import make_model
    from foedus.outlook.model import save_model

    history, sources = _history(tell)
    model = make_model(history, sources, draws=draws, seed=seed, progress=tell)
    save_model(model, out)
    say(f"{out}: {len(history.year):,} dyad-years, {draws} draws, fingerprint {model.meta['fingerprint'][:16]}")


@app.command()
def table(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the table.")] = Path("outlook-table.npz"),
) -> None:
    """Make the table of every pair from 1946 on from the installed datasets: what show, rank and publish start from."""
    from foedus.history.make_table import make_table
    from foedus.history.shipped import save_table

    made = make_table(*_history(tell))
    save_table(made, out)
    pairs = sum(len(made.system(year).state) for year in range(made.first, made.last + 1))
    say(f"{out}: {pairs:,} pairs and years, {made.first} to {made.last}")


@app.command()
def show(
    one: Annotated[str, typer.Argument(metavar="A", help="A state: name, COW code or abbreviation, iso:DEU, gw:260.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other state.")],
    year: Annotated[
        int | None, typer.Option(metavar="Y", help="Present year; default 2018. From 1946 on no dataset is needed.")
    ] = None,
    horizon: Annotated[int, typer.Option(metavar="N", help="Years ahead, 1 to 50.")] = 10,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A covariate to set; may be repeated.")
    ] = None,
    model: ModelOption = None,
    table: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what usually happens to a dyad like this one: the four states by year, and why."""
    from foedus.history.shipped import load_table
    from foedus.outlook.model import load_model
    from foedus.outlook.settings import read_settings
    from foedus.outlook.show import find_dyad
    from foedus.outlook.show import show as look

    settings = read_settings(set_ or [])
    chosen = load_model(model)
    found = look(
        chosen,
        find_dyad(chosen, one, other, year, table=load_table(table), tell=tell),
        horizon=horizon,
        settings=settings,
    )
    if as_json:
        from foedus.outlook.words import as_record

        print_json(as_record(found))
        return
    from foedus.outlook.words import describe

    say(describe(found))


@app.command()
def rank(
    state: Annotated[str, typer.Option(metavar="STATE", help="alliance, entente, unaligned or rivalry.")],
    year: Annotated[int | None, typer.Option(metavar="Y", help="Present year, 1946 to 2018; default 2018.")] = None,
    horizon: Annotated[int, typer.Option(metavar="N", help="Years ahead, 1 to 50.")] = 10,
    of: Annotated[str | None, typer.Option(metavar="A", help="Only pairs of this state.")] = None,
    within: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only pairs that are now in this state of relation.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="Tell where these two stand, among all and among pairs in their state now."),
    ] = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Pairs to list; default 20, with --out all.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the list to this CSV file.")] = None,
    model: ModelOption = None,
    table: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rank pairs by the chance of being in a state of relation at the horizon, with intervals; no dataset is needed."""
    from foedus.history.shipped import load_table
    from foedus.outlook.model import load_model
    from foedus.outlook.rank import rank as ranked
    from foedus.outlook.rank_words import ranking_csv, ranking_lines, ranking_record

    most = top if top is not None or out is not None else 20
    found = ranked(
        state, year=year, horizon=horizon, of=of, within=within, top=most, pair=pair, model=load_model(model),
        table=load_table(table), tell=tell,
    )  # fmt: skip
    if out is not None:
        from foedus.files.folder import write_file

        write_file(ranking_csv(found), out)
        tell(f"wrote {out}: {len(found.rows):,} pairs")
        found = replace(found, rows=found.rows[: 20 if top is None else top])
    if as_json:
        print_json(ranking_record(found))
        return
    say("\n".join(ranking_lines(found)))


@app.command()
def publish(
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="A new file, such as outlook-2018.csv; none is written over.")
    ],
    year: Annotated[int | None, typer.Option(metavar="Y", help="Present year, 1946 to 2018; default 2018.")] = None,
    horizon: Annotated[int, typer.Option(metavar="N", help="Years ahead, 1 to 50.")] = 10,
    on: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of publication; default today.")
    ] = None,
    known: Annotated[
        bool, typer.Option("--known", help="Use the fit that could have been made by that year, not the newest.")
    ] = False,
    model: ModelOption = None,
    table: TableOption = None,
) -> None:
    """Write every pair's chances into a dated file with its checksum, to be put aside and scored when the years have passed."""
    from foedus.errors import InputError
    from foedus.history.shipped import load_table
    from foedus.outlook.model import load_model
    from foedus.outlook.origins import model_known
    from foedus.outlook.publication import publish as published
    from foedus.outlook.publication import read_date, refuse_existing, refuse_untimely, save_publication

    refuse_existing(out)
    if known and model is not None:
        raise InputError("--known takes the fits that foedus ships; leave out --known or --model")
    when, kept = read_date(on), load_table(table)
    start = kept.last if year is None else year
    kept.system(start)
    refuse_untimely(when, start)
    chosen = model_known(start) if known else load_model(model)
    data = published(chosen, kept, start, on=when, horizon=horizon)
    save_publication(data, out)
    pairs = len(kept.system(start).state)
    say(
        f"{out}: {pairs:,} pairs of {start}, forecast for {start + horizon}; once it has come: foedus outlook score {out}"
    )


@app.command()
def score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What publish wrote.")],
    outcomes: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV", help="What came: columns ccode1, ccode2, state and perhaps year; default the table."
        ),
    ] = None,
    table: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that a published file is as it was, and score it against its baselines once its year has come."""
    from dataclasses import asdict

    from foedus.history.shipped import load_table
    from foedus.outlook.publication import read_publication
    from foedus.outlook.publication_score import read_outcomes, score_publication, score_text, table_outcomes

    found = read_publication(file)
    told = f"{file}: as it was published on {found.head['date']} (sha256 {found.sha256[:16]}), {len(found.now):,} pairs of {found.year} for {found.target}"
    kept = load_table(table)
    if outcomes is None and not kept.holds(found.target):
        if as_json:
            print_json({"file": str(file), "sha256": found.sha256, "head": dict(found.head), "scores": None})
            return
        say(told)
        say(
            f"What came in {found.target} is not known here ({kept.where} ends in {kept.last}): give --outcomes CSV or --table FILE."
        )
        return
    came = read_outcomes(outcomes, found.target) if outcomes else table_outcomes(kept, found.target)
    scores = score_publication(found, came, source=str(outcomes) if outcomes else kept.where)
    if as_json:
        print_json({"file": str(file), "sha256": found.sha256, "head": dict(found.head), "scores": asdict(scores)})
        return
    say(told)
    say("\n".join(score_text(scores)))


@app.command()
def backtest(
    first: Annotated[int, typer.Option("--from", metavar="Y", min=1930, max=2018, help="First outcome year.")] = 1986,
    last: Annotated[int, typer.Option("--to", metavar="Y", min=1930, max=2018, help="Last outcome year.")] = 2010,
    block: Annotated[int, typer.Option(metavar="N", min=1, max=30, help="Years per forecasting origin.")] = 5,
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every forecast to this Parquet file.")
    ] = None,
    reliability: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the reliability of the forecasts to this .svg, .png or .pdf."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Forecast each block of years from what came before it, and score against baselines."""
    from foedus.charts.save import check_target
    from foedus.errors import InputError
    from foedus.outlook.backtest import run_backtest
    from foedus.outlook.record import reliability_figure
    from foedus.outlook.results import predictions as frame_of
    from foedus.outlook.results import route_record, score_rows, write_predictions
    from foedus.outlook.table import reliability_table, score_table
    from foedus.outlook.words import route_lines, score_lines

    if first > last:
        raise InputError(f"--from {first} --to {last}: the first year must not come after the last")
    if reliability:
        check_target(reliability)
    history, _ = _history(tell)
    found = run_backtest(history, first=first, last=last, block=block, progress=tell)
    if predictions:
        write_predictions(frame_of(history, found), predictions)
        tell(f"wrote {predictions}")
    scores, routes = score_rows(score_table(history, found), found, history=history), route_record(history, found)
    bins = reliability_table(history, found)
    if reliability:
        figure = reliability_figure(bins)
        if figure is None:
            raise InputError(f"--from {first} --to {last}: the backtest has no bin to draw; choose more years")
        tell(f"wrote {figure.save(reliability)}")
    if as_json:
        print_json({"scores": scores, "routes": routes, "reliability": bins})
        return
    say("\n".join([*score_lines(scores), "", *route_lines(routes)]))


@app.command()
def claim(
    measure: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Measure of threat: theta, any-theta, enemy, rival; default all."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Test the claim that a common threat binds and its end loosens: hazard ratios with event counts."""
    from foedus.errors import InputError
    from foedus.outlook.claim import estimate_all
    from foedus.outlook.exposure import MEASURES
    from foedus.outlook.results import claim_rows
    from foedus.outlook.words import claim_lines

    unknown = [name for name in measure or [] if name not in MEASURES]
    if unknown:
        raise InputError(f"--measure {unknown[0]}: expected one of {', '.join(MEASURES)}")
    history, _ = _history(tell)
    rows = claim_rows(estimate_all(history, measure or tuple(MEASURES)))
    if as_json:
        print_json(rows)
        return
    say("\n".join(claim_lines(rows)))


@app.command()
def card(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to this file instead of printing.")] = None,
    model: ModelOption = None,
) -> None:
    """Print the model card: what the model is, what it was made from, how well it forecasts, where it fails."""
    from foedus.files.folder import write_file
    from foedus.outlook.card import model_card
    from foedus.outlook.model import load_model
    from foedus.outlook.record import load_record

    text = model_card(load_model(model), load_record())
    if out is None:
        say(text, end="")
        return
    write_file(text.encode("utf-8"), out)
    say(f"wrote {out}")
