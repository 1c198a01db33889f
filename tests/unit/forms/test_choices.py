"""What a page offers, in the order in which a reader looks for it."""

from __future__ import annotations

from datetime import date

import pytest

from grievance.forms.choices import Catalogue, Group, groups, label
from grievance.forms.fields import Drawing, control, field
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Answers, Listed
from grievance.reference.codes import load_codes
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker
from tests.kit.reading import EMPLOYERS, reading_of, some_lists

UNIONS = {
    "aaaaaaaa": {"en": "One", "fr": "Une", "sw": "Moja"},
    "bbbbbbbb": {"en": "Two", "fr": "Deux", "sw": "Mbili"},
}
CATALOGUE = Catalogue(
    employers=EMPLOYERS, grievances=tuple(load_codes().values()), organisations=UNIONS
)
CHOICES = [
    question.id for question in EDITION.questions.values() if isinstance(question.kind, Listed)
]


def offered(question: str, answers: Answers, language: str = "en") -> tuple[Group, ...]:
    kind = EDITION.questions[question].kind
    assert isinstance(kind, Listed)
    return groups(kind, CATALOGUE, speaker(language), answers)


def codes(question: str, answers: Answers) -> list[str]:
    return [code for group in offered(question, answers) for code, _ in group.pairs]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("question", CHOICES)
def test_every_choice_has_words_and_none_comes_twice(question: str, language: str) -> None:
    found = [pair for group in offered(question, {}, language) for pair in group.pairs]
    assert found
    assert all(code and words for code, words in found)
    assert len({code for code, _ in found}) == len(found)


@pytest.mark.parametrize("country", [None, "CD"])
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("question", CHOICES)
def test_a_choice_is_called_afterwards_what_the_page_called_it(
    question: str, language: str, country: str | None
) -> None:
    kind, tongue = EDITION.questions[question].kind, speaker(language, country)
    assert isinstance(kind, Listed)
    found = [pair for group in groups(kind, CATALOGUE, tongue, {}) for pair in group.pairs]
    assert [(code, label(code, kind, CATALOGUE, tongue)) for code, _ in found] == found


@pytest.mark.parametrize("question", CHOICES)
def test_what_is_no_choice_any_more_is_called_by_its_code(question: str) -> None:
    kind = EDITION.questions[question].kind
    assert isinstance(kind, Listed)
    assert label("gone", kind, CATALOGUE, speaker("en")) == "gone"


@pytest.mark.parametrize("question", CHOICES)
def test_a_page_offers_only_what_can_be_answered(question: str) -> None:
    kind = EDITION.questions[question].kind
    assert isinstance(kind, Listed)
    known = {option.code for option in kind.options}
    if kind.source:
        known |= set(some_lists(*UNIONS).codes(kind.source, {"wrong.codes": tuple(load_codes())}))
    assert set(codes(question, {})) <= known


def test_the_money_of_the_country_comes_first_then_dollar_and_euro() -> None:
    assert codes("pay.currency", {"work.country": "KE"})[:3] == ["KES", "USD", "EUR"]
    assert codes("pay.currency", {"work.country": "US"})[:2] == ["USD", "EUR"]
    assert codes("pay.currency", {})[:2] == ["USD", "EUR"]


def test_employers_are_those_of_the_country_and_another_one() -> None:
    here = codes("work.employer", {"work.country": "KE"})
    assert "sama" in here
    assert here[-2:] == ["other", "prefer_not"]
    assert set(here) < set(codes("work.employer", {}))


def test_employers_of_the_country_stand_before_those_for_whom_one_works_from_anywhere() -> None:
    there, anywhere, last = offered("work.employer", {"work.country": "KE"}, "sw")
    assert (there.title, anywhere.title) == ("Katika nchi yako", "Mtandaoni")
    assert ("sama", "Sama") in there.pairs
    assert {code for code, _ in there.pairs}.isdisjoint(code for code, _ in anywhere.pairs)
    assert (last.title, len(last.pairs)) == (None, 2)


def test_where_no_employer_is_known_the_list_needs_no_title() -> None:
    (every,) = offered("work.employer", {"work.country": "IS"})
    assert every.title is None


def test_the_worst_of_what_went_wrong_is_one_of_what_was_chosen() -> None:
    answers = {"wrong.codes": ("pay.late", "harm.exposure")}
    assert set(codes("wrong.main", answers)) == {"pay.late", "harm.exposure", "dont_know"}


def test_grievances_stand_under_nine_headings_and_nothing_under_none() -> None:
    *headed, last = offered("wrong.codes", {})
    assert len(headed) == 9
    assert all(group.title for group in headed)
    assert (last.title, [code for code, _ in last.pairs]) == (None, ["none"])


def test_organisations_are_called_by_their_name_in_each_language() -> None:
    (group,) = offered("union.organisations", {}, "sw")
    assert group.pairs == (("aaaaaaaa", "Moja"), ("bbbbbbbb", "Mbili"))


@pytest.mark.parametrize(
    ("question", "step", "short"),
    [
        ("start.agree", "checkboxes", "checkboxes"),
        ("start.adult", "radios", "radios"),
        ("work.country", "select", "select"),
        ("work.employer", "radios", "select"),
        ("wrong.codes", "checkboxes", "checkboxes"),
        ("pay.month", "month", "month"),
        ("pay.amount", "text", "text"),
        ("hours.paid", "text", "text"),
        ("work.employer_other", "text", "text"),
        ("story.text", "textarea", "textarea"),
    ],
)
def test_each_kind_has_its_control(question: str, step: str, short: str) -> None:
    asked = EDITION.questions[question]
    assert control(asked, all_at_once=False) == step
    assert control(asked, all_at_once=True) == short


@pytest.mark.parametrize(
    ("today", "newest"), [(date(2026, 12, 30), "2026"), (date(2026, 12, 31), "2027")]
)
def test_a_year_that_has_begun_in_the_east_but_not_in_utc_can_be_chosen(
    today: date, newest: str
) -> None:
    page = Drawing(
        speaker=speaker("en"),
        catalogue=CATALOGUE,
        typed={},
        reading=reading_of({}, today=today),
        today=today,
        with_problems=False,
    )
    years = field(EDITION.questions["pay.month"], page).years
    assert (years[0], years[-1]) == (newest, "2015")
