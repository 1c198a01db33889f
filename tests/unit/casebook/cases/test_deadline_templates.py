from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.deadline_templates import (
    STEPS,
    load_templates,
    offered,
    turn_on,
    turned_on,
)
from grievance.casebook.errors import NotAllowed

if TYPE_CHECKING:
    from tests.kit.cases import Files

TEMPLATES = load_templates()


@pytest.mark.parametrize(
    ("template", "start", "due"),
    [
        ("eu-acknowledge", date(2026, 11, 23), date(2026, 11, 30)),
        ("eu-feedback", date(2026, 11, 30), date(2027, 2, 28)),
        ("eu-feedback", date(2027, 11, 30), date(2028, 2, 29)),
        ("eu-feedback", date(2026, 10, 9), date(2027, 1, 9)),
        ("fr-dismissal", date(2026, 2, 28), date(2027, 2, 28)),
        ("fr-contract", date(2028, 2, 29), date(2030, 2, 28)),
        ("tz-cma-dismissal", date(2026, 12, 15), date(2027, 1, 14)),
    ],
)
def test_time_is_counted_as_laws_count_it(template: str, start: date, due: date) -> None:
    assert TEMPLATES[template].due(start) == due


def test_each_says_where_it_stands_and_whether_somebody_compared_it() -> None:
    assert all(one.source and one.step in STEPS for one in TEMPLATES.values())
    unverified = {one.country for one in TEMPLATES.values() if not one.is_verified}
    assert unverified == {"KE", "TZ"}


def test_the_rules_of_the_directive_are_off_until_somebody_turns_them_on(files: Files) -> None:
    administrator, now = files.kit.actor("administrator"), files.kit.clock()
    with files.kit.database.writing() as connection:
        assert not [one for one in turned_on(connection) if one.startswith("eu-")]
        on = {"eu-acknowledge", "ke-court"}
        turn_on(connection, administrator, on, now)
        turn_on(connection, administrator, on, now)
        assert turned_on(connection) == on
        assert [one.id for one in offered(connection, "FR")] == ["eu-acknowledge"]
        assert [one.id for one in offered(connection, "KE")] == ["eu-acknowledge", "ke-court"]
        assert [one.id for one in offered(connection, None)] == ["eu-acknowledge", "ke-court"]
    ((who, _, told),) = [one for one in files.journal("desk") if one[1] == "deadlines_chosen"]
    assert who == administrator.name
    assert told["on"] == ["eu-acknowledge"]
    assert "fr-dismissal" in told["off"]


def test_a_desk_may_go_by_none(files: Files) -> None:
    with files.kit.database.writing() as connection:
        turn_on(connection, files.kit.actor("administrator"), (), files.kit.clock())
        assert offered(connection, "KE") == ()


def test_only_who_runs_the_desk_chooses_and_only_from_the_list(files: Files) -> None:
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        with pytest.raises(NotAllowed):
            turn_on(connection, files.actor, {"ke-court"}, now)
        with pytest.raises(CaseRefused):
            turn_on(connection, files.kit.actor("administrator"), {"no-such"}, now)
