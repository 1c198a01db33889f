"""The two machines of the demo, the intake's and the union's, each with its server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.cli.demo_desk import enrol, found, office, serving_desk
from grievance.cli.demo_intake import folders
from grievance.cli.demo_serving import authority, listen_at, serving

if TYPE_CHECKING:
    from contextlib import ExitStack

    from grievance.casebook.office.setup import SetUp
    from grievance.cli.demo_desk import Office
    from grievance.cli.demo_intake import Folders
    from grievance.cli.demo_sign_in import SignIn

DESK_PORT = 8090


@dataclass(frozen=True)
class Machines:
    """The intake's folders, the union's, the addresses of both servers, and who signs in."""

    places: Folders
    office: Office
    intake: str
    desk: str
    made: SetUp
    who: SignIn


def machines(stack: ExitStack, port: int | None, desk_port: int | None) -> Machines:
    """Set a desk up, enrol its card, and serve both until the end of `stack`.

    Raises `PortTaken` and `DemoFailed`.
    """
    places, union = stack.enter_context(folders()), stack.enter_context(office())
    at = stack.enter_context(listen_at(port))
    desk_at = stack.enter_context(listen_at(desk_port, usual=DESK_PORT))
    made, who = found(union)
    enrol(union, places.data)
    intake = stack.enter_context(serving(places.environ(authority(at)), places.log, at))
    desk = stack.enter_context(serving_desk(union, made.database.key, intake, desk_at))
    return Machines(places, union, intake, desk, made, who)
