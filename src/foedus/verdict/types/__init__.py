"""The verdict as one frozen type: what `verdict.json` holds and every output is drawn from."""

from foedus.verdict.types.verdict import Verdict

__all__ = ["Verdict"]
