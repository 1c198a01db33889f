"""The next card: keys that are due, and new ones for those that this desk does not have."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

from grievance.casebook import files, journal
from grievance.casebook.arrivals import outbox
from grievance.casebook.office import plans
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.renewing import NoAnalyst, NoCardKey, renew
from grievance.casebook.people import grants_held
from grievance.casebook.schema.people import grant_of_key, person
from grievance.envelope.card import Card, succeeds
from grievance.envelope.enrolment import check
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.release.plan import fixed_plan
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from grievance.opening.held import HeldKey
    from tests.kit.desk import CasebookKit

NEXT_QUARTER = datetime(2027, 1, 2, 8, 0, tzinfo=UTC)
KEY_AGEING = datetime(2027, 10, 30, 8, 0, tzinfo=UTC)


def _renew(desk: CasebookKit, moment: datetime, who: str = "caseworker") -> Card | None:
    return renew(desk.database, desk.actor(who), FACTS, moment)


def test_nothing_is_due_on_the_day_after_set_up(desk: CasebookKit) -> None:
    assert _renew(desk, desk.clock()) is None
    assert outbox.pending(desk.folder) == []


def test_a_quarter_later_one_quarter_more_is_offered_and_held(desk: CasebookKit) -> None:
    card = _renew(desk, NEXT_QUARTER)
    assert card is not None
    succeeds(desk.card, card)
    assert [key.period for key in card.statistics] == ["2026Q4", "2027Q1", "2027Q2", "2027Q3"]
    held = PeriodKeys.of(desk.database).held(desk.actor("caseworker"))
    assert held["2027Q3"].key_id == card.statistics[-1].public.id
    assert outbox.pending(desk.folder) == ["00000002.card"]
    assert Card.parse((desk.folder / "card.json").read_bytes()) == card
    assert _renew(desk, NEXT_QUARTER) is None


def test_a_new_casework_key_goes_to_everybody_who_held_the_one_before(desk: CasebookKit) -> None:
    card = _renew(desk, KEY_AGEING)
    assert card is not None
    newest = card.casework_key(KEY_AGEING.date())
    assert newest is not None
    for who in ("caseworker", "second caseworker"):
        with desk.database.reading() as connection:
            keys = grants_held.casework_keys(connection, desk.actor(who))
        assert newest.public.id in keys
        assert len(keys) == 2


def test_who_does_not_hold_the_card_key_signs_nothing(desk: CasebookKit) -> None:
    for who in ("administrator", "analyst", "auditor"):
        with pytest.raises(NoCardKey):
            _renew(desk, NEXT_QUARTER, who)
    with desk.database.writing() as connection:
        connection.execute(delete(grant_of_key))
    with pytest.raises(NoCardKey):
        _renew(desk, NEXT_QUARTER)
    assert outbox.pending(desk.folder) == []


def test_keys_that_a_desk_lost_are_replaced_from_now_on(desk: CasebookKit) -> None:
    shutil.rmtree(desk.folder / "periods")
    card = _renew(desk, NEXT_QUARTER)
    assert card is not None
    succeeds(desk.card, card)
    before = {key.period: key.public.id for key in desk.card.statistics}
    after = {key.period: key.public.id for key in card.statistics}
    assert after["2026Q4"] == before["2026Q4"]  # over: nothing can be sealed to it any more
    assert after["2027Q1"] != before["2027Q1"]
    assert after["2027Q2"] != before["2027Q2"]
    held = {period: key.key_id for period, key in _held(desk).items()}
    assert held == {period: after[period] for period in ("2027Q1", "2027Q2", "2027Q3")}


def test_a_renewal_that_was_cut_off_after_its_keys_is_made_again(desk: CasebookKit) -> None:
    backup = (desk.folder / "desk.db").read_bytes()
    first = _renew(desk, NEXT_QUARTER)
    desk.database.close()
    (desk.folder / "desk.db").write_bytes(backup)  # as if it had not committed
    second = _renew(desk, NEXT_QUARTER)
    assert first is not None
    assert second is not None
    assert first.statistics[-1].public != second.statistics[-1].public
    assert _held(desk)["2027Q3"].key_id == second.statistics[-1].public.id


def test_a_card_that_was_undone_is_carried_by_nobody(
    desk: CasebookKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = (desk.folder / "card.json").read_bytes()

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journal, "write", cut)  # the last that is done before it is kept
        with pytest.raises(KeyboardInterrupt):
            _renew(desk, NEXT_QUARTER)
    assert outbox.pending(desk.folder) == []
    assert (desk.folder / "card.json").read_bytes() == shown


@pytest.mark.parametrize(("where", "function"), [(files, "write_whole"), (outbox, "put_card")])
def test_a_card_that_was_kept_and_not_shown_is_shown_by_the_next_run(
    desk: CasebookKit, monkeypatch: pytest.MonkeyPatch, where: ModuleType, function: str
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(where, function, cut)
        with pytest.raises(KeyboardInterrupt):
            _renew(desk, NEXT_QUARTER)
    card = _renew(desk, NEXT_QUARTER)
    assert card is not None
    assert (desk.folder / "card.json").read_bytes() == card.raw
    assert outbox.pending(desk.folder) == [f"{card.serial:08}.card"]
    assert _renew(desk, NEXT_QUARTER) is None


def test_a_desk_without_an_analyst_offers_no_key_that_counts(desk: CasebookKit) -> None:
    # The last holder of the releases' key cannot lose the role: here somebody changed the file.
    with desk.database.writing() as connection:
        connection.execute(update(person).values(roles="caseworker"))
    with pytest.raises(NoAnalyst):
        _renew(desk, NEXT_QUARTER)
    assert outbox.pending(desk.folder) == []


def test_where_nobody_holds_a_periods_key_any_more_every_analyst_gets_the_new_ones(
    desk: CasebookKit,
) -> None:
    shutil.rmtree(desk.folder / "periods")
    _renew(desk, NEXT_QUARTER)
    assert sorted(_held(desk, "analyst")) == ["2027Q1", "2027Q2", "2027Q3"]


def test_each_new_key_comes_with_its_plan_and_the_card_names_it(desk: CasebookKit) -> None:
    card = _renew(desk, NEXT_QUARTER)
    assert card is not None
    for key in card.statistics:
        assert plans.pinned(desk.folder, str(key.period)).sha256 == key.plan
    assert (card.release, desk.card.release) == (desk.card.release, card.release)


def test_a_plan_that_was_taken_anew_gets_a_new_key_and_one_that_has_begun_does_not(
    desk: CasebookKit, tmp_path: Path
) -> None:
    others = _with_one_employer_more(tmp_path)
    today = desk.clock().date()
    plans.retake(desk.folder, "2027Q1", others, today)
    card = renew(desk.database, desk.actor("caseworker"), others, desk.clock())
    assert card is not None
    (old,) = set(desk.card.statistics) - set(card.statistics)
    (new,) = set(card.statistics) - set(desk.card.statistics)
    assert (old.period, new.period) == ("2027Q1", "2027Q1")
    assert old.public != new.public
    assert new.plan == plans.pinned(desk.folder, "2027Q1").sha256 != old.plan
    assert _held(desk)["2027Q1"].key_id == new.public.id
    assert check(card, [desk.card], today)
    # What somebody writes into the file of a period that has begun stands on no card.
    begun = desk.folder / "periods/2026Q4.plan.json"
    begun.write_bytes(fixed_plan("2026Q4", EDITION.id, others).raw)
    assert renew(desk.database, desk.actor("caseworker"), others, desk.clock()) is None


def _with_one_employer_more(folder: Path) -> Facts:
    (folder / "employers.csv").write_text(
        "id,group,name,kind,aliases\nzebra,zebra,Zebra Labels,bpo,\n", "utf-8"
    )
    return Facts.load(folder)


def _held(desk: CasebookKit, who: str = "caseworker") -> dict[str, HeldKey]:
    return PeriodKeys.of(desk.database).held(desk.actor(who))
