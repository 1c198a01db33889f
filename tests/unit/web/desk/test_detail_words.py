"""What the journal keeps beside its sentences has words in each language, whatever it holds."""

from __future__ import annotations

import json

import pytest

from grievance.web.desk.detail_words import Known, details, person
from grievance.wording.speaker import speaker

KNOWN = Known(
    codes={"pay.late": "Paid late"},
    people={1: "Asha Mwangi", 2: "Bakari Otieno"},
    employers={3: "Sama"},
)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("{}", ""),
        ({"fields": ["title", "en"], "slips": 20}, "fields: title, en; slips: 20"),
        ({"reason": "Ünïcode <b>"}, "reason: Ünïcode <b>"),
        ({"odd": [None, 1.5, True, {"a": 1}]}, 'odd: none, 1.5, true, {"a": 1}'),
        ({"status": ["new", "open"]}, "status: from “New” to “In progress”"),
        ({"outcome": ["none", "none"], "report": 5}, "report: 5"),
        ({"recovered": [None, "21000 CDF"]}, "recovered: from “none” to “21,000 CDF”"),
        ({"recovered": ["12.5 KES", None]}, "recovered: from “12.50 KES” to “none”"),
        ({"assignee": [1, 2]}, "looked after by: from “Asha Mwangi” to “Bakari Otieno”"),
        ({"assignee": 1}, "looked after by: Asha Mwangi"),
        ({"assignee": 9}, "looked after by: 9"),
        ({"employer": [None, 3]}, "employer: from “none” to “Sama”"),
        ({"into": 3, "reports": 3}, "into: Sama; reports: 3"),
        ({"codes": [[], ["pay.late", "x"]]}, "codes: from “none” to “Paid late, x”"),
        ({"country": ["KE", "XX"]}, "country: from “Kenya” to “XX”"),
        ({"due": "2026-12-01", "template": None}, "due: 1 December 2026; rule: none"),
        (
            {"due": "tomorrow", "recovered": "much", "roles": "boss"},
            "due: tomorrow; recovered: much; roles: boss",
        ),
        (
            {"name": "Zawadi", "roles": "caseworker analyst"},
            "name: Zawadi; roles: Caseworker, Analyst",
        ),
        (
            {"after": "auditor", "before": "caseworker analyst", "keys": 2},
            "roles: from “Caseworker, Analyst” to “Auditor”; keys: 2",
        ),
        ({"code": "app"}, "code: from the app"),
        ({"code": "pay.late", "reached": 5}, "code: Paid late; reached: 5"),
        ({"language": "fr"}, "language: Français"),
        ("[1, 2]", "[1, 2]"),
        ("broken", "broken"),
    ],
)
def test_details_are_said_in_words_whatever_they_hold(stored: object, shown: str) -> None:
    text = stored if isinstance(stored, str) else json.dumps(stored)
    assert details(text, speaker("en"), KNOWN) == shown


def test_details_are_said_in_the_language_of_the_page() -> None:
    stored = json.dumps({"status": ["with_employer", "open"], "recovered": [None, "21000 CDF"]})
    said = details(stored, speaker("fr"), KNOWN)
    assert said == (
        "état\xa0: «\xa0Auprès de l’employeur\xa0» devient «\xa0En cours de traitement\xa0»\xa0; "
        "montant récupéré\xa0: «\xa0rien\xa0» devient «\xa021\u202f000 CDF\xa0»"
    )


def test_a_program_is_called_one() -> None:
    assert person("", speaker("en")) == "a program"
    assert person("Asha", speaker("en")) == "Asha"
