"""What one desk process works with: the database, reference data, settings, a clock."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, cast

from flask import current_app

from grievance.casebook.arrivals.strays import forget_strays
from grievance.casebook.database import Database
from grievance.casebook.errors import CasebookBusy, CasebookFull
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from grievance.settings import DeskSettings


@dataclass
class Desk:
    """Everything the views need. `clock` returns the moment in UTC."""

    settings: DeskSettings
    clock: Callable[[], datetime]
    database: Database
    facts: Facts

    @classmethod
    def open(cls, settings: DeskSettings, key: bytes, clock: Callable[[], datetime]) -> Self:
        """Open the database with the 48 bytes of `casebook.database.unlock`."""
        database = Database.open(settings.desk, key)
        # Another one that writes at this moment leaves it to the next start.
        with suppress(CasebookBusy, CasebookFull), database.writing() as connection:
            forget_strays(connection, settings.desk)
        database.close()
        return cls(settings, clock, database, Facts.load(settings.reference))

    @property
    def folder(self) -> Path:
        """The desk's folder."""
        return self.settings.desk

    @property
    def today(self) -> date:
        """The day in UTC."""
        return self.clock().date()


def desk() -> Desk:
    """Return the desk of the app that answers now."""
    return cast("Desk", current_app.extensions["grievance"])
