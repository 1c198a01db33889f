"""What can still be done about figures that are out: withdraw them, or publish the vouched ones.

    revising = Revising(database, actor, courier, "2026Q4", now)
    revising.withdraw(reason)                        # they no longer stand
    revising.publish_vouched(reason, recovery)       # those drawn with them, over vouched ones only

Nothing is measured again, and what was published stays out: each makes one more revision, with a
reason in each language. Cut anywhere, either can be done again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.counting import noted
from grievance.casebook.people.grants_held import release_key
from grievance.casebook.permissions import Right
from grievance.publishing import copies
from grievance.publishing.brief import brief_pdf
from grievance.publishing.build import Built, Terms, build
from grievance.publishing.errors import NoCopy, NoReason, NotPublished, NotThisPeriod
from grievance.publishing.here import PeriodHere
from grievance.publishing.measuring import vouched_opener
from grievance.publishing.withdrawing import withdrawn
from grievance.release.document import LONGEST_REASON, Status
from grievance.release.plan import View
from grievance.release.reading import LANGUAGES, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from grievance.casebook.database import Connection, Database
    from grievance.casebook.permissions import Actor
    from grievance.opening.keys import SigningKey
    from grievance.opening.recovery import RecoveryKey
    from grievance.publishing.build import Brief
    from grievance.publishing.calls import Publishes
    from grievance.release.document import Release

    Note = Callable[[Connection, noted.By, str], bool]


@dataclass(frozen=True)
class Revising:
    """Somebody who may publish and holds the release key, and a period that is published.

    `brief` prints two pages of a release in a language.
    """

    database: Database
    actor: Actor
    courier: Publishes
    period: str
    now: datetime
    brief: Brief = brief_pdf

    def withdraw(self, reason: Mapping[str, str]) -> Release:
        """Publish that the figures no longer stand, with a `reason` by language (en, fr, sw).

        Raises `NotAllowed`, `NoReason`, `NotPublished`, `NoCopy`, `NotThisPeriod` where that was
        done, `NoReleaseKey`, `CourierError`.
        """
        self.actor.require(Right.PUBLISH)
        reason = _checked(reason)
        before = self._newest()
        if before.status is Status.WITHDRAWN:
            return self._done_already(before, noted.withdrawn)
        built = withdrawn(before, reason, self._key())
        return self._publish(built, noted.withdrawn)

    def publish_vouched(self, reason: Mapping[str, str], recovery: RecoveryKey) -> Release:
        """Publish the sealed measurement in place of the other, with a `reason` by language.

        `recovery` is the key behind the sheets. Raises as `withdraw`, `NotMeasured`,
        `LedgerBroken` and `ForeignLedger`, and `UnknownKey` for the sheets of another desk.
        """
        self.actor.require(Right.PUBLISH)
        reason = _checked(reason)
        before = self._newest()
        if before.view is View.VOUCHED and before.status is Status.PUBLISHED:
            return self._done_already(before, noted.vouched_published)
        return self._publish(self._vouched(before, reason, recovery), noted.vouched_published)

    def _vouched(self, before: Release, reason: Mapping[str, str], recovery: RecoveryKey) -> Built:
        unseal = vouched_opener(recovery, before.organisation, self.period)
        measured = self._here.checked_ledger().read(self.period, View.VOUCHED, unseal)
        terms = Terms(
            names=self._here.card().names,
            previous=before.previous,
            revision=before.revision + 1,
            replaces=before.sha256,
            reason=reason,
            notes=self._here.notes(measured.plan),
        )
        return build(measured, terms, self._key(), self.brief)

    def _newest(self) -> Release:
        """Return the revision that the intake shows, from the desk's own copy of it."""
        there = [one for one in self.courier.releases() if one.period == self.period]
        if not there:
            raise NotPublished(self.period)
        newest = there[-1]
        release = copies.release(self._here.desk, self.period, newest.revision)
        if release is None or release.sha256 != newest.sha256:
            raise NoCopy(copies.path_of(self._here.desk, self.period, newest.revision).name)
        return release

    def _publish(self, built: Built, note: Note) -> Release:
        copies.keep(self._here.desk, built)
        self.courier.publish(built.archive)
        with self.database.writing() as connection:
            note(connection, self._by, built.release.sha256)
        return built.release

    def _done_already(self, release: Release, note: Note) -> Release:
        """Complete what was cut off after the intake had it; refuse to do it a second time."""
        with self.database.writing() as connection:
            if not note(connection, self._by, release.sha256):
                raise NotThisPeriod("it says the same already")
        return release

    def _key(self) -> SigningKey:
        with self.database.reading() as connection:
            return release_key(connection, self.actor)

    @property
    def _by(self) -> noted.By:
        return noted.By(self.actor, self.period, self.now)

    @property
    def _here(self) -> PeriodHere:
        return PeriodHere(self.database, self.period)


def _checked(reason: Mapping[str, str]) -> Mapping[str, str]:
    texts = {language: one_line(reason.get(language, "")) for language in LANGUAGES}
    if not all(0 < len(one) <= LONGEST_REASON for one in texts.values()):
        raise NoReason(LONGEST_REASON)
    return texts
