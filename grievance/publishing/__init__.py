"""From blurred integers to what anybody may download: tables, charts, words, one signed release.

    built = build(measured, rows(measured), ceilings(measured.plan), terms)
    built.archive()                 # what the courier carries to the intake

Nothing here draws, decides or rounds: the same measurement always gives the same files.
"""

from __future__ import annotations
