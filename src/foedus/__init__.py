"""foedus: will the cooperation of two states become a strategic alliance, and on what does that depend?"""

from __future__ import annotations

__version__ = "0.1.0"
