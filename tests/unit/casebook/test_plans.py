"""The plan of a period is pinned with its key: changed lists count from the next one on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.office import plans
from grievance.casebook.office.plans import Begun, NoPlan
from grievance.envelope.period import BadPeriod
from grievance.envelope.refusals import NotJSON
from grievance.opening.new import new_keys
from grievance.reference.facts import Facts
from grievance.release.plan import BadPlan
from tests.kit.union import DATA_WORKERS, FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.envelope.card import Card, CardKey

PLACE = "periods"
LAST_DAY = date(2026, 12, 31)
FIRST_DAY = date(2027, 1, 1)


@pytest.fixture
def others(tmp_path: Path) -> Facts:
    """Give lists with one employer more, in one more country."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "employers.csv").write_text(
        "id,group,name,kind,aliases\nzebra,zebra,Zebra Labels,bpo,\n", "utf-8"
    )
    (folder / "employer_countries.csv").write_text(
        "employer,country,source,status\nzebra,ZM,a newspaper,verified\n", "utf-8"
    )
    return Facts.load(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def test_a_plan_is_pinned_once_whatever_the_lists_say_later(desk: Path, others: Facts) -> None:
    plan = plans.fix(desk, "2026Q4", FACTS)
    assert plans.fix(desk, "2026Q4", others) == plan
    assert plans.pinned(desk, "2026Q4") == plan
    assert plan.period == "2026Q4"
    path = desk / PLACE / "2026Q4.plan.json"
    assert path.read_bytes() == plan.raw
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_changed_list_counts_from_the_next_period_on(desk: Path, others: Facts) -> None:
    plans.fix(desk, "2026Q4", FACTS)
    coming = plans.fix(desk, "2027Q1", others)
    assert ("zebra", "ZM") in coming.cells.numbers
    assert ("zebra", "ZM") not in plans.pinned(desk, "2026Q4").cells.numbers
    assert [one.period for one in plans.all_pinned(desk)] == ["2026Q4", "2027Q1"]


def test_before_its_first_day_a_plan_may_be_taken_anew(desk: Path, others: Facts) -> None:
    before = plans.fix(desk, "2027Q1", FACTS)
    after = plans.retake(desk, "2027Q1", others, LAST_DAY)
    assert after != before
    assert plans.pinned(desk, "2027Q1") == after
    assert plans.retake(desk, "2027Q1", others, LAST_DAY) == after
    assert [one.period for one in plans.all_pinned(desk)] == ["2027Q1"]


@pytest.mark.parametrize("today", [FIRST_DAY, date(2027, 2, 1), date(2030, 1, 1)])
def test_from_its_first_day_on_a_plan_stays(desk: Path, others: Facts, today: date) -> None:
    before = plans.fix(desk, "2027Q1", FACTS)
    with pytest.raises(Begun, match="2027Q1 has begun"):
        plans.retake(desk, "2027Q1", others, today)
    assert plans.pinned(desk, "2027Q1") == before


def test_a_period_without_a_plan_has_none_to_take_anew(desk: Path) -> None:
    with pytest.raises(NoPlan, match="No plan is pinned for 2027Q1"):
        plans.retake(desk, "2027Q1", FACTS, LAST_DAY)
    with pytest.raises(NoPlan):
        plans.pinned(desk, "2027Q1")
    assert not list(plans.all_pinned(desk))


@pytest.mark.parametrize("period", ["", "2026Q5", "../2026Q4", "2026Q4/../../x", "26"])
def test_only_a_period_names_a_plan(desk: Path, period: str) -> None:
    for ask in (plans.pinned, lambda folder, one: plans.fix(folder, one, FACTS)):
        with pytest.raises(BadPeriod):
            ask(desk, period)
    assert not desk.exists()


def test_what_a_card_promises_is_measured_even_where_no_later_card_was_signed(
    desk: Path, tmp_path: Path, others: Facts
) -> None:
    card = new_keys(tmp_path / "keys", DATA_WORKERS, DATA_WORKERS, date(2026, 11, 1), FACTS)
    promised = plans.fix(desk, "2027Q1", FACTS)
    assert plans.on_card(desk, "2027Q1", card) == promised
    newer = plans.retake(desk, "2027Q1", others, LAST_DAY)
    assert plans.on_card(desk, "2027Q1", card) == promised
    assert plans.on_card(desk, "2027Q1", _promising(card, newer.sha256)) == newer


def test_a_plan_that_no_file_holds_any_more_is_said_to_be_missing(
    desk: Path, tmp_path: Path
) -> None:
    card = new_keys(tmp_path / "keys", DATA_WORKERS, DATA_WORKERS, date(2026, 11, 1), FACTS)
    plans.fix(desk, "2026Q4", FACTS)
    for period, promising in (("2026Q4", _promising(card, "0" * 64)), ("2026Q3", card)):
        with pytest.raises(NoPlan):
            plans.on_card(desk, period, promising)


def _promising(card: Card, sha256: str) -> Card:
    """Return the card with another plan for every period, as if it had been signed."""
    keys: tuple[CardKey, ...] = tuple(replace(key, plan=sha256) for key in card.statistics)
    return replace(card, statistics=keys)


def test_a_file_that_was_changed_is_not_taken_for_a_plan(desk: Path) -> None:
    raw = plans.fix(desk, "2026Q4", FACTS).raw
    path = desk / PLACE / "2026Q4.plan.json"
    other = desk / PLACE / "2027Q1.plan.json"
    other.write_bytes(raw)
    with pytest.raises(BadPlan, match="another period's"):
        plans.pinned(desk, "2027Q1")
    path.write_bytes(raw.replace(b"sama", b"Sama"))
    with pytest.raises(BadPlan):
        plans.pinned(desk, "2026Q4")
    path.write_bytes(b"")
    with pytest.raises(NotJSON):
        plans.pinned(desk, "2026Q4")


def test_what_would_now_be_planned_otherwise_is_named(
    desk: Path, tmp_path: Path, others: Facts
) -> None:
    plan = plans.fix(desk, "2026Q4", FACTS)
    assert plans.differences(plan, FACTS) == ()
    assert plans.differences(plan, others) == ("employers and countries",)
    wages = tmp_path / "wages"
    wages.mkdir()
    shipped = FACTS.wages.all[0]
    row = [shipped.country, "Everybody else", "no", "1.50", shipped.currency, "hour"]
    header = "country,scope,default_scope,amount,currency,unit,valid_from,valid_to,weekly_hours"
    header += ",days_per_week,benchmark,living_wage_month,source,status"
    line = ",".join([*row, "2026-01-01", "", "45", "", "yes", "", "x", "x"])
    (wages / "minimum_wages.csv").write_text(f"{header}\n{line}\n", "utf-8")
    assert plans.differences(plan, Facts.load(wages)) == ("minimum wages",)
