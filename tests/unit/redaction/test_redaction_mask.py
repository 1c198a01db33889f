"""Found words behind placeholders, and what the worker chose to keep."""

from __future__ import annotations

from grievance.redaction.find import KINDS, find
from grievance.redaction.mask import PLACEHOLDERS, mask

STORY = "My boss Peter calls from 0712 000 123 since 3 May 2026."


def test_everything_found_is_hidden() -> None:
    hidden = mask(STORY, find(STORY, country="KE"))
    assert hidden == "My boss [name] calls from [phone] since [date]."


def test_what_the_worker_keeps_stays() -> None:
    hidden = mask(STORY, find(STORY, country="KE"), keep={2})
    assert hidden == "My boss [name] calls from [phone] since 3 May 2026."


def test_a_forged_choice_hides_no_less() -> None:
    findings = find(STORY, country="KE")
    assert mask(STORY, findings, keep=[-1, 99]) == mask(STORY, findings)


def test_nothing_found_leaves_the_text() -> None:
    assert mask("The pay was late.", ()) == "The pay was late."


def test_each_kind_has_its_own_ascii_placeholder() -> None:
    assert set(PLACEHOLDERS) == set(KINDS)
    assert len(set(PLACEHOLDERS.values())) == len(KINDS)
    assert all(word.isascii() and find(word) == () for word in PLACEHOLDERS.values())
