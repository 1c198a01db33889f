"""10,000 reports that wait in a spool, opened into an encrypted database with all that follows.

- `desk.open`: reports a second, from the spool to rows of an index, accounts, figures, likenesses
  and alerts, committed; as a desk opens so many: in two processes, in three where it has four
  processors, of which one keeps what all of them open. Floor: bare HPKE opens of as many bytes in
  one process, which do nothing with what they find. Promised: 0.6 of it.
- `desk.open.one_process`: the same in one process, as a desk opens a few.
- `desk.open.memory`: MiB resident that this process gained over the second half. Flat is 0.
"""

from __future__ import annotations

import random
import resource
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import insert

from grievance.casebook.arrivals.arrivals import open_waiting
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.database import Database
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import grant_of_key, person
from grievance.clock import now
from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.parse import HEADER_SIZE
from grievance.envelope.seal import INFO
from grievance.envelope.xwing import SUITE
from grievance.opening.grants import seal_grant
from grievance.opening.keys import PrivateKey
from grievance.opening.user_keys import UserKey
from grievance.reference.employers import ANYWHERE
from grievance.reference.facts import Facts
from grievance.store.week import week_of
from scripts.invented_account import Sealer

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = 10_000
BARE = 2_000
MIB = 1024 * 1024


@dataclass(frozen=True)
class Place:
    """A desk's folder with a database in it, and somebody who holds its casework key."""

    folder: Path
    database: Database
    actor: Actor

    @classmethod
    def made(cls, folder: Path, key: PrivateKey) -> Place:
        """Make a desk with one caseworker, its database's key not from a slow passphrase."""
        database = Database.make(folder, "a passphrase of the figures")
        user = UserKey.new()
        row = {
            "id": 1, "name": "A caseworker", "sign_in_name": "a caseworker", "language": "en",
            "roles": Role.CASEWORKER, "active": True, "public_key": user.public.raw,
            "salt": b"", "wrapped_key": b"", "wrapped_totp": b"", "totp_step": 0, "version": 1,
        }  # fmt: skip
        grant = {"person_id": 1, "key_id": key.id, "sealed": seal_grant(key.held(), user.public)}
        with database.writing() as connection:
            connection.execute(insert(person), row)
            connection.execute(insert(grant_of_key), {**grant, "made_by": None})
        return cls(folder, database, Actor(1, "A caseworker", frozenset({Role.CASEWORKER}), user))


def figures(reports: int = REPORTS) -> Iterator[dict[str, object]]:
    """Yield reports a second beside bare opens a second, and MiB."""
    key, facts = PrivateKey.new(Purpose.CASEWORK), Facts.load(None)
    waiting = list(_envelopes(key, facts, reports))
    bare = _bare(key, waiting[:BARE])
    rate, grown = _opened(key, facts, waiting)
    yield {
        "name": "desk.open", "value": rate, "unit": "report/s", "floor": bare, "ratio": rate / bare
    }  # fmt: skip
    rate, _ = _opened(key, facts, waiting, 1)
    name = "desk.open.one_process"
    yield {"name": name, "value": rate, "unit": "report/s", "floor": bare, "ratio": rate / bare}
    yield {"name": "desk.open.memory", "value": grown, "unit": "MiB"}


def _bare(key: PrivateKey, waiting: list[bytes]) -> float:
    """Return how many of these a second HPKE opens, and nothing else is done."""
    began = perf_counter()
    for envelope in waiting:
        SUITE.decrypt(envelope[HEADER_SIZE:], key.hpke, INFO + envelope[:HEADER_SIZE])
    return len(waiting) / (perf_counter() - began)


def _opened(
    key: PrivateKey, facts: Facts, waiting: list[bytes], processes: int | None = None
) -> tuple[float, float]:
    """Open all of it out of a spool; return reports a second, and MiB grown in the second half."""
    with TemporaryDirectory() as name:
        place = Place.made(Path(name) / "desk", key)
        spool = Spool(place.folder / FOLDER)
        came = (Collected(secrets.randbits(63), _week(), False, one) for one in waiting)  # noqa: FBT003 - not vouched for
        spool.append(came)
        began, half = perf_counter(), 0
        run = open_waiting(
            place.database, place.actor, place.folder, facts, now(), processes=processes
        )
        for progress in run:
            if progress.done * 2 >= len(waiting) and not half:
                half = _resident()
        took = perf_counter() - began
        place.database.close()
        if progress.opened != len(waiting):
            raise AssertionError(f"{len(waiting)} waited, {progress.opened} were opened")
        return len(waiting) / took, (_resident() - half) / MIB


def _resident() -> int:
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()


def _week() -> str:
    return week_of(now().date())


def _envelopes(key: PrivateKey, facts: Facts, count: int) -> Iterator[bytes]:
    """Yield accounts that differ as those of many people do: in words, sums, employers, places."""
    drawn = random.Random(count)  # noqa: S311 - the same at every run, and nobody's secret
    words = ["".join(drawn.choices("aeiklmnorstu", k=drawn.randint(2, 9))) for _ in range(4000)]
    sealer = Sealer(key.public)
    places = [one for one in facts.employers.presences if one.country != ANYWHERE]
    for number in range(count):
        presence = drawn.choice(places)
        yield sealer.account(
            number,
            {
                "work.country": presence.country,
                "work.employer": presence.employer,
                "pay.amount": str(drawn.randint(8, 60) * 1000),
                "hours.paid": str(drawn.randint(16, 60)),
                "wrong.codes": drawn.sample(facts.grievance_codes, 3),
                "story.text": " ".join(drawn.choices(words, k=60)),
            },
        )
