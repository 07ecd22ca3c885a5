"""GDELT 1.0 events: 57 columns up to March 2013, 58 since; files in circulation mix both."""

from types import MappingProxyType

from foedus.events.formats.gdelt import LICENCE, USES, build, columns, layouts
from foedus.events.formats.model import Format, citation
from foedus.events.rows import SCHEMA

COLUMNS = columns(second=False)

FORMAT = Format(
    id="gdelt1",
    title="GDELT 1.0 Event Database",
    about="Machine-coded events since 1979. Files of a day, a month or a year; the address of the report since April 2013.",
    page="http://data.gdeltproject.org/events/index.html",
    licence=LICENCE,
    citation=citation(__name__),
    layouts=layouts(COLUMNS, least=len(COLUMNS) - 1),
    uses=USES,
    build=build,
    schema=SCHEMA,
    scales=("gdelt",),
    actor_scheme="cameo",
    interval="name",
    traps=(
        "Rows of 57 and of 58 columns stand in one file; the last is the address.",
        "A quote is a character as any other: parsers that know quotes lose rows or addresses without a word.",
        "Files up to 2013 were all added in 2013: their vintage is no event date.",
        "Codes of actors name regions too (AFR, EUR, MEA), which are no states.",
        "Re-exports by R write NA for missing and may lose the leading zero of codes.",
    ),
    probes=MappingProxyType({"GLOBALEVENTID": "[0-9]+", "SQLDATE": "[0-9]{8}", "DATEADDED": "[0-9]{8}"}),
)
