from __future__ import annotations

import pytest
from babel.messages import Catalog

from scripts.catalogues.judging import faults
from scripts.catalogues.typography import faults_of_typography
from scripts.catalogues.words import avoided_words

HOURS = ("%(n)s hour", "%(n)s hours")


def _catalogue(language: str, *, pay: str, hours: tuple[str, str]) -> Catalog:
    catalogue = Catalog(locale=language)
    catalogue.add("How much were you paid?", pay, context="pay.amount")
    catalogue.add(HOURS, hours)
    return catalogue


TEMPLATE = _catalogue("en", pay="", hours=("", ""))


def test_a_complete_catalogue_has_no_fault() -> None:
    good = _catalogue(
        "fr", pay="Combien avez-vous reçu\u00a0?", hours=("%(n)s heure", "%(n)s heures")
    )
    assert not list(faults(TEMPLATE, good, "fr"))


@pytest.mark.parametrize(
    ("pay", "fault"),
    [
        ("", "is not translated"),
        ("How much were you paid?", "is still English"),
        ("Ulilipwa %(amount)s?", "has other placeholders or marks than the English"),
        ("Ulilipwa <b>ngapi?", "has other placeholders or marks than the English"),
        ("Ushahidi wako?", "says “ushahidi”"),
    ],
)
def test_a_bad_translation_is_named_with_its_question(pay: str, fault: str) -> None:
    bad = _catalogue("sw", pay=pay, hours=("saa %(n)s", "saa %(n)s"))
    assert list(faults(TEMPLATE, bad, "sw")) == [f"[pay.amount] “How much were you paid?” {fault}"]


def test_a_message_that_left_the_source_is_a_fault() -> None:
    old = _catalogue("sw", pay="Ulilipwa ngapi?", hours=("saa %(n)s", "saa %(n)s"))
    old.add("Gone", "Imeondoka")
    assert list(faults(TEMPLATE, old, "sw")) == ["“Gone” is no longer in the source"]


def test_a_message_that_is_missing_is_a_fault() -> None:
    empty = Catalog(locale="sw")
    assert list(faults(TEMPLATE, empty, "sw")) == [
        "[pay.amount] “How much were you paid?” is missing",
        "“%(n)s hour” is missing",
    ]


def test_two_messages_that_come_out_as_the_same_sentence_are_a_fault() -> None:
    template, catalogue = Catalog(locale="en"), Catalog(locale="sw")
    said = "Leo hakuna chama kinachoweza kupokea majibu hapa."
    for original in ("No union can receive answers here today.", "Come back later, please."):
        template.add(original, "")
        catalogue.add(original, said)
    assert list(faults(template, catalogue, "sw")) == [
        "“Come back later, please.” says the same as “No union can receive answers here today.”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vous choisissez\u00a0: tout, ou rien.",
        "«\u00a0Quitter\u00a0» s’affiche à 20:00, voir https://example.org/?a=1",
        "Vraiment\u00a0?! Pour 100\u00a0% des %(n)s personnes\u00a0;",
        "Pays\u00a0: <a href='x'>%(country)s</a>",
    ],
)
def test_good_french_typography_is_left_alone(text: str) -> None:
    assert not list(faults_of_typography(text, "fr"))


@pytest.mark.parametrize(
    "text",
    ["Combien ?", "Combien?", "«Quitter\u00a0»", "l'heure", "100 %", "“Quitter”", "21 000",
     "21,000", "Attendez...", "Attendez  un peu", "Attendez "],
)  # fmt: skip
def test_bad_french_typography_is_seen(text: str) -> None:
    assert len(list(faults_of_typography(text, "fr"))) == 1


@pytest.mark.parametrize("text", ["ng'ombe", '"Tuma"', "Subiri...", "Subiri  kidogo", " Subiri"])
def test_bad_typography_of_another_language_is_seen(text: str) -> None:
    assert len(list(faults_of_typography(text, "sw"))) == 1


@pytest.mark.parametrize("text", ["ng’ombe", "“Tuma”", "Subiri…", "21,000", "Je? Ndiyo!"])
def test_good_typography_of_another_language_is_left_alone(text: str) -> None:
    assert not list(faults_of_typography(text, "sw"))


def test_words_to_avoid_are_found_in_any_form_but_not_inside_other_words() -> None:
    assert avoided_words("Vos preuves, votre cas", "fr") == ["preuves", "cas"]
    assert avoided_words("En cas de danger, une occasion", "fr") == []
    assert avoided_words("Ushuhuda wako", "sw") == []
