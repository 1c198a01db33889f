"""Employers by name: made, found, renamed, renamed back; a page of history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grievance.casebook.employers.employer_errors import BadEmployerName, NameTaken
from grievance.casebook.employers.employer_names import LONGEST, Names, checked
from grievance.casebook.employers.employers import add, ensure_listed, find, group_name
from grievance.casebook.employers.families import family_of, group_of
from grievance.casebook.employers.renaming import history_of, rename, rename_back
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from tests.kit.told import FACTS, NOW, OTHERS, statements

if TYPE_CHECKING:
    from grievance.casebook.employers.employers import Employer, Seen
    from grievance.casebook.employers.renaming import Step
    from tests.kit.told import Told


def _rename(told: Told, seen: Seen, name: str, group: str = "") -> tuple[str, ...]:
    with told.database.writing() as connection:
        return rename(connection, told.actor, seen, checked(name, group), NOW)


def _history(told: Told, number: int) -> tuple[Step, ...]:
    with told.database.reading() as connection:
        return history_of(connection, told.actor, {number})


def _listed(told: Told, *ids: str) -> dict[str, int]:
    with told.database.writing() as connection:
        return ensure_listed(connection, FACTS, ids)


def test_a_listed_employer_gets_its_row_once(told: Told) -> None:
    first = _listed(told, "sama", "majorel")
    assert _listed(told, "sama", "appen")["sama"] == first["sama"]
    found: Employer = told.find(first["majorel"])
    assert (found.name, found.group, found.listed) == ("Majorel", "Teleperformance", "majorel")
    assert found.head == found.id


def test_an_id_that_this_desk_does_not_list_is_left_out(told: Told) -> None:
    assert _listed(told, "sama", "somebody_else").keys() == {"sama"}
    assert _listed(told) == {}


def test_all_rows_that_are_there_cost_one_statement(told: Told) -> None:
    ids = [each.id for each in FACTS.employers.all]
    _listed(told, *ids)
    with statements(told.database) as ran:
        assert len(_listed(told, *ids)) == len(ids)
    assert len(ran) == 1


def test_every_group_has_a_name_and_not_an_id() -> None:
    employers = FACTS.employers
    names = {each.group: group_name(employers, each) for each in employers.all}
    assert names["scale_ai"] == "Scale AI"
    assert names["centific"] == "Centific"
    assert names["ddd"] == "DDD"
    assert not [name for name in names.values() if "_" in name or name.islower()]


def test_a_new_name_and_group_are_kept_and_journalled(told: Told) -> None:
    number = told.employer("Sama", "Sama")
    assert _rename(told, told.seen(number), " Sama  Kenya ", "Sama Group") == ("name", "group")
    assert told.find(number).name == "Sama Kenya"
    renamed, made = _history(told, number)
    assert made.action == "made"
    assert renamed.details == {"name": ["Sama", "Sama Kenya"], "group": ["Sama", "Sama Group"]}
    assert renamed.person == told.actor.name


def test_the_same_name_is_no_change(told: Told) -> None:
    number = told.employer("Sama")
    assert _rename(told, told.seen(number), "Sama") == ()
    assert len(_history(told, number)) == 1


def test_a_renaming_is_taken_back(told: Told) -> None:
    number = told.employer("Sama", "A group")
    _rename(told, told.seen(number), "Sema", "A group")
    _rename(told, told.seen(number), "Sema", "Another group")
    _, step, _ = _history(told, number)
    seen = told.seen(number)
    with told.database.writing() as connection:
        changed = rename_back(connection, told.actor, seen, step.number, NOW)
    assert changed == ("name",)
    found = told.find(number)
    assert (found.name, found.group) == ("Sama", "Another group")


def test_only_a_renaming_of_the_same_employer_is_taken_back(told: Told) -> None:
    one, two = told.employer("One"), told.employer("Two")
    _rename(told, told.seen(one), "Uno")
    renamed, made = _history(told, one)
    for number, step in ((two, renamed.number), (one, made.number), (one, 99)):
        seen = told.seen(number)
        with pytest.raises(NotFound), told.database.writing() as connection:
            rename_back(connection, told.actor, seen, step, NOW)


def test_whoever_comes_second_renames_nothing(told: Told) -> None:
    number = told.employer("Sama")
    seen = told.seen(number)
    _rename(told, seen, "Sama Kenya")
    with pytest.raises(ChangedMeanwhile):
        _rename(told, seen, "Sama Uganda")
    assert told.find(number).name == "Sama Kenya"


def test_no_two_employers_are_called_the_same(told: Told) -> None:
    number = told.employer("Sama")
    told.employer("Appen")
    with pytest.raises(NameTaken):
        _rename(told, told.seen(number), "APPEN")
    with pytest.raises(NameTaken):
        told.employer("sama")
    # Of two countries: read alike, and may be two.
    told.employer("Sama Uganda")
    _rename(told, told.seen(number), "SAMA")


@pytest.mark.parametrize(
    "name", ["", " ", "…", "x" * (LONGEST + 1), "Sa\u200bma", "Sa\x00ma", "a\u202eb"]
)
def test_a_name_must_be_seen_and_hold_a_letter(name: str) -> None:
    with pytest.raises(BadEmployerName):
        checked(name, "")
    if name.strip():
        with pytest.raises(BadEmployerName):
            checked("Sama", name)


def test_without_a_group_an_employer_stands_alone() -> None:
    assert checked("  Zuri   Data ", " ") == Names("Zuri Data", "Zuri Data")


def test_a_family_is_found_from_any_of_it(told: Told) -> None:
    numbers = _listed(told, "majorel", "teleperformance", "sama")
    with told.database.reading() as connection:
        family = family_of(connection, told.actor, numbers["majorel"])
        group = group_of(connection, told.actor, numbers["majorel"])
        with pytest.raises(NotFound):
            family_of(connection, told.actor, 99)
        with pytest.raises(NotFound):
            group_of(connection, told.actor, 99)
    assert (family.head.name, family.merged) == ("Majorel", ())
    assert group.name == "Teleperformance"
    assert [each.name for each in group.heads] == ["Majorel", "Teleperformance"]
    assert group.numbers == {numbers["majorel"], numbers["teleperformance"]}


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_reads_or_renames(told: Told, actor: Any) -> None:  # noqa: ANN401
    number = told.employer("Sama")
    names, seen = Names("Sema", "Sema"), told.seen(number)
    with told.database.writing() as connection:
        for refused in (
            lambda: find(connection, actor, number),
            lambda: add(connection, actor, names, NOW),
            lambda: rename(connection, actor, seen, names, NOW),
            lambda: rename_back(connection, actor, seen, 1, NOW),
            lambda: history_of(connection, actor, {number}),
            lambda: family_of(connection, actor, number),
            lambda: group_of(connection, actor, number),
        ):
            with pytest.raises(NotAllowed):
                refused()
