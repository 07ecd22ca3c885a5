"""The program: its commands and the options that all share."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.assess import assess, explain, report, score
from foedus.cli.bargain import bargain
from foedus.cli.blocs import blocs
from foedus.cli.case import app as case_app
from foedus.cli.case_evidence import evidence
from foedus.cli.chart import chart
from foedus.cli.commitment import commitment
from foedus.cli.conflict import conflict
from foedus.cli.data import app as data_app
from foedus.cli.documents import app as documents_app
from foedus.cli.draft import draft
from foedus.cli.events import app as events_app
from foedus.cli.exchange import app as exchange_app
from foedus.cli.landscape import landscape
from foedus.cli.networks import contradictions, networks
from foedus.cli.outlook import app as outlook_app
from foedus.cli.panel import app as panel_app
from foedus.cli.program import Program
from foedus.cli.record import record
from foedus.cli.support import app as support_app
from foedus.cli.terminal import say
from foedus.cli.votes import app as votes_app
from foedus.cli.workspace import app as workspace_app
from foedus.version import __version__

app = Program(
    "From coded evidence to a verdict: will the cooperation of two states become a strategic alliance, and on which "
    "factors does that depend?"
)


def _version(asked: bool) -> None:
    if asked:
        say(f"foedus {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


app.command()(assess)
app.command()(explain)
app.command()(score)
app.command()(record)
app.command()(report)
app.command()(chart)
app.command()(draft)
app.command()(networks)
app.command()(contradictions)
app.command()(blocs)
app.command()(landscape)
app.command()(conflict)
app.command()(commitment)
app.command()(bargain)
case_app.command()(evidence)
app.add_typer(case_app, name="case")
app.add_typer(documents_app, name="documents")
app.add_typer(workspace_app, name="workspace")
app.add_typer(exchange_app, name="exchange")
app.add_typer(data_app, name="data")
app.add_typer(events_app, name="events")
app.add_typer(support_app, name="support")
app.add_typer(panel_app, name="panel")
app.add_typer(votes_app, name="votes")
app.add_typer(outlook_app, name="outlook")
