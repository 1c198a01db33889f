"""What others wrote in three languages, for a reader of a fourth."""

from __future__ import annotations

from grievance.wording.fallback import Said, name_in, said_in
from grievance.wording.places import countries, country_name
from grievance.wording.speaker import speaker

TEXTS = {"en": "We answer.", "fr": "Nous répondons.", "sw": "Tunajibu."}


def test_a_text_is_in_the_readers_language_or_in_english_and_says_so() -> None:
    assert said_in(TEXTS, "sw") == Said("Tunajibu.", "sw")
    assert said_in(TEXTS, "pl") == Said("We answer.", "en")
    assert name_in(TEXTS, "fr") == "Nous répondons."
    assert name_in(TEXTS, "pl") == "We answer."


def test_every_country_has_a_name_where_cldr_knows_but_some() -> None:
    # Malagasy is a language of the regions we serve; CLDR names few countries in it.
    assert country_name("mg", "MG") == "Madagasikara"
    assert country_name("mg", "AX") == country_name("en", "AX") == "Åland Islands"
    assert all(country_name("mg", code) for code in countries())


def test_a_script_from_right_to_left_is_known() -> None:
    assert speaker("sw").direction == "ltr"
    assert speaker("ar").direction == "rtl"
