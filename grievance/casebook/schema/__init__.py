"""The tables of the desk's database, as this release writes them, by what they are about."""

from __future__ import annotations

from grievance.casebook.schema import (
    cases,
    employers,
    journal,
    messages,
    people,
    pressed,
    reports,
)
from grievance.casebook.schema.base import alembic_version, tables

__all__ = [
    "alembic_version",
    "cases",
    "employers",
    "journal",
    "messages",
    "people",
    "pressed",
    "reports",
    "tables",
]
