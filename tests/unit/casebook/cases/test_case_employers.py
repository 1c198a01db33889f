from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.cases.case_employers import chosen_employer, employers_to_choose
from grievance.casebook.errors import NotAllowed
from grievance.casebook.schema.employers import employer

if TYPE_CHECKING:
    from tests.kit.cases import Files


def _choices(files: Files) -> dict[str, str]:
    with files.kit.database.reading() as connection:
        return dict(employers_to_choose(connection, files.actor, files.kit.desk.facts))


def test_employers_of_the_list_can_be_chosen_before_any_report_names_them(files: Files) -> None:
    assert _choices(files)["sama"] == "Sama"
    with files.kit.database.writing() as connection:
        facts = files.kit.desk.facts
        number = chosen_employer(connection, files.actor, facts, "sama")
        assert chosen_employer(connection, files.actor, facts, "sama") == number
    choices = _choices(files)
    assert "sama" not in choices
    assert choices[str(number)] == "Sama"


def test_merged_employers_are_left_out(files: Files) -> None:
    head, merged = files.employer("Lake Tasks"), files.employer("Lake Tasks Two")
    files.execute(update(employer).where(employer.c.id == merged).values(head_id=head))
    choices = _choices(files)
    assert str(head) in choices
    assert str(merged) not in choices


@pytest.mark.parametrize("code", ["", "no_such_employer"])
def test_nothing_and_what_is_in_no_list_is_nobody(files: Files, code: str) -> None:
    with files.kit.database.writing() as connection:
        facts = files.kit.desk.facts
        assert chosen_employer(connection, files.actor, facts, code) is None


def test_nobody_else_chooses(files: Files) -> None:
    facts, auditor = files.kit.desk.facts, files.kit.actor("auditor")
    with files.kit.database.writing() as connection:
        with pytest.raises(NotAllowed):
            employers_to_choose(connection, auditor, facts)
        with pytest.raises(NotAllowed):
            chosen_employer(connection, auditor, facts, "sama")
