"""What a case is: its records, and how they are read, validated and written.

A case is a folder of plain files; `read_case` validates all of it and returns a `Case`, `load_case` also
finds the built-in ones by name, `write_case` writes it back in canonical form.
"""

from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.case.read import read_case
from foedus.case.shipped import builtin_cases
from foedus.files.edtf import Edtf, parse_edtf
from foedus.terms.outcomes import OUTCOMES

__all__ = ["OUTCOMES", "Case", "Edtf", "builtin_cases", "load_case", "parse_edtf", "read_case"]
