"""GDELT 2.0 events: one file for each quarter of an hour since February 2015."""

from types import MappingProxyType

from foedus.events.formats.gdelt import LICENCE, USES, build, columns, layouts
from foedus.events.formats.model import Format, citation
from foedus.events.rows import SCHEMA

COLUMNS = columns(second=True)

FORMAT = Format(
    id="gdelt2",
    title="GDELT 2.0 Event Database",
    about="Machine-coded events as they were found in each quarter of an hour; some report events of a week, a month or a year ago.",
    page="http://data.gdeltproject.org/gdeltv2/masterfilelist.txt",
    licence=LICENCE,
    citation=citation(__name__),
    layouts=layouts(COLUMNS, least=len(COLUMNS)),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("gdelt",),
    actor_scheme="cameo",
    interval="quarter-hour",
    traps=(
        "Files of some quarter-hours are missing at the source, so that a day may hold half its events.",
        "A quote is a character as any other: parsers that know quotes lose rows or addresses without a word.",
        "The date of an event and the quarter-hour that added it differ: bin by the one, cut off by the other.",
        "Codes begin with zeros, which a guess of types loses.",
        "An event may come again in a later file.",
    ),
    probes=MappingProxyType({"GLOBALEVENTID": "[0-9]+", "SQLDATE": "[0-9]{8}", "DATEADDED": "[0-9]{14}"}),
)
