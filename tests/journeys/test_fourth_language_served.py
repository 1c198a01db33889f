"""A catalogue that is put into the source tree is a language: nothing else has to be changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from tests.kit.fourth import FOURTH, with_a_fourth
from tests.machine import machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.machine import Intake

# What a program says that was started from the tree with four languages.
_ASKED = """
import io, json
from datetime import date
from decimal import Decimal
from grievance.casebook.messages.starter_replies import starter_replies
from grievance.importing.template import write_codes
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.wording.languages import languages, negotiate, own_name
from grievance.wording.speaker import speaker

tongue, codes = speaker("pl"), io.StringIO(newline="")
write_codes(codes, EDITION, "pl", Facts.load(None))
print(json.dumps({
    "languages": languages(),
    "own_name": own_name("pl"),
    "negotiated": [negotiate("pl-PL,en;q=0.5"), negotiate("de, pl;q=0.2"), negotiate("de")],
    "day": tongue.day(date(2026, 3, 27)),
    "number": tongue.number(Decimal("21000.5")),
    "country": tongue.country_name("KE"),
    "forms": [tongue.ngettext("%(n)s message", "%(n)s messages", n)[-2] for n in (1, 3, 5, 22)],
    "codes": [row for row in codes.getvalue().splitlines() if row.startswith("language,")][1:],
    "first_reply": starter_replies("pl")[0].title,
}))
"""

# How far below its slip the last line of each ends, in a sheet that is laid out.
_LAID_OUT = """
from grievance.casebook.messages import slip_sheet
from grievance.envelope.slip import SlipCode
from weasyprint import HTML
def inside(box):
    yield box
    for one in getattr(box, "children", ()):
        yield from inside(one)
codes = [SlipCode.new() for _ in range(9)]
sheet = slip_sheet._html(codes, "https://tell.example.org", "pl")
for page in HTML(string=sheet).render().pages:
    for slip in (one for one in inside(page._page_box) if one.element_tag == "article"):
        lines = [one for one in inside(slip) if type(one).__name__ == "LineBox"]
        if lines:
            ends = max(one.position_y + one.height for one in lines)
            print(round(ends - slip.position_y - slip.margin_height(), 1))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_a_fourth(tmp_path_factory.mktemp("fourth") / "tree")


@pytest.fixture(scope="module")
def served(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    with (
        machine_in(tmp_path_factory.mktemp("machine")) as machine,
        serving(machine, two_organisations(), PYTHONPATH=str(tree)) as intake,
    ):
        yield intake


def _page(intake: Intake, path: str, accepts: str = "en") -> str:
    connection = HTTPConnection(intake.base.removeprefix("http://"), timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Language": accepts})
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode()
    finally:
        connection.close()


def test_its_figures_dates_names_and_plurals_are_those_of_the_language(tree: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _ASKED],
        env={"PYTHONPATH": str(tree)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(said.stdout) == {
        "languages": ["en", "fr", FOURTH, "sw"],
        "own_name": "Polski",
        "negotiated": [FOURTH, FOURTH, "en"],
        "day": "27 marca 2026",
        "number": "21\u00a0000,5",
        "country": "Kenia",
        "forms": ["0", "1", "2", "1"],
        "codes": [f"language,{code},{name}" for code, name in (
            ("en", "English"), ("fr", "Français"), (FOURTH, "Polski"), ("sw", "Kiswahili"),
        )],
        "first_reply": "We have read it",
    }  # fmt: skip


def test_a_visitor_gets_it_and_every_other_page_offers_it(served: Intake) -> None:
    assert f'<html lang="{FOURTH}">' in _page(served, "/", accepts=f"{FOURTH}-PL,en;q=0.3")
    offered = f'<a href="/{FOURTH}/safety" lang="{FOURTH}" hreflang="{FOURTH}">Polski</a>'
    assert offered in _page(served, "/sw/safety")


def test_what_a_card_says_in_three_languages_is_english_and_marked_as_that(served: Intake) -> None:
    assert '<strong lang="en">Union of Data Workers</strong>' in _page(
        served, f"/{FOURTH}/about/privacy"
    )
    assert "<strong>Union of Data Workers (exemple)</strong>" in _page(served, "/fr/about/privacy")


@pytest.mark.pango
def test_a_slip_in_four_languages_holds_its_last_line(tree: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _LAID_OUT],
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        check=True,
        text=True,
    )
    below = list(map(float, said.stdout.split()))
    assert len(below) == 9
    assert max(below) < 0


def test_the_product_itself_has_three_languages_and_no_pseudo_one() -> None:
    asked = "from grievance.wording.languages import languages; print(*languages())"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert said.stdout.split() == ["en", "fr", "sw"]
