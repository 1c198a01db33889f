"""The corpora of workers' sentences: what is promised of one, what must not get worse of both."""

from __future__ import annotations

import pytest

from scripts.benches.redaction import figures
from scripts.marked_sentences import Sentence, read, sentences
from scripts.redaction_measured import CORPORA, Score, measured

LANGUAGES = ("en", "fr", "sw")
EVERY_ONE = ("phone", "email", "id")
NAMES = 0.95
FALSE_MARKS = 1
# A little below what was measured after the last tuning (docs/redaction.md): these only see that
# nothing gets worse unseen. These sentences are harder, and nothing is promised of them.
MORE = {
    "phone": 0.9,
    "email": 0.97,
    "id": 0.95,
    "date": 0.78,
    "url": 0.95,
    "handle": 0.95,
    "name": 0.93,
}
# Whoever raises these by looking at that corpus makes it worthless.
HELD_OUT = {
    "phone": 0.9,
    "email": 0.95,
    "id": 0.95,
    "date": 0.85,
    "url": 0.95,
    "handle": 0.95,
    "name": 0.8,
}
MORE_FALSE_MARKS, MORE_INNOCENT_MARKS, HELD_OUT_FALSE_MARKS = 0.3, 0.9, 0.3


@pytest.fixture(scope="module")
def tuning() -> dict[str, Score]:
    return measured(sentences(CORPORA["tuning"]))


@pytest.fixture(scope="module")
def more() -> dict[str, Score]:
    return measured(sentences(CORPORA["tuning_more"]))


@pytest.fixture(scope="module")
def held_out() -> dict[str, Score]:
    return measured(sentences(CORPORA["held_out"]))


def test_the_corpus_has_as_many_sentences_as_was_asked_for() -> None:
    corpus = sentences(CORPORA["tuning"])
    assert len(corpus) >= 150
    assert {sentence.language for sentence in corpus} == set(LANGUAGES)


@pytest.mark.parametrize("language", [*LANGUAGES, Score.ALL])
def test_every_phone_email_and_id_is_found(tuning: dict[str, Score], language: str) -> None:
    score = tuning[language]
    assert {kind: score.share(kind) for kind in EVERY_ONE} == dict.fromkeys(EVERY_ONE, 1.0)


@pytest.mark.parametrize("language", [*LANGUAGES, Score.ALL])
def test_names_near_a_cue_are_found(tuning: dict[str, Score], language: str) -> None:
    assert tuning[language].share("name") >= NAMES


@pytest.mark.parametrize("language", [*LANGUAGES, Score.ALL])
def test_little_is_marked_for_nothing(tuning: dict[str, Score], language: str) -> None:
    assert tuning[language].everywhere.rate <= FALSE_MARKS
    assert tuning[language].innocent.rate <= FALSE_MARKS


@pytest.mark.parametrize(("kind", "floor"), MORE.items())
def test_of_harder_sentences_as_much_is_found(
    more: dict[str, Score], kind: str, floor: float
) -> None:
    assert more[Score.ALL].share(kind) >= floor


def test_of_harder_sentences_as_little_is_marked(more: dict[str, Score]) -> None:
    assert more[Score.ALL].everywhere.rate <= MORE_FALSE_MARKS
    assert more[Score.ALL].innocent.rate <= MORE_INNOCENT_MARKS


@pytest.mark.parametrize(("kind", "floor"), HELD_OUT.items())
def test_what_was_kept_out_of_tuning_is_found_as_often(
    held_out: dict[str, Score], kind: str, floor: float
) -> None:
    assert held_out[Score.ALL].share(kind) >= floor


def test_what_was_kept_out_of_tuning_is_marked_as_little(held_out: dict[str, Score]) -> None:
    assert held_out[Score.ALL].everywhere.rate <= HELD_OUT_FALSE_MARKS


def test_no_sentence_is_in_two_corpora() -> None:
    texts = [one.text for path in CORPORA.values() for one in sentences(path)]
    assert len(set(texts)) == len(texts)


def test_half_a_mark_finds_nothing_and_a_mark_beside_is_false() -> None:
    score = Score()
    half = read("en|ask {name:Amina Mfano} and {name:Otieno} now")
    score.add(half, read("en|ask {name:Amina} Mfano and {name:Otieno now}").marks)
    score.add(read("en|nothing here"), read("en|{name:nothing} here").marks)
    assert (score.expected["name"], score.found["name"]) == (2, 1)
    assert (score.everywhere.false, score.everywhere.words) == (1, 8)
    assert (score.innocent.false, score.innocent.words) == (1, 2)
    assert score.innocent.rate == 30


def test_language_and_country_may_be_left_out() -> None:
    assert read("KE|a {id:b1}") == Sentence(None, "KE", "a b1", read("a {id:b1}").marks)
    assert (read("en|a").language, read("en KE|a").country) == ("en", "KE")
    assert read("a|b").text == "a|b"


def test_the_bench_prints_no_word_of_a_sentence() -> None:
    names = [str(figure["name"]) for figure in figures()]
    assert names
    parts = {part for name in names for part in name.split(".")}
    kinds = {"phone", "email", "url", "handle", "id", "date", "name"}
    assert parts == {"redaction", "all", "false", "innocent", *CORPORA, *LANGUAGES, *kinds}
