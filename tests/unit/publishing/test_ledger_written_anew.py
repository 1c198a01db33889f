"""Whoever can write the desk's folder, but opens nothing, publishes no figures of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.counting.places import LEDGER
from grievance.casebook.office import keyring
from grievance.disclosure.entries import Entry, vouched_text
from grievance.disclosure.errors import LedgerBroken
from grievance.opening.sealed_text import seal_note
from grievance.publishing.measuring import vouched_context
from grievance.publishing.revising import Revising
from grievance.publishing.steps import Step
from tests.kit.backups import recovery_of
from tests.kit.closing import ANALYST, PERIOD, unseen, without_pages

if TYPE_CHECKING:
    from grievance.tables.table import Counts
    from tests.kit.closing import Office

REASON = {"en": "Thousands were false.", "fr": "Des milliers.", "sw": "Maelfu."}


def _praised(entry: Entry) -> Counts:
    """Return counts that nobody drew: the same answers from everybody, everywhere."""
    return tuple(
        tuple((500, *[0] * (len(histogram) - 1)) for histogram in cell) for cell in entry.counts
    )


def _write_anew(office: Office, **changes: object) -> None:
    (entry,) = office.ledger.entries()
    path = office.folder / LEDGER / f"{PERIOD}.json"
    path.write_bytes(replace(entry, **changes).text())  # type: ignore[arg-type]
    assert office.ledger.verify() != entry.hash  # whole in itself: only the journal knows better


def test_a_measurement_written_anew_is_not_published(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    reached = None
    while reached is not Step.PUBLISH:
        reached = office.closing().run(unseen, enough=lambda: True)
    _write_anew(office, counts=_praised(office.ledger.entries()[0]))
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        office.close()
    assert office.site.store.releases() == ()


def test_a_sealed_measurement_written_anew_is_not_published(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    office.close()
    (entry,) = office.ledger.entries()
    # Sealed to the sheets it says nothing of who sealed it: their public key is no secret.
    with office.casebook.database.reading() as connection:
        recovery = keyring.recovery_public(connection)
    text = vouched_text(office.organisation, PERIOD, _praised(entry)).decode()
    context = vouched_context(office.organisation, PERIOD)
    _write_anew(office, sealed=seal_note(text, recovery, context))
    revising = Revising(
        office.casebook.database,
        office.casebook.actor(ANALYST),
        office.courier,
        PERIOD,
        office.casebook.clock(),
        without_pages,
    )
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        revising.publish_vouched(REASON, recovery_of(office.casebook.set_up))
    assert len(office.site.store.releases()) == 1
