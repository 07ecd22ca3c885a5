"""The verdict as one dictionary: what `verdict.json` holds and every output is drawn from."""

from __future__ import annotations

from foedus.verdict.build import build_verdict

__all__ = ["build_verdict"]
