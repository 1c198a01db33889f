"""Names that end or begin as verbs do, so that their shape does not hide them."""

from __future__ import annotations

_NAMES = """
ahmed akinyi alfred alicia alinafe aliyu amelia anastasia anatole annabelle atanasi baptiste
beverly bilali cecily charly clement fleming fred hamed hatimu irving jared jarred khaled kimberly
liliana mahmed manning mildred mohamed mohammed muhamed muhammed precious rasheed rasheeda rashed
saeed shelly sterling syed waheed walied wilfred winifred zayed
"""

LIKE_VERBS = frozenset(_NAMES.split())
