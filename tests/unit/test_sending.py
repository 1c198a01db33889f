"""The steps that a form and a file share: whose keys, what is coded, what the store gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance import sending
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.testimony import Recipients, seal_first
from grievance.questionnaire import testimony as told
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.sending import NobodyCouldOpen
from tests.kit.imports import TODAY, an_intake
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.envelope.testimony import SealedTestimony
    from tests.kit.imports import Intake

NEVER = TODAY + timedelta(days=3000)


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with an_intake(tmp_path, unions=2) as made:
        yield made


def test_one_organisation_counts_and_every_one_with_a_key_can_read(intake: Intake) -> None:
    first, second = (one.card for one in intake.unions)
    assert sending.publisher([second, first], TODAY) == first
    assert sending.counting_key([second, first], TODAY).id == first.statistics[0].public.id
    assert sending.readers([second, first], TODAY).keys() == {
        first.organisation,
        second.organisation,
    }
    keys = sending.reading_keys([first, second], [second.organisation], TODAY)
    assert keys == {second.organisation: second.casework[0].public}


def test_where_no_key_is_valid_nobody_could_open_it(intake: Intake) -> None:
    first, second = (one.card for one in intake.unions)
    for cards, day in (((), TODAY), ((second,), TODAY), ((first,), NEVER)):
        with pytest.raises(NobodyCouldOpen):
            sending.counting_key(cards, day)
    for chosen, day in ((["00000000"], TODAY), ([first.organisation], NEVER)):
        with pytest.raises(NobodyCouldOpen):
            sending.reading_keys([first, second], chosen, day)
    assert sending.publisher([first], NEVER) is None


def _sealed(intake: Intake, *, numbered: bool = True) -> SealedTestimony:
    answers = {"work.country": "KE", "work.employer": "sama"}
    account = sending.account_of(told.Testimony(EDITION.id, "en", answers), FACTS, TODAY)
    card = intake.unions[0].card
    to = Recipients(
        sending.counting_key([card], TODAY),
        sending.reading_keys([card], [card.organisation], TODAY),
    )
    return seal_first(ReceiptCode.new(), replace(account, numbered=numbered), to)


def test_what_is_kept_says_whose_it_is_by_key_alone(intake: Intake) -> None:
    sealed = _sealed(intake)
    assert sending.keep(intake.store, TODAY, sealed)
    assert not sending.keep(intake.store, TODAY, sealed)
    rows = sending.new_envelopes(sealed)
    assert [one.body for one in rows] == [one.body for one in sealed.envelopes]
    assert intake.unions[0].id.encode() not in repr(rows).encode()
    (counted,) = intake.counted()
    assert (counted["employer"], counted["country"]) == ("sama", "KE")


@pytest.mark.parametrize("numbered", [True, False])
def test_only_who_has_a_number_has_a_mailbox(intake: Intake, *, numbered: bool) -> None:
    sending.keep(intake.store, TODAY, _sealed(intake, numbered=numbered))
    (read,) = intake.read()
    assert ("mailbox" in read) is ("inbox" in read) is numbered
