"""The two machines of the demo, the intake's and the union's, each with its server.

The intake lives through two days: on the first, in the last quarter that is over, everybody tells;
on the second, today, the union answers and closes that quarter.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.cli.demo_desk import enrol, found, office, serving_desk
from grievance.cli.demo_intake import folders
from grievance.cli.demo_serving import authority, listen_at, serving
from grievance.envelope.period import Period, PeriodKind, closes_from

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from contextlib import ExitStack
    from datetime import date, datetime

    from grievance.casebook.office.setup import SetUp
    from grievance.cli.demo_desk import Office
    from grievance.cli.demo_intake import Folders
    from grievance.cli.demo_sign_in import SignIn

DESK_PORT = 8090


@dataclass(frozen=True)
class Machines:
    """The intake's folders, the union's, the addresses of both servers, and who signs in.

    Everybody tells in `period`, on its last day.
    """

    places: Folders
    office: Office
    intake: str
    desk: str
    made: SetUp
    who: SignIn
    period: Period
    listener: socket.socket = field(repr=False)

    @property
    def told_on(self) -> date:
        """The day in the past on which everybody tells."""
        return self.period.last

    @contextmanager
    def intake_served(self, day: date | None = None) -> Iterator[None]:
        """Serve the intake until the end of the block; it pretends that it is `day`."""
        environ = self.places.environ(authority(self.listener), day)
        with serving(environ, self.places.log, self.listener):
            yield


def machines(stack: ExitStack, port: int | None, desk_port: int | None, now: datetime) -> Machines:
    """Set a desk up, enrol its card, and serve the desk until the end of `stack`.

    Raises `PortTaken` and `DemoFailed`.
    """
    period = last_over(now)
    places, union = stack.enter_context(folders()), stack.enter_context(office())
    at = stack.enter_context(listen_at(port))
    desk_at = stack.enter_context(listen_at(desk_port, usual=DESK_PORT))
    made, who = found(union, period.last)
    enrol(union, places.data, period.last)
    intake = f"http://{authority(at)}"
    desk = stack.enter_context(serving_desk(union, made.database.key, intake, desk_at))
    return Machines(places, union, intake, desk, made, who, period, at)


def last_over(now: datetime) -> Period:
    """Return the newest quarter that can be closed at `now`."""
    quarter = Period.of(now.date(), PeriodKind.QUARTER)
    while closes_from(quarter) > now:
        quarter = _before(quarter)
    return quarter


def _before(quarter: Period) -> Period:
    years, number = divmod(quarter.quarter - 2, 4)
    return Period(quarter.year + years, number + 1)
