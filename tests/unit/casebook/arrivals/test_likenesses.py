"""Near-identical stories about one employer are shown as alike, and nothing is ever merged."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import likenesses
from grievance.casebook.arrivals.likenesses import ALIKE
from grievance.casebook.arrivals.sketches import FEWEST_WORDS, Sketch, resemblance, sketch
from grievance.casebook.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals

WORDS = [f"word{n}" for n in range(2000)]
STORY = " ".join(WORDS[:60])


def changed(words: int) -> str:
    """Return the story with so many words spread over it replaced."""
    told = STORY.split()
    for n in range(words):
        told[n * 60 // words] = f"other{n}"
    return " ".join(told)


def made(story: str) -> Sketch:
    found = sketch(story)
    assert found is not None
    return found


def jaccard(one: str, other: str) -> float:
    runs = [set(zip(w, w[1:], w[2:], strict=False)) for w in (one.split(), other.split())]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def test_the_same_words_are_wholly_alike_whatever_their_case_and_spaces() -> None:
    assert resemblance(made(STORY), made(STORY.upper().replace(" ", "\n "))) == 100


def test_nothing_in_common_is_not_alike() -> None:
    assert resemblance(made(STORY), made(" ".join(WORDS[100:160]))) == 0


def test_a_sketch_estimates_the_jaccard_index_of_runs_of_three_words() -> None:
    seeded = random.Random(7)  # noqa: S311 - the same stories at every run
    errors = []
    for _ in range(200):
        told = seeded.choices(WORDS, k=120)
        other = [seeded.choice(WORDS) if seeded.random() < 0.08 else word for word in told]
        one, two = " ".join(told), " ".join(other)
        errors.append(resemblance(made(one), made(two)) / 100 - jaccard(one, two))
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(map(abs, errors)) < 0.35


def test_a_few_changed_words_stay_above_the_threshold() -> None:
    assert resemblance(made(STORY), made(changed(2))) >= ALIKE
    assert resemblance(made(STORY), made(changed(12))) < ALIKE


def test_a_short_story_has_no_sketch() -> None:
    assert sketch(" ".join(WORDS[: FEWEST_WORDS - 1])) is None
    assert sketch("") is None


def pairs(arrivals: Arrivals) -> list[tuple[int, int]]:
    return [(row.report_id, row.other_id) for row in arrivals.rows("likeness")]


def test_likeness_is_seen_within_a_run_and_with_what_was_opened_before(arrivals: Arrivals) -> None:
    for story in (STORY, changed(1)):
        arrivals.worker().tells({"story.text": story})
    arrivals.worker().tells({"story.text": " ".join(WORDS[300:360])})
    arrivals.open()
    assert pairs(arrivals) == [(2, 1)]
    arrivals.worker().tells({"story.text": changed(2)})
    arrivals.open()
    assert pairs(arrivals) == [(2, 1), (4, 1), (4, 2)]
    assert not any(row.settled for row in arrivals.rows("likeness"))


def test_stories_about_another_employer_or_country_are_not_compared(arrivals: Arrivals) -> None:
    told = {"story.text": STORY}
    arrivals.worker().tells(told)
    arrivals.worker().tells({**told, "work.employer": "majorel"})
    arrivals.worker().tells({**told, "work.country": "UG"})
    arrivals.open()
    assert pairs(arrivals) == []


def test_stories_without_employer_and_country_are_compared_among_themselves(
    arrivals: Arrivals,
) -> None:
    told = {"story.text": STORY, "work.employer": None, "work.country": None}
    arrivals.worker().tells(told)
    arrivals.open()
    arrivals.worker().tells(told)
    arrivals.open()
    assert pairs(arrivals) == [(2, 1)]


def test_long_past_reports_are_not_compared(arrivals: Arrivals) -> None:
    arrivals.worker().tells({"story.text": STORY}, week="2026-W20")
    arrivals.open()
    arrivals.worker().tells({"story.text": STORY})
    arrivals.open()
    assert pairs(arrivals) == []


def test_a_correction_is_compared_anew_and_never_with_itself(arrivals: Arrivals) -> None:
    first, second = arrivals.worker(), arrivals.worker()
    first.tells({"story.text": STORY})
    second.tells({"story.text": STORY})
    arrivals.open()
    second.tells({"story.text": " ".join(WORDS[300:360])}, revision=2)
    arrivals.open()
    assert pairs(arrivals) == []
    second.tells({"story.text": STORY}, revision=3)
    arrivals.open()
    assert pairs(arrivals) == [(2, 1)]


def test_a_story_taken_back_within_the_run_is_alike_to_nothing(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger who seals the three in this order must not break the opening off."""
    monkeypatch.setattr("grievance.casebook.arrivals.arrivals.CHUNK", 1)
    gone = arrivals.worker()
    gone.tells({"story.text": STORY})
    gone.takes_back()
    arrivals.worker().tells({"story.text": STORY})
    assert arrivals.open().done == 3
    assert pairs(arrivals) == []


def test_of_many_copies_each_is_compared_with_the_newest_few(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likenesses, "MOST_COMPARED", 12)
    arrivals.put(*(arrivals.worker().account({"story.text": STORY}) for _ in range(30)))
    arrivals.open()
    found = pairs(arrivals)
    assert 12 <= len(found) <= 12 + likenesses.NEWEST
    assert max(sum(one == number for one, _ in found) for number in range(1, 31)) <= 5


def test_a_run_remembers_only_so_many_stories_and_opens_others_again(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likenesses, "MOST_KEPT", 2)
    monkeypatch.setattr("grievance.casebook.arrivals.arrivals.CHUNK", 1)
    arrivals.put(*(arrivals.worker().account({"story.text": STORY}) for _ in range(5)))
    arrivals.open()
    assert {one for one, _ in pairs(arrivals)} == {2, 3, 4, 5}


def test_older_accounts_are_opened_only_up_to_a_bound(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals.put(*(arrivals.worker().account({"story.text": STORY}) for _ in range(4)))
    arrivals.open()
    before = len(pairs(arrivals))
    monkeypatch.setattr(likenesses, "MOST_OPENED", 2)
    arrivals.worker().tells({"story.text": STORY})
    arrivals.open()
    assert [pair for pair in pairs(arrivals) if pair[0] == 5] == [(5, 3), (5, 4)]
    assert len(pairs(arrivals)) == before + 2


def test_somebody_settles_that_two_alike_reports_are_two(arrivals: Arrivals) -> None:
    desk = arrivals.desk
    for _ in range(2):
        arrivals.worker().tells({"story.text": STORY})
    arrivals.open()
    with desk.database.writing() as connection:
        likenesses.settle(connection, desk.actor("caseworker"), 1, 2, desk.clock())
        assert likenesses.alike(connection, 1) == [(2, 100, True)]
        assert likenesses.alike(connection, 2) == [(1, 100, True)]


def test_what_is_not_alike_cannot_be_settled_nor_by_just_anybody(arrivals: Arrivals) -> None:
    desk = arrivals.desk
    with desk.database.writing() as connection, pytest.raises(NotFound):
        likenesses.settle(connection, desk.actor("caseworker"), 1, 2, desk.clock())
    with desk.database.writing() as connection, pytest.raises(NotAllowed):
        likenesses.settle(connection, desk.actor("auditor"), 1, 2, desk.clock())
