from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.cases import searching_sealed
from grievance.casebook.cases.notes import add_note
from grievance.casebook.cases.searching import Found, Wanted, search
from grievance.casebook.errors import NotAllowed
from grievance.casebook.schema.reports import account

if TYPE_CHECKING:
    from tests.kit.cases import Files

LABELS = {"pay.late": "Paid late", "harm.exposure": "Saw shocking content"}


def _search(files: Files, typed: str, *, sealed: bool = False, who: str = "caseworker") -> Found:
    wanted = Wanted(typed, LABELS, sealed=sealed)
    return search(files.kit.database, files.kit.actor(who), wanted, files.kit.clock())


def _titles(found: Found) -> list[str]:
    return [one.title for one in found.cases]


def test_a_case_is_found_by_number_title_employer_and_code(files: Files) -> None:
    sama = files.employer("Sama Kenya Ltd")
    files.open("Évasion à Nairobi", employer_id=sama, codes=("pay.late",))
    files.open("Something else")
    for typed in ("2026-0001", "evasion", "NAIROBI évasion", "sama", "paid late", "pay late sama"):
        found = _search(files, typed)
        assert _titles(found) == ["Évasion à Nairobi"], typed
        assert found.total == 1
        assert found.cases[0].employer == "Sama Kenya Ltd"


def test_a_report_is_found_by_number_employer_and_code_with_nothing_opened(files: Files) -> None:
    sama = files.employer("Sama Kenya Ltd")
    own = files.report("They pay late", employer_id=sama)
    others = [files.report(f"Story {number}") for number in range(10)]
    for typed in (str(own), "SAMA", f"sama {own}"):
        found = _search(files, typed)
        assert [one.id for one in found.reports] == [own], typed
        assert found.reports_total == 1
        assert found.reports[0].employer == "Sama Kenya Ltd"
        assert found.sealed.accounts_searched == 0
    assert _search(files, f"sama {others[0]}").reports == ()
    assert _search(files, "9" * 30).reports_total == 0


def test_all_words_must_be_there(files: Files) -> None:
    files.open("Late pay at the lake")
    assert _titles(_search(files, "lake pay")) == ["Late pay at the lake"]
    assert _titles(_search(files, "lake mountain")) == []


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", "\\", "--"])
def test_signs_alone_find_nothing_and_break_nothing(files: Files, typed: str) -> None:
    files.open("Late pay")
    assert _search(files, typed, sealed=True) == Found((), 0)


def test_the_newest_fifty_are_shown_and_all_counted(files: Files) -> None:
    for number in range(53):
        files.open(f"Late pay {number}")
    found = _search(files, "late")
    assert (len(found.cases), found.total) == (50, 53)
    assert found.cases[0].title == "Late pay 52"


def test_without_being_asked_nothing_sealed_is_opened_nor_journalled(files: Files) -> None:
    files.report("My supervisor shouted")
    found = _search(files, "supervisor")
    assert found.sealed.accounts_searched == 0
    assert not [one for one in files.journal("desk") if one[1] == "searched"]


def test_stories_and_notes_are_searched_when_asked(files: Files) -> None:
    report = files.report("Mon chef a crié: où étais-tu?", employer_id=files.employer())
    files.report("They pay late")
    case = files.open("A case")
    other = files.open("Another")
    with files.kit.database.writing() as connection:
        for number in (case, case, other):
            text = "Chef a crié" if number == case else "Nothing"
            add_note(connection, files.actor, number, text, files.kit.clock())
    found = _search(files, "CRIE chef", sealed=True).sealed
    assert [(one.id, one.employer) for one in found.reports] == [(report, "Sama")]
    assert [one.case_id for one in found.notes] == [case]
    assert (found.accounts_searched, found.notes_searched, found.closed_to_you) == (2, 3, 0)


def test_a_search_is_journalled_without_its_words(files: Files) -> None:
    files.report("My supervisor shouted")
    _search(files, "supervisor", sealed=True)
    assert files.journal("desk")[-1] == (
        files.actor.name,
        "searched",
        {"accounts": 1, "notes": 0},
    )


def test_only_the_newest_are_opened(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real bound is 2,000, which would take a test too long to make.
    monkeypatch.setattr(searching_sealed, "MOST_SEALED", 2)
    files.report("supervisor one", week="2026-W40")
    newest = files.report("supervisor two", week="2026-W47")
    middle = files.report("supervisor three", week="2026-W41")
    found = _search(files, "supervisor", sealed=True).sealed
    assert [one.id for one in found.reports] == [newest, middle]
    assert found.accounts_searched == 2


def test_what_no_key_opens_is_counted_and_keeps_nothing_else_shut(files: Files) -> None:
    readable = files.report("supervisor")
    files.report("supervisor")
    files.execute(update(account).where(account.c.report_id == 2).values(envelope=b"x"))
    found = _search(files, "supervisor", sealed=True).sealed
    assert [one.id for one in found.reports] == [readable]
    assert (found.accounts_searched, found.closed_to_you) == (2, 1)


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_searches(files: Files, who: str) -> None:
    with pytest.raises(NotAllowed):
        _search(files, "late", who=who)
