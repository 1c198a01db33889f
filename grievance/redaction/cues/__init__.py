"""Cue words as data: one module a kind, the languages side by side. They hold no logic.

Written by hand; the Swahili and French ones have not been reviewed by a native reader yet.
A phrase is matched as `pattern.any_of` says: case, accents and apostrophes do not matter.
"""

from __future__ import annotations
