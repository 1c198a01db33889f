"""Words that nobody ever said: found again, they can only be ours.

Letters alone: long runs of letters and digits in a text are hidden as a number of somebody.
"""

from __future__ import annotations

import secrets
from itertools import product

_SYLLABLES = ["".join(one) for one in product("bdfgklmnprstvz", "aeiou")]


def unheard_of(syllables: int = 16) -> str:
    """Return a new word of so many syllables; of 16 (98 bits) no two are ever alike."""
    return "".join(secrets.choice(_SYLLABLES) for _ in range(syllables))
