"""Text as it will be sealed: markup and unseen characters go, what was typed stays."""

from __future__ import annotations

import pytest

from grievance.redaction.plain import plain


@pytest.mark.parametrize(
    "typed",
    [
        "I <3 you",
        "5 < 6 & 7 > 2",
        "a<5 and b>4",
        "They say &lt;b&gt; and &amp; and &eacute;",
        "1 200 000\u202fAr, l’équipe «\u00a0A\u00a0»",
        "un\ttableau\n\n\nfin",
        "👩🏾‍💻 ❤️‍🔥 🏳️‍🌈",
        "<",
        "",
    ],
)
def test_what_holds_no_markup_stays_as_typed(typed: str) -> None:
    assert plain(typed) == typed


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("<b>late</b> pay", "late pay"),
        ("a <a href='https://example.org'>link</a>", "a link"),
        ("x<script>alert(1)</script>y", "xy"),
        ("x<STYLE type=a>p{color:red}</style >y", "xy"),
        ("x<script>a</style>b</script>y", "xy"),
        ("x<script>never closed", "xnever closed"),
        ("x<!-- hidden -->y", "xy"),
        ("<img src=x onerror=alert(1)>pay", "pay"),
    ],
)
def test_markup_goes(typed: str, left: str) -> None:
    assert plain(typed) == left


def test_tags_hidden_in_tags_go() -> None:
    left = plain("<<<<<<b>b>b>b>b>b>script>alert(1)")
    assert "<" not in left
    assert left.endswith("alert(1)")


def test_unseen_characters_go() -> None:
    assert plain("pa\u200by\u202e \u2066late\u2069\x00\x1b\u00ad\ufeff\ud800!") == "pay late!"


def test_a_joiner_between_letters_goes() -> None:
    assert plain("pa\u200dy\u200d") == "pay"


def test_accents_are_composed() -> None:
    assert plain("e\u0301quipe") == "équipe"


def test_lines_end_one_way_and_blank_ones_are_few() -> None:
    assert plain("one  \r\ntwo\rthree\u2028four\n\n\n\n\n\nfive \n") == (
        "one\ntwo\nthree\nfour\n\n\nfive"
    )
