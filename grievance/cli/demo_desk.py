"""A real desk for the demo: set up in a folder of its own, and served."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.casebook.office.setup import CARD_FILE, About, Founder, Founders, setup_desk
from grievance.cli.demo_intake import memory
from grievance.cli.demo_serving import environment, serving
from grievance.cli.demo_sign_in import LANGUAGE, SignIn
from grievance.cli.desk_serving import hand_over
from grievance.cli.enrolment import read_card
from grievance.clock import clock_for
from grievance.envelope.enrolment import check
from grievance.reference.facts import Facts
from grievance.store.main import Store
from grievance.web.desk.key_descriptor import VARIABLE

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from datetime import date

    from grievance.casebook.office.setup import SetUp

NAMES = {
    "en": "Invented Data Workers’ Union",
    "fr": "Syndicat inventé du travail des données",
    "sw": "Chama cha kubuniwa cha wafanyakazi wa data",
}
NAME = "Asha Mwangi"


@dataclass(frozen=True)
class Office:
    """The union's own machine: `desk` is its folder, `runtime` lies in memory."""

    desk: Path
    runtime: Path
    log: Path

    def environ(self, intake: str) -> dict[str, str]:
        """Return the desk's environment; `intake` is the address that its courier calls."""
        return environment(
            GRIEVANCE_ROLE="desk",
            GRIEVANCE_DESK=str(self.desk),
            GRIEVANCE_RUNTIME=str(self.runtime),
            GRIEVANCE_INTAKE=intake,
        )


@contextmanager
def office() -> Iterator[Office]:
    """Give a fresh folder, apart from any intake's, and one in memory; take them away."""
    with (
        tempfile.TemporaryDirectory(prefix="grievance-demo-desk-") as disk,
        tempfile.TemporaryDirectory(prefix="grievance-demo-desk-", dir=memory()) as runtime,
    ):
        place = Path(disk)
        yield Office(place / "desk", Path(runtime), place / "server.log")


def found(place: Office, day: date) -> tuple[SetUp, SignIn]:
    """Set the desk up, as if on `day`, for one person, who does everything."""
    password = _drawn()
    founder = Founder(NAME, password, LANGUAGE)
    about, facts = About(NAMES, NAMES), Facts.load(None)
    moment = clock_for(day)()
    made = setup_desk(place.desk, _drawn(), about, Founders(founder), moment, facts=facts)
    return made, SignIn(made.members[0], password)


def enrol(place: Office, data: Path, day: date) -> None:
    """Enrol the desk's card at the intake whose store is in `data`, as if on `day`."""
    card = read_card(place.desk / CARD_FILE)
    check(card, (), day)
    store = Store.open(data)
    store.put_card(card.organisation, card.serial, card.raw)
    store.close()


@contextmanager
def serving_desk(place: Office, key: bytes, intake: str, listener: socket.socket) -> Iterator[str]:
    """Serve the desk until the end of the block; give its address. `key` opens its database."""
    environ = place.environ(intake)
    hand_over(environ, key)
    descriptor = int(environ[VARIABLE])
    try:
        with serving(environ, place.log, listener, descriptors=(descriptor,)) as address:
            yield address
    finally:
        os.close(descriptor)


def _drawn() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(4))
