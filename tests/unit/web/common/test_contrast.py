"""The colours of the stylesheet keep their contrast, light and dark: computed, not looked at.

WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for borders, marks and the ring of the focus (1.4.11).
"""

from __future__ import annotations

import re
from itertools import chain

import pytest

from grievance.web.common.assets import STATIC

TEXTS = [
    *(("ink", "ground"), ("ink", "card"), ("ink", "tint"), ("soft", "ground"), ("soft", "card")),
    *(("deep", "ground"), ("deep", "card"), ("deep-ink", "deep"), ("wrong", "ground")),
    *(("wrong", "card"), ("card", "wrong")),  # the last is the way out
]
LINES = [
    *(("line", "ground"), ("line", "card"), ("deep", "ground"), ("deep", "tint")),
    *(("wrong", "ground"), ("ink", "ground"), ("ink", "card")),
]
# Around what has the focus lie two rings: one of them stands out on whatever is below. That of the
# way out lies inside it and has the colour of its words.
RINGS = ("focus", "ink")
_SCHEME = re.compile(r":root \{([^}]*)\}")
_COLOUR = re.compile(r"--([\w-]+): #([0-9a-f]{3}|[0-9a-f]{6});")


def _schemes() -> dict[str, dict[str, str]]:
    """Return the colours by name, of the light, the dark and the printed scheme."""
    css = (STATIC / "grievance.css").read_text("utf-8")
    light, dark, printed = (dict(_COLOUR.findall(block)) for block in _SCHEME.findall(css))
    return {"light": light, "dark": light | dark, "print": light | printed}


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, of an sRGB colour in hex."""
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_guidelines() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "fff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXTS)
def test_text_stands_out(scheme: str, ink: str, paper: str) -> None:
    colours = _schemes()[scheme]
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), LINES)
def test_borders_and_marks_stand_out(scheme: str, line: str, paper: str) -> None:
    colours = _schemes()[scheme]
    assert contrast(colours[line], colours[paper]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["ground", "card", "tint"])
def test_one_of_the_rings_of_the_focus_stands_out(scheme: str, paper: str) -> None:
    colours = _schemes()[scheme]
    assert max(contrast(colours[ring], colours[paper]) for ring in RINGS) >= 3


def test_what_is_printed_is_dark_on_white() -> None:
    printed = _schemes()["print"]
    assert contrast(printed["ink"], printed["ground"]) == pytest.approx(21)
    assert contrast(printed["soft"], printed["ground"]) >= 7


def test_every_colour_that_the_stylesheets_use_is_one_of_these() -> None:
    known = set(chain(*_schemes().values()))
    for path in STATIC.glob("*.css"):
        css = path.read_text("utf-8")
        assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= known, path.name
        outside = re.sub(r":root \{[^}]*\}", "", css)
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", outside)) <= {"#000", "#fff"}, path.name
