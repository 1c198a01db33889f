"""The catalogue that nobody reads: longer, accented, in brackets, and good for a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.catalogues.extraction import template
from scripts.catalogues.placeholders import marks
from scripts.catalogues.plurals import faults_of_header
from scripts.catalogues.pseudo import CLOSES, LONGER, OPENS, pseudo, said

ROOT = Path(__file__).parents[3]


def test_a_sentence_is_accented_and_two_fifths_longer() -> None:
    text = "Your answers are locked when you send them."
    assert len(said(text)) == pytest.approx(len(text) * LONGER, abs=1)
    assert said("Menu") == "⟦Méñü⟧"


@pytest.mark.parametrize(
    "text",
    ["Press <b>Send</b> now", "%(n)s hours &amp; more", "%(yes)s (%(percent)s %%)", "{name}"],
)
def test_placeholders_tags_and_signs_stay_as_they_are(text: str) -> None:
    assert marks(said(text)) == marks(text)
    assert ("&amp;" in said(text)) == ("&amp;" in text)


@pytest.mark.parametrize(("language", "forms"), [("pl", 3), ("ar", 6), ("de", 2)])
def test_every_message_of_the_product_has_every_form(language: str, forms: int) -> None:
    catalogue = pseudo(template(ROOT), language)
    assert not list(faults_of_header(catalogue, language))
    for message in catalogue:
        strings = [message.string] if isinstance(message.string, str) else [*(message.string or ())]
        if message.id:
            assert len(strings) == (forms if message.pluralizable else 1)
            assert all(one.startswith(OPENS) and one.endswith(CLOSES) for one in strings)
