"""A whole intake in a test: real store on disk, real drafts in memory, real cards, our clock."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from jinja2 import BytecodeCache

from grievance.envelope.keys import Purpose
from grievance.envelope.period import PeriodKind
from grievance.settings import IntakeSettings
from grievance.store.main import Store
from grievance.web.intake.app import create_app
from tests.kit.browser import Browser
from tests.kit.clock import Clock
from tests.kit.union import DATA_WORKERS, MODERATORS, Union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from jinja2.bccache import Bucket

    from grievance.store.errors import StoreError
    from grievance.store.rows import NewEnvelope, NewReceipt
    from grievance.web.intake.intake import Intake

MEMORY = Path("/dev/shm")  # noqa: S108 - drafts must lie in memory, in a new folder of their own

FOUNDED = (
    (DATA_WORKERS, date(2026, 11, 24), True),
    (MODERATORS, date(2025, 12, 1), False),
)
WITHOUT_LIMITS = {"thinking": 0, "onion_sends": 0}
"""A test fills in a form in no time, and all its browsers are on loopback."""
SECOND_ENDS = date(2026, 11, 30)


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all the apps of a test run."""

    compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key] = bucket.bytecode_to_string()


class TroubledStore(Store):
    """The real store, but whatever writes for a worker raises `trouble` while there is any."""

    trouble: StoreError | None = None

    def keep(
        self,
        week: str,
        envelopes: Any,  # noqa: ANN401
        receipt: NewReceipt,
        slip: bytes | None = None,
    ) -> bool:
        self._complain()
        kept: list[NewEnvelope] = list(envelopes)
        return super().keep(week, kept, receipt, slip)

    def revise(
        self,
        week: str,
        erase: Any,  # noqa: ANN401
        envelopes: Any,  # noqa: ANN401
        receipt: NewReceipt | None,
    ) -> None:
        self._complain()
        super().revise(week, erase, envelopes, receipt)

    def post(self, week: str, mailbox: bytes, message: bytes, envelope: NewEnvelope | None) -> bool:
        self._complain()
        return super().post(week, mailbox, message, envelope)

    def save_draft(self, draft_id: bytes, body: bytes, expires: Any) -> None:  # noqa: ANN401
        self._complain()
        super().save_draft(draft_id, body, expires)

    def _complain(self) -> None:
        if self.trouble:
            raise self.trouble


@dataclass(frozen=True)
class Site:
    """One running intake and what stands around it."""

    app: Flask
    clock: Clock
    unions: tuple[Union, ...]
    settings: IntakeSettings

    @property
    def intake(self) -> Intake:
        return cast("Intake", self.app.extensions["grievance"])

    @property
    def store(self) -> Store:
        return self.intake.store

    def browser(self, language: str = "en", address: str = "127.0.0.1") -> Browser:
        """Return a new browser, with no cookie of ours, that comes from `address`."""
        browser = Browser(self.app, language)
        browser.client.environ_base["REMOTE_ADDR"] = address
        return browser

    def casework(self, union: Union | None = None) -> list[dict[str, Any]]:
        """Return what `union` (the first) can read one by one."""
        return (union or self.unions[0]).opened(self.store.envelopes(), Purpose.CASEWORK)

    def counted(self) -> list[dict[str, Any]]:
        """Return all that is sealed for counting."""
        sealed = list(self.store.envelopes())
        return [
            payload for one in self.unions for payload in one.opened(sealed, Purpose.STATISTICS)
        ]

    def told(self) -> int:
        """Return how many testimonies are stored."""
        return len(self.counted())

    def make_trouble(self, trouble: StoreError | None) -> None:
        """Let sending fail with `trouble`; None: let it work again."""
        cast("TroubledStore", self.store).trouble = trouble

    def unfinished(self) -> bytes:
        """Return every byte the drafts' folder holds."""
        return b"".join(
            path.read_bytes() for path in sorted(self.settings.drafts.iterdir()) if path.is_file()
        )


@contextmanager
def a_site(
    folder: Path,
    *,
    unions: int = 1,
    kind: PeriodKind = PeriodKind.QUARTER,
    **settings: Any,  # noqa: ANN401
) -> Iterator[Site]:
    """Open an intake in `folder` with the cards of so many `unions`, and close it.

    The second union counts nothing, and its key to read ends on `SECOND_ENDS`.
    """
    clock = Clock()
    memory = Path(tempfile.mkdtemp(prefix="grievance-test-", dir=MEMORY))
    usual = {
        "operator": "Data Workers’ Council",
        "contact": "council@example.org",
        "data": folder / "data",
        "drafts": memory / "drafts",
        **WITHOUT_LIMITS,
    }
    chosen = IntakeSettings(**{**usual, **settings})
    try:
        app = create_app(chosen, clock)
        app.jinja_env.bytecode_cache = CompiledTemplates()
        intake: Intake = app.extensions["grievance"]
        intake.store = TroubledStore.open(chosen.data, database=chosen.database)
        founded = tuple(
            Union.founded(folder / name["en"], name, since, counts=counts, kind=kind)
            for name, since, counts in FOUNDED[:unions]
        )
        for union in founded:
            intake.store.put_card(union.id, union.card.serial, union.card.raw)
        yield Site(app, clock, founded, chosen)
        intake.store.close()
        intake.drafts.close()
    finally:
        shutil.rmtree(memory)
