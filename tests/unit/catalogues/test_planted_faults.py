"""Each kind of fault, planted into a good catalogue, is found and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages import Catalog

from scripts.catalogues.files import Unreadable, read, written
from scripts.catalogues.judging import faults

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "You can stop at any time and come back with your secret number later."
FRENCH = "Vous pouvez arrêter quand vous voulez et revenir plus tard avec votre numéro secret."
SWAHILI = "Unaweza kuacha wakati wowote na kurudi baadaye kwa kutumia namba yako ya siri."
REPORTS = ("%(n)s report of %(all)s", "%(n)s reports of %(all)s")


def _catalogue(language: str, message: str, text: str) -> Catalog:
    catalogue = Catalog(locale=language)
    catalogue.add(message, text)
    return catalogue


def _found(language: str, message: str, text: str) -> list[str]:
    catalogue = _catalogue(language, message, text)
    return [fault.removeprefix(f"“{message}” ") for fault in faults(catalogue, catalogue, language)]


@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("sw", SWAHILI)])
def test_a_good_sentence_has_no_fault(language: str, text: str) -> None:
    assert _found(language, SENTENCE, text) == []


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("fr", FRENCH.replace("et", "and"), "has words of “en”: and"),
        ("sw", SWAHILI.replace(" na ", " and "), "has words of “en”: and"),
        ("sw", SWAHILI.replace(" na ", " et "), "has words of “fr”: et"),
        ("fr", FRENCH.replace("avec", "kwa"), "has words of “sw”: kwa"),
        ("fr", "Megse jelszo hozzaferes szerkesztes torles mentes kereses kilepes",
         "has no common word of “fr”: is it in that language?"),
        ("fr", "Revenir plus tard: secret number later".replace(":", "\u00a0:"),
         "has English left in it: secret number later"),
        ("pl", "Możesz: secret number later", "has English left in it: secret number later"),
    ],
)  # fmt: skip
def test_words_of_another_language_are_found(language: str, text: str, fault: str) -> None:
    assert _found(language, SENTENCE, text) == [fault]


def test_a_catalogue_of_another_language_is_found_out() -> None:
    assert _found("sw", SENTENCE, FRENCH) == [
        "has words of “fr”: vous, et, plus, avec, votre",
        "has no common word of “sw”: is it in that language?",
    ]


def test_a_word_may_be_the_same_where_it_is_allowed_to_be() -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("Journal", "Journal", context="menu")
    catalogue.add("Save", "Save", context="menu")
    catalogue.add("%(n)s: SHA-256", "%(n)s: SHA-256")
    found = [one for one in faults(catalogue, catalogue, "fr") if "still" in one]
    assert found == ["[menu] “Save” is still English"]


def test_names_and_commands_stay_as_they_are() -> None:
    command = "Run grievance desk backup on the machine"
    assert _found("fr", command, "Lancez grievance desk backup sur la machine") == []


def test_a_fuzzy_message_is_found() -> None:
    catalogue = _catalogue("fr", SENTENCE, FRENCH)
    catalogue[SENTENCE].flags.add("fuzzy")
    assert [*faults(catalogue, catalogue, "fr")] == [f"“{SENTENCE}” is fuzzy"]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("Country: %(country)s", "Nchi: %(county)s"),
        ("Country: %(country)s", "Nchi"),
        ("Country: {country}", "Nchi: {nchi}"),
        ("{n, plural, one {one hour} other {# hours}}", "{n, select, one {saa} other {saa #}}"),
        ("{n, plural, one {one hour} other {# hours}}", "{n, plural, one {saa} other {saa #}"),
        ("Press <b>Send</b>", "Bonyeza <b>Tuma"),
    ],
)
def test_a_placeholder_that_differs_is_found(message: str, text: str) -> None:
    assert _found("sw", message, text) == ["has other placeholders or marks than the English"]


def test_a_percent_sign_that_would_break_a_page_is_found() -> None:
    text = "%(low)s\u00a0% sur 100"
    message = "%(low)s out of 100"
    assert _found("fr", message, text) == [
        "cannot be filled in: write a % that is no placeholder as %%"
    ]


@pytest.mark.parametrize(
    ("language", "rule", "count", "fault"),
    [
        ("fr", "n != 1", 2, "rule “(n != 1)” takes for one form what CLDR tells apart: one, other"),
        ("pl", "n != 1", 2, "rule “(n != 1)” takes for one form what CLDR tells apart: few, many"),
        ("fr", "n > 1", 3, "header names 3 plural forms and uses 2"),
    ],
)  # fmt: skip
def test_a_plural_rule_that_is_not_the_languages_is_found(
    language: str, rule: str, count: int, fault: str
) -> None:
    catalogue = Catalog(locale=language)
    catalogue.mime_headers = [("Plural-Forms", f"nplurals={count}; plural=({rule});")]
    (found,) = faults(catalogue, catalogue, language)
    assert found.endswith(fault)


@pytest.mark.parametrize(
    ("forms", "fault"),
    [
        (("%(n)s raport z %(all)s",) * 2, "has 2 plural forms instead of 3"),
        (("%(n)s raport z %(all)s",) * 4, "has 4 plural forms instead of 3"),
        (("%(n)s raport z %(all)s", "%(n)s raporty z %(all)s", ""), "is not translated"),
    ],
)
def test_missing_and_needless_plural_forms_are_found(forms: tuple[str, ...], fault: str) -> None:
    catalogue = Catalog(locale="pl")
    catalogue.add(REPORTS, forms)
    assert [*faults(catalogue, catalogue, "pl")] == [f"“{REPORTS[0]}” {fault}"]


def test_a_form_that_stands_for_several_numbers_says_the_number() -> None:
    message = ("Corrected once", "Corrected %(n)s times")
    catalogue = Catalog(locale="fr")
    catalogue.add(message, ("Modifié une fois", "Modifié plusieurs fois"))
    assert [*faults(catalogue, catalogue, "fr")] == [
        "“Corrected once” does not say the number in form 1, which stands for several numbers"
    ]


def test_a_message_that_stands_twice_is_found(tmp_path: Path) -> None:
    path = tmp_path / "grievance.po"
    path.write_bytes(written(_catalogue("fr", "Continue", "Continuer")))
    assert len(read(path, "fr")) == 1
    path.write_bytes(path.read_bytes() + b'\nmsgid "Continue"\nmsgstr "Suivant"\n')
    with pytest.raises(Unreadable, match="twice"):
        read(path, "fr")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("msgid Continue\nnonsense\n", "fr"),
        ('msgid ""\nmsgstr ""\n', "xx"),
        ('msgid ""\nmsgstr ""\n', "pt_BR"),
    ],
)
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "grievance.po"
    path.write_text(text, "utf-8")
    with pytest.raises(Unreadable):
        read(path, language)
