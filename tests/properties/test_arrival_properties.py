"""Whatever somebody seals to our public key is read or refused, and never stops the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grievance.casebook.arrivals.answers_read import AnswerReader
from grievance.casebook.arrivals.indexing import Indexer
from grievance.casebook.arrivals.payloads import Message, Withdrawal
from grievance.casebook.arrivals.reading_payloads import Reading, ToldAccount, Unfit
from grievance.casebook.arrivals.sketches import resemblance, sketch
from grievance.coding.pay import compute_pay, pay_facts
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.redaction.plain import plain
from grievance.reference.facts import Facts

FACTS = Facts.load(None)
TODAY = date(2026, 11, 25)
READ, INDEXER = Reading(FACTS, TODAY), Indexer(FACTS)
READER = AnswerReader(EDITION.questions.values(), FACTS)

CODES = [*FACTS.grievance_codes, "KE", "KES", "sama", "other", "month", "yes", "none", "answer"]
NUMBERS = ["0", "1", "45", "21000", "0.5", "-1", "1e9", "999999999999999", "2026-10", "2026-13"]
TEXTS = st.one_of(st.text(), st.sampled_from(CODES), st.sampled_from(NUMBERS))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)),
    max_leaves=12,
)
QUESTIONS = st.one_of(st.sampled_from(list(EDITION.questions)), st.text())
ANSWERS = st.dictionaries(QUESTIONS, st.one_of(JSON, st.lists(TEXTS)))
NAMES = st.sampled_from(
    ["kind", "mark", "revision", "mailbox", "inbox", "language", "answers", "text", "number"]
)
ALMOST: dict[str, Any] = {
    "kind": "account",
    "mark": "ab" * 16,
    "revision": 1,
    "mailbox": "cd" * 16,
    "inbox": "A" * 1622 + "==",
    "language": "en",
    "answers": {},
}


@given(st.dictionaries(st.one_of(NAMES, TEXTS), JSON))
def test_any_payload_is_read_or_unfit(payload: dict[str, Any]) -> None:
    assert isinstance(READ(payload), ToldAccount | Withdrawal | Message | Unfit)


@given(st.dictionaries(NAMES, JSON))
def test_an_almost_right_payload_is_read_or_unfit(changes: dict[str, Any]) -> None:
    assert isinstance(READ({**ALMOST, **changes}), ToldAccount | Withdrawal | Message | Unfit)


@given(ANSWERS)
def test_any_answers_give_an_index_that_a_database_takes(answers: dict[str, Any]) -> None:
    found = INDEXER.index(answers, TODAY)
    assert {type(one) for one in found.figures} <= {float, str, type(None)}
    assert all(isinstance(one, str) for one in found.codes)
    assert 0 <= found.severity <= 4
    for text in (found.employer, found.unlisted, found.country, found.month, found.role):
        if text is not None:
            text.encode()  # half a surrogate would break every later page


@given(ANSWERS)
def test_answers_that_are_shown_are_answers_of_the_edition(answers: dict[str, Any]) -> None:
    for question, answer in READER.read(answers).items():
        assert question in EDITION.questions
        for part in (answer,) if isinstance(answer, str) else answer:
            assert plain(part) == part


@given(ANSWERS)
def test_figures_are_those_of_the_one_formula(answers: dict[str, Any]) -> None:
    kept = READER.read(answers)
    kept.pop("work.country", None)
    kept.pop("pay.month", None)
    pay = compute_pay(pay_facts(kept))
    figures = INDEXER.index({k: v for k, v in answers.items() if k in kept}, TODAY).figures
    expected = None if pay.effective_hourly is None else float(pay.effective_hourly)
    assert figures.effective_hourly == expected


@given(st.text())
def test_any_story_has_a_sketch_or_none(story: str) -> None:
    story = story.encode("utf-8", "ignore").decode()
    found = sketch(story)
    assert found is None or resemblance(found, found) == 100
