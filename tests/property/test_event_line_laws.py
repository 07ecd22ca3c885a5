"""Whatever bytes are broken in a file of events: each of its lines is a row or is rejected, and no row is another's."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from event_files import gdelt2_row
from foedus.errors import InputError
from foedus.events.reading.parse import parse
from foedus.events.reading.recognize import recognize
from foedus.events.reading.sources import Source
from foedus.events.scales.tables import scale

WHOLE = "".join(gdelt2_row(id, SOURCEURL=f"https://example.org/{id}") + "\n" for id in range(1, 13)).encode()
breaks = st.lists(
    st.tuples(
        st.integers(0, len(WHOLE)),
        st.sampled_from(
            [b'"', b"\n", b"\r", b"\t", b"\x00", b"\xff", b"\xe2\x80\xa8", b"\x0b", b"\n\n", b"NA", b"\r\n"]
        ),
        st.integers(0, 30),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(breaks, st.booleans())
def test_every_line_is_a_row_or_is_rejected(where: list[tuple[int, bytes, int]], cut: bool) -> None:
    data = WHOLE
    for place, bad, gone in where:
        data = data[:place] + bad + data[place + gone :]
    data = data[:-40] if cut else data
    lines = data.split(b"\n")[: None if not data.endswith(b"\n") else -1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "20191024143000.export.CSV"
        path.write_bytes(data)
        source, out = Source(path.name, path), Path(folder) / "out.parquet"
        try:
            tally = parse(source, recognize(source.head(), place="it"), scale("gdelt"), to=out)
        except InputError:
            return
        rows = pl.read_parquet(out)
    assert tally.lines == len(lines) == rows.height + len(tally.rejected)
    assert sorted([*rows["row"], *(line.line for line in tally.rejected)]) == list(range(1, len(lines) + 1))
    for line, id in rows.select("row", "event_id").iter_rows():
        cells = lines[line - 1].removesuffix(b"\r").decode("utf-8", errors="replace").split("\t")
        assert len(cells) == 61
        assert cells[0] == (id or "")
