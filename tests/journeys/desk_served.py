"""A union's desk for a real browser: set up with its slow keys, one person, real gunicorn.

    union = found(folder / "desk")
    fill(union)                                    # while nobody is served
    with serving_desk(union, intake.base) as desk:
        with a_worker(browser, desk, "fr") as window:
            sign_in(window, union)                 # name, password, six digits

The person speaks French and does everything that one person may.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.casebook.office.setup import About, Founder, Founders, SetUp, setup_desk
from grievance.cli.demo_serving import listen_at, serving
from grievance.cli.demo_sign_in import SignIn
from grievance.cli.desk_serving import environ_for, hand_over
from grievance.clock import now
from grievance.web.desk.key_descriptor import VARIABLE
from tests.kit.union import DATA_WORKERS, FACTS
from tests.machine import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.journeys.browsing import Worker

NAME, LANGUAGE = "Claire Rakoto", "fr"
PASSPHRASE = "seven wet horses wait behind the mill"
PASSWORD = "the ferry leaves before sunrise"


@dataclass(frozen=True)
class Founded:
    """A desk's folder, what its set-up returned, and who signs in there."""

    folder: Path
    made: SetUp = field(repr=False)
    who: SignIn = field(repr=False)


def found(folder: Path, moment: datetime | None = None) -> Founded:
    """Set a desk up in `folder`, which must be new, as if that were done at `moment`."""
    about = About(DATA_WORKERS, DATA_WORKERS)
    founders = Founders(Founder(NAME, PASSWORD, LANGUAGE))
    made = setup_desk(folder, PASSPHRASE, about, founders, moment or now(), facts=FACTS)
    return Founded(folder, made, SignIn(made.members[0], PASSWORD))


@contextmanager
def serving_desk(union: Founded, intake: str | None = None, **more: str) -> Iterator[str]:
    """Serve the desk until the end of the block; give its address. Its courier calls `intake`.

    `more` is added to the environment.
    """
    union.made.database.close()
    with (
        tempfile.TemporaryDirectory(prefix="grievance-test-", dir=MEMORY) as runtime,
        listen_at(0) as listener,
    ):
        own = {"GRIEVANCE_RUNTIME": runtime, **more}
        environ = {**environ_for(union.folder, intake), **own}
        hand_over(environ, union.made.database.key)
        descriptor = int(environ[VARIABLE])
        log = union.folder.with_suffix(".log")
        try:
            with serving(environ, log, listener, descriptors=(descriptor,)) as base:
                yield base
        finally:
            os.close(descriptor)


def sign_in(window: Worker, union: Founded, code: str | None = None) -> None:
    """Sign in as a person does; the page after it is the start, in the person's language."""
    window.open("sign-in")
    window.fill(
        {
            "name": (union.who.member.name,),
            "password": (union.who.password,),
            "code": (code or union.who.code(now())[0],),
        }
    )
    window.press()
    assert window.page.url == f"{window.base}/{LANGUAGE}/start", window.text
