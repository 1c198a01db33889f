"""How a desk's file made by an earlier release becomes one of this release."""

from __future__ import annotations
