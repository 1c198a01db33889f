"""An intake that lies about what it shows, or has another key: nothing ends on its word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.counting import noted
from grievance.courier.frames import Frozen, Published
from grievance.publishing import copies
from grievance.publishing.errors import AnotherKeyFrozen, NoCopy
from grievance.publishing.here import PeriodHere
from grievance.publishing.steps import Step
from tests.kit.closing import PERIOD, unseen

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.courier.client import Courier
    from grievance.courier.frames import Page
    from grievance.envelope.keys import Purpose
    from tests.kit.closing import Office

LIE = Published(PERIOD, "all", 1, "ab" * 32)


@dataclass
class Liar:
    """A courier whose intake lists a release that nobody made."""

    courier: Courier

    @property
    def organisation(self) -> str:
        return self.courier.organisation

    def freeze(self, period: str) -> Frozen:
        return self.courier.freeze(period)

    def collect(self, purpose: Purpose, after: int) -> Page:
        return self.courier.collect(purpose, after)

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        return self.courier.acknowledge(received, last=last)

    def releases(self) -> tuple[Published, ...]:
        return (LIE,)

    def publish(self, archive: bytes) -> bool:
        return self.courier.publish(archive)


class Elsewhere(Liar):
    """One whose intake never got the newest card: it has another key for the period."""

    def freeze(self, period: str) -> Frozen:
        return replace(super().freeze(period), key_id=bytes(8))


def _measured(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    reached = None
    while reached is not Step.PUBLISH:
        reached = office.closing().run(unseen, enough=lambda: True)


def test_a_release_that_the_intake_only_says_it_shows_ends_nothing(office: Office) -> None:
    _measured(office)
    with pytest.raises(NoCopy, match=r"2026Q4-1\.zip"):
        office.closing(courier=Liar(office.courier)).run(unseen)
    here = PeriodHere(office.casebook.database, PERIOD)
    assert here.has_key
    assert here.noted() == {noted.MEASURED}
    # An intake that tells the truth again is told the figures.
    assert office.close() is Step.DONE
    (kept,) = office.site.store.releases()
    own = copies.release(office.folder, PERIOD, 1)
    assert own is not None
    assert own.sha256 == kept.sha256


def test_where_the_intake_has_another_key_nothing_is_measured(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    with pytest.raises(AnotherKeyFrozen):
        office.closing(courier=Elsewhere(office.courier)).run(unseen)
    assert not office.ledger.periods()
