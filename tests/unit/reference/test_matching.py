"""Typed employer names: the right ones link, doubtful ones are asked, nobody is linked wrongly."""

from __future__ import annotations

import pytest

from grievance.reference.employers import Employer, Employers, Presence, load_employers
from grievance.reference.matching import Ask, Linked, Unlisted, match
from grievance.reference.names import words

EMPLOYERS = load_employers()

LINKED = [
    ("Sama", "sama"),
    ("  sama ", "sama"),
    ("SAMA Kenya EPZ Ltd.", "sama"),
    ("Samasource Kenya EPZ Limited", "sama"),
    ("Sama (Nairobi)", "sama"),
    ("Sama - Nairobi, Kenya", "sama"),
    ("Ｓａｍａ", "sama"),  # noqa: RUF001 - full-width letters, as some phones type them
    ("SamaAI", "sama"),
    ("Samasorce", "sama"),
    ("Majorel Kenya", "majorel"),
    ("MAJOREL", "majorel"),
    ("Teleperformence", "teleperformance"),
    ("Télé-performance", "teleperformance"),
    ("Teleperformance Madagascar SARL", "teleperformance"),
    ("TP", "teleperformance"),
    ("Scale", "scale_ai"),
    ("ScaleAI", "scale_ai"),
    ("Scale AI, Inc.", "scale_ai"),
    ("Remotask", "remotasks"),
    ("Remotaks", "remotasks"),
    ("outlier.ai", "outlier"),
    ("Outlyer", "outlier"),
    ("Appen", "appen"),
    ("Cloud Factory Kenya", "cloudfactory"),
    ("CloudFactori", "cloudfactory"),
    ("Task us", "taskus"),
    ("TELUS Internationl", "telus_digital"),
    ("Lion bridge", "lionbridge_ai"),
    ("i-merit", "imerit"),
    ("Hive", "hive"),
    ("m turk", "mturk"),
    ("Amazon Mecanical Turk", "mturk"),
    ("Surge", "surge_ai"),
    ("DataAnnotation", "dataannotation"),
    ("GenPact India Pvt Ltd", "genpact"),
    ("Acenture", "accenture"),
    ("Cognisant", "cognizant"),
    ("CTS", "cognizant"),
    ("Web help Madagascar", "concentrix"),
    ("Globalogic", "globallogic"),
    ("We localise", "welocalize"),
    ("Ingédata Antananarivo", "ingedata"),
    ("Competence call centre", "ccc_telus"),
    ("CCC", "ccc_telus"),
    ("DDD Kenya", "digital_divide_data"),
    ("WowAI", "wow_ai"),
    ("Genpact S.A.", "genpact"),
    ("Sama S.A.R.L.", "sama"),
    ("U.H.R.S.", "uhrs"),
    ("Tele perfomance", "teleperformance"),
]

ASKED = [
    ("Sama and Remotasks", "sama"),
    ("I work for Sama", "sama"),
    ("Teleperformance Kenia", "teleperformance"),
    ("Teleperfomans", "teleperformance"),
    ("remote tasks", "remotasks"),
    ("Toloca", "toloka"),
    ("TELUS", "telus_digital"),
    ("Arvato", "majorel"),
    ("TP Nairobi", "teleperformance"),
    ("Surge Africa", "surge_ai"),
    ("Outlier Ltd", "outlier"),
    ("AMT Kenya", "mturk"),
    ("C.C.C", "ccc_telus"),
    ("Samma", "sama"),
    ("apen", "appen"),
    ("Cognizаnt", "cognizant"),  # noqa: RUF001 - a Cyrillic letter, as a switched keyboard types it
    ("Genpack", "genpact"),
]

# Real firms, places and ordinary words that look like a listed name.
NEVER_LINKED = [
    "Samsung", "Samsung Electronics", "Samba", "Salama", "SiMa.ai", "Lama AI", "Majorelle",
    "Global Logistics", "Concentric", "Prolifics", "Merit", "tasks", "task", "remote tasks",
    "data annotation", "data anotation", "click worker", "micro workers", "human in the loop",
    "Apple", "Adventure", "Telos AI", "Tesla AI", "Amazon", "Amazon Web Services", "Google",
    "Meta", "OpenAI", "Surge Africa", "Hive Nairobi", "Scale Ltd",
    "Safaricom", "Intelcia", "Hives", "The Hive", "Hive restaurant", "Scala",
    "Scales", "Scale of justice", "Sturge", "Surgery", "TPS", "TP Link", "CTS Logistics", "CCCC",
    "Wow", "Now AI", "Nairobi", "Kenya Ltd", "Sama and Remotasks", "Surge AI and Scale AI",
    "Happen", "Scientific", "Recognizant", "Outline", "Certific", "Mindlift", "Globalogix",
    "Genpak", "Telos Digital", "Task Bus", "Lion Bride", "CloudFactor", "Prolific Ltd", "AMT Ltd",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "employer_id"), LINKED)
def test_a_spelling_that_can_only_mean_one_employer_is_linked(typed: str, employer_id: str) -> None:
    assert match(typed, EMPLOYERS) == Linked(employer_id)


@pytest.mark.parametrize(("typed", "employer_id"), ASKED)
def test_a_doubtful_name_is_asked(typed: str, employer_id: str) -> None:
    assert match(typed, EMPLOYERS, "KE") == Ask(employer_id)


@pytest.mark.parametrize("typed", NEVER_LINKED)
def test_nobody_is_linked_to_a_firm_they_did_not_name(typed: str) -> None:
    assert not isinstance(match(typed, EMPLOYERS, "KE"), Linked)


@pytest.mark.parametrize("typed", ["", "   ", "...", "— ?!", "\u200b", "\u0301"])
def test_a_name_without_letters_is_unlisted(typed: str) -> None:
    assert match(typed, EMPLOYERS) == Unlisted()


@pytest.mark.parametrize("typed", ["Samsung", "Hive restaurant", "Scala", "TPS", "Telkom"])
def test_a_name_like_none_of_ours_is_unlisted(typed: str) -> None:
    assert match(typed, EMPLOYERS) == Unlisted()


def test_every_listed_name_and_alias_leads_to_its_own_employer() -> None:
    for employer in EMPLOYERS.all:
        for spelling in (employer.name, *employer.aliases):
            found = match(spelling, EMPLOYERS)
            assert isinstance(found, Linked | Ask)
            assert found.employer_id == employer.id


def test_of_two_names_equally_alike_the_one_in_the_country_is_asked() -> None:
    def named(employer_id: str, name: str) -> Employer:
        return Employer(employer_id, employer_id, name, "bpo", ())

    twins = Employers(
        (named("north", "Annotex"), named("south", "Annotix")),
        (Presence("north", "KE", "", "x"), Presence("south", "TZ", "", "x")),
    )
    assert match("Annotax", twins, "TZ") == Ask("south")
    assert match("Annotax", twins, "KE") == Ask("north")


def test_the_last_word_of_a_name_is_never_dropped() -> None:
    assert words("Kenya Ltd") == ("kenya",)
    assert words("Sama, Dar es Salaam") == ("sama",)
