"""Build what the package ships of the outlook from the installed datasets.

    python scripts/build_outlook.py

writes ``table.npz`` (every pair from 1946 on) into ``src/foedus/history``, ``model.npz`` (fits, reference classes, exemplars),
``origins.npz`` (fits by origin) and ``record.json`` (backtests, claim) into ``src/foedus/outlook``, what becomes of small pacts into ``src/foedus/judgment/pact_survival.csv``, and the model card into
``docs/reference/model-card.md``. A few minutes on two cores.
"""

import json
from typing import Any

import numpy as np
from _official_files import PROJECT

from foedus.history.build import build_history
from foedus.history.load import read_sources
from foedus.history.make_table import make_table
from foedus.history.shipped import TABLE_FILE, save_table
from foedus.history.terms import LAST
from foedus.outlook.backtest import run_backtest
from foedus.outlook.card import model_card
from foedus.outlook.claim import estimate_all
from foedus.outlook.make import make_model, make_origins
from foedus.outlook.model import MODEL_FILE, load_model, save_model
from foedus.outlook.origins import ORIGINS_FILE, save_origins
from foedus.outlook.past_record import kind_rows
from foedus.outlook.record import RECORD_FILE, Record
from foedus.outlook.results import claim_rows, route_record, score_rows
from foedus.outlook.survival import pact_survival, survival_csv
from foedus.outlook.table import reliability_table, score_table

FOLDER = PROJECT / "src" / "foedus" / "outlook"
SURVIVAL = PROJECT / "src" / "foedus" / "judgment" / "pact_survival.csv"
#: First end of the forecasts ten years ahead that are told by class of dyad.
TEN_YEARS_FROM = 1986
CARD = PROJECT / "docs" / "reference" / "model-card.md"


def rounded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Floats to six digits, so that the file is small and the same on every machine."""
    return [
        {name: float(f"{value:.6g}") if isinstance(value, float) else value for name, value in row.items()}
        for row in rows
    ]


def main() -> None:
    """Fit, test, write."""
    sources = read_sources(LAST)
    history = build_history(sources)
    save_table(make_table(history, sources), FOLDER.parent / "history" / TABLE_FILE)
    SURVIVAL.write_text(survival_csv(pact_survival(history)), encoding="utf-8", newline="\n")
    save_model(make_model(history, sources, progress=print), FOLDER / MODEL_FILE)
    origins, past = make_origins(history, progress=print)
    save_origins(origins, past, FOLDER / ORIGINS_FILE)
    test = run_backtest(history, progress=print)
    # 2011-2018 was the hold-out of an earlier study and is spent: it is scored to be reproduced.
    recent = run_backtest(history, first=2011, last=2018, progress=print)
    record = {
        "scores": score_rows(score_table(history, test), test, history=history),
        "routes": rounded(route_record(history, test) + route_record(history, recent)),
        "reliability": rounded(reliability_table(history, test)),
        "claim": claim_rows(estimate_all(history)),
        "ten_years": kind_rows(
            np.array([one.year for one in origins]), past["record.kinds"], first=TEN_YEARS_FROM, last=LAST
        ),
    }
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    (FOLDER / RECORD_FILE).write_text(text, encoding="utf-8", newline="\n")
    CARD.write_text(model_card(load_model(), Record(**record)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
