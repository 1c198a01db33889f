"""Answers that this browser holds already, before others would take their place."""

from __future__ import annotations

from grievance.web.intake import draft as drafts

REPLACE = "replace"
"""The box with which the worker lets them go."""


def is_in_the_way(code: str | None) -> bool:
    """Tell whether this browser holds answers, or a number not noted yet, of another code."""
    present = drafts.load()
    return present is not None and present.code != code and bool(present.typed or present.sent)
