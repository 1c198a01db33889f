"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Called like `grievance.clock.now`; `forward` and `go_to` move it."""

    def __init__(self, moment: datetime = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, *, minutes: int = 0, days: int = 0) -> None:
        self.moment += timedelta(minutes=minutes, days=days)

    def go_to(self, moment: datetime) -> None:
        self.moment = moment
