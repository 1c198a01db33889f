"""A machine of its own for a real intake: every folder it writes in, real keys, real gunicorn.

    with serving(machine_in(folder), ORGANISATIONS) as intake:
        ...                       # http://127.0.0.1:port, two workers, the shipped settings
        intake.opened()           # every payload, opened with the organisations' private keys

The keys lie in the test's memory only: the intake's machine never has them.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.cli.served import command
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, PeriodKind
from grievance.opening.held import RELEASE
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import sign_card
from grievance.opening.open import open_envelope
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import fixed_plan
from grievance.store.main import Store
from tests.kit.ports import free_port
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grievance.envelope.card import Card
    from grievance.store.rows import StoredEnvelope

ROOT = Path(__file__).parents[1]
MEMORY = Path("/dev/shm")  # noqa: S108 - a memory file system, in a folder of our own
GRIEVANCE = "from grievance.cli import main; main()"
WORKERS = 2
PATIENCE = 20.0  # seconds


@dataclass(frozen=True)
class Organisation:
    """A card, and in the test's memory the private keys to it, by key id.

    `signing` signs its next card, `courier` calls the intake for it, `release` signs what it
    publishes, where it counts.
    """

    card: Card
    keys: Mapping[bytes, PrivateKey]
    signing: SigningKey
    courier: SigningKey
    release: SigningKey


def organisation(name: str, *, counts: bool) -> Organisation:
    """Found a union with a casework key and, if it `counts`, one statistics key.

    The keys begin some weeks ago, so that no date of today lies in a card.
    """
    first = (datetime.now(UTC) - timedelta(days=40)).date()
    period = Period.at(datetime.now(UTC), PeriodKind.QUARTER)
    casework = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.CASEWORK)
    statistics = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.STATISTICS, str(period))
    plan = {"period": str(period), "plan": fixed_plan(str(period), EDITION.id, FACTS).sha256}
    counted = {**_key(statistics, period.first, period.last), **plan}
    courier = SigningKey.from_seed(secrets.token_bytes(32), "courier")
    release = SigningKey.new(RELEASE)
    names = {"en": name, "fr": f"{name} (exemple)", "sw": f"{name} (mfano)"}
    fields = {
        "names": names,
        "descriptions": names,
        "serial": 1,
        "previous": None,
        "casework": [_key(casework, first, first + timedelta(days=365))],
        "statistics": [counted] if counts else [],
        "courier": b64encode(courier.public).decode(),
        "release": b64encode(release.public).decode() if counts else None,
    }
    signing = SigningKey.from_seed(secrets.token_bytes(32))
    keys = {key.id: key for key in (casework, statistics)}
    return Organisation(sign_card(signing, fields), keys, signing, courier, release)


def two_organisations() -> list[Organisation]:
    """Return a union that counts and reads, and another that only reads."""
    return [
        organisation("Union of Data Workers", counts=True),
        organisation("Moderators United", counts=False),
    ]


@dataclass(frozen=True)
class Machine:
    """The folders of one machine; `drafts` lies in memory, everything else below `root`.

    `database`: where the sealed store lies, if not in files.
    """

    root: Path
    drafts: Path
    database: str | None = None

    @property
    def data(self) -> Path:
        """The folder of the sealed store."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """What gunicorn and the app printed."""
        return self.root / "log" / "intake.log"

    def environ(self, **more: str) -> dict[str, str]:
        """Return the environment that the intake starts with."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            "GRIEVANCE_OPERATOR": "An association that exists in this test only",
            "GRIEVANCE_CONTACT": "privacy@example.org",
            "GRIEVANCE_DATA": str(self.data),
            "GRIEVANCE_DRAFTS": str(self.drafts),
            # Visitors of a test need no time, and all come from loopback.
            "GRIEVANCE_THINKING": "0",
            "GRIEVANCE_ONION_SENDS": "0",
            **({"GRIEVANCE_DATABASE": self.database} if self.database else {}),
            **more,
        }

    def store(self) -> Store:
        """Open the sealed store."""
        return Store.open(self.data, database=self.database)


@dataclass(frozen=True)
class Intake:
    """A serving intake; `pid` is gunicorn's first process."""

    base: str
    pid: int
    machine: Machine
    organisations: Sequence[Organisation]

    def processes(self) -> list[int]:
        """Return gunicorn's first process and its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [self.pid, *map(int, children.split())]

    def stored(self) -> list[StoredEnvelope]:
        """Return every waiting envelope as it is stored."""
        store = self.machine.store()
        try:
            return list(store.envelopes())
        finally:
            store.close()

    def opened(self) -> dict[int, dict[str, object]]:
        """Open every waiting envelope; return the payloads by the rows' random ids."""
        keys = {id_: key for one in self.organisations for id_, key in one.keys.items()}
        return {
            stored.id: open_envelope(stored.body, keys[stored.key_id], {EDITION.id})
            for stored in self.stored()
        }


@contextmanager
def machine_in(folder: Path) -> Iterator[Machine]:
    """Make the folders of a machine below `folder`; those in memory are removed at the end."""
    drafts = Path(tempfile.mkdtemp(prefix="grievance-test-", dir=MEMORY))
    for name in ("data", "home", "log", "tmp"):
        (folder / name).mkdir(mode=0o700, parents=True)
    try:
        yield Machine(folder, drafts)
    finally:
        shutil.rmtree(drafts)


@contextmanager
def serving(
    machine: Machine,
    organisations: Sequence[Organisation],
    *,
    app: str | None = None,
    tls: tuple[Path, Path] | None = None,
    **environ: str,
) -> Iterator[Intake]:
    """Enrol the cards and run `grievance intake serve`, or the WSGI `app` the same way.

    `tls` is a certificate and its key; `environ` is added to the environment. Couriers may call it.
    """
    store = machine.store()
    for one in organisations:
        store.put_card(one.card.organisation, one.card.serial, one.card.raw)
    store.close()
    port = free_port()
    bind = f"127.0.0.1:{port}"
    environ.setdefault("GRIEVANCE_AUTHORITY", bind)
    if tls:
        environ["GUNICORN_CMD_ARGS"] = f"--certfile={tls[0]} --keyfile={tls[1]}"
    with machine.log.open("wb") as log:
        process = subprocess.Popen(
            _command(bind, app),
            cwd=ROOT,
            env=machine.environ(**environ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(port, process, machine)
            base = f"{'https' if tls else 'http'}://{bind}"
            intake = Intake(base, process.pid, machine, organisations)
            while len(intake.processes()) <= WORKERS:
                time.sleep(0.01)
            yield intake
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _command(bind: str, app: str | None) -> list[str]:
    if app:
        return [*command(bind, WORKERS)[:-1], app]
    serve = ("intake", "serve", "--bind", bind, "--workers", str(WORKERS))
    return [sys.executable, "-c", GRIEVANCE, *serve]


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes], machine: Machine) -> None:
    """Return once somebody listens at `port`; fail with the machine's log when `process` ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, machine.log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(machine.log.read_text("utf-8"))


def _key(key: PrivateKey, first: object, last: object) -> dict[str, str]:
    return {
        "from": str(first),
        "key": b64encode(key.public.raw).decode(),
        "until": str(last),
    }
