"""How a file made by an earlier release becomes one of this release: a history for each kind."""

from __future__ import annotations
