"""`python -m scripts.time_to_complete`: how long the questions take, in each language.

                             questions     words      taps   turning     typed   minutes    slowly
    en core, page by page           19       612        32        10         3       3.7       4.7

Questions, words, taps and typed answers are counted in the forms themselves, for one stated way
through them (`PATH`): a moderator in Kenya, paid by the month in the money of the country, who
answers every question about the last full month, with two effects and two problems. `turning` are
those of the taps that only lead to the next page. The core is what the statistics and every union
need (`CORE`); everything adds the details of pay and what only a union reads. Page by page the
details of pay come after pay, and nobody can tell before reading them that they do not apply: what
going past that page costs has a line of its own, to be added to the core.

What is assumed, and why:

1. People read 200 words a minute. Adults read English silently at 238 words a minute, most of them
   between 175 and 300, and slower in a second language (M. Brysbaert, "How many words do we read
   per minute?", Journal of Memory and Language 109, 2019, 104047, doi:10.1016/j.jml.2019.104047);
   aloud, over 17 languages, at 184 (S. Trauzettel-Klosinski, K. Dietz, Investigative Ophthalmology
   & Visual Science 53, 2012, 5452-5461). For many of those who tell, the language of the form is
   their second. The last column is for 150 words a minute.
2. Prompts, hints and up to three choices are read. Longer lists are searched for what fits, at
   twice that rate (R. P. Carver, "Reading Rate", Journal of Reading 36, 1992, 84-95: 600 words a
   minute where 300 are read); where one choice is enough, on average down to the middle. Of a list
   that unfolds only the chosen line is read.
3. A tap takes 1.1 seconds, a typed sign 0.5 (S. K. Card, T. P. Moran, A. Newell, "The
   keystroke-level model", Communications of the ACM 23, 1980, 396-410: pointing, and typing what is
   no word). A list that unfolds takes two taps, going on to the next page one.
4. Not counted: what stands on every page (way out, progress, buttons, languages), waiting for the
   line, thinking longer than reading takes, checking before sending, a story of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from grievance.cli.demo_intake import folders
from grievance.clock import now
from grievance.forms.fields import Drawing, field
from grievance.forms.steps import BY_ID, STEPS
from grievance.opening.new import new_keys
from grievance.questionnaire.edition import MORE
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.settings import IntakeSettings
from grievance.web.intake.app import create_app
from grievance.web.intake.reading import Told
from grievance.web.intake.telling import FIRST_LINES
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker
from scripts.load.intake import NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from grievance.forms.fields import Field
    from grievance.web.intake.intake import Intake
    from grievance.wording.speaker import Speaker

WORDS_A_MINUTE = 200
SLOW_WORDS_A_MINUTE = 150
A_TAP = 1.1  # seconds
A_SIGN = 0.5  # seconds
ARE_READ = 3  # choices; of more, what fits is searched
SEARCHED = 0.5  # of the time of reading
CORE_MINUTES = 4
CORE_TAPS = 25

DETAILS = BY_ID["pay-details"].questions
_STANDS_THERE = "pay.currency"  # whoever is paid in the money of the country leaves it as it is

CORE = (
    *("start.adult", "start.agree", "work.country", "work.role", "work.hired", "work.employer"),
    *("pay.month", "pay.per", "pay.amount", "pay.currency", "hours.paid", "hours.unpaid"),
    *("health.agree", "health.content", "health.effects", "health.daily_life"),
    *("wrong.codes", "wrong.main", "union.read"),
)
PATH = {
    "start.adult": ["yes"],
    "start.agree": ["yes"],
    "work.country": ["KE"],
    "work.role": ["content_moderation"],
    "work.hired": ["agency"],
    "work.employer": ["sama"],
    "pay.per": ["month"],
    "pay.amount": ["30500"],
    "pay.currency": ["KES"],
    "pay.deductions_month": ["1200"],
    "pay.costs_month": ["2500"],
    "hours.paid": ["45"],
    "hours.unpaid": ["6"],
    "health.agree": ["answer"],
    "health.content": ["daily"],
    "health.effects": ["sleep", "anger"],
    "health.daily_life": ["a_lot"],
    "wrong.codes": ["harm.exposure", "harm.no_support"],
    "wrong.main": ["harm.no_support"],
    "union.read": ["yes"],
    "job.client": ["Uhuru Video"],
    "job.tenure": ["under_2_years"],
    "job.site": ["office"],
    "job.contract_copy": ["refused"],
    "job.nda": ["yes"],
    "job.nda_fear": ["a_lot"],
    "health.kinds": ["violence", "hate"],
    "health.warned": ["partly"],
    "health.refuse": ["at_a_cost"],
    "health.support": ["counsellor_inside"],
    "health.support_trust": ["no"],
    "time.unpaid_kinds": ["searching_waiting", "technical"],
    "time.overtime": ["unpaid"],
    "time.night": ["weekly"],
    "time.quota_seconds": ["55"],
    "time.rejected": ["up_to_5"],
    "money.net_or_gross": ["net"],
    "money.delay": ["weeks"],
    "money.owed": ["4000"],
    "money.deductions": ["tax", "fines"],
    "told.whom": ["boss", "company"],
    "told.outcome": ["promised"],
    "story.repeat": ["other_words"],
}


@dataclass(frozen=True)
class Effort:
    """What some questions ask of a person; `words` as if all were read, `taps` all in all.

    `turning` are those of the taps that only lead to the next page; `signs` are typed.
    """

    questions: int = 0
    words: float = 0
    taps: int = 0
    turning: int = 0
    typed: int = 0
    signs: int = 0

    def __add__(self, other: Effort) -> Effort:
        """Return both together."""
        return Effort(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )

    def minutes(self, words_a_minute: int = WORDS_A_MINUTE) -> float:
        """Return how long it takes."""
        return self.words / words_a_minute + (self.taps * A_TAP + self.signs * A_SIGN) / 60


def efforts() -> dict[tuple[str, str], Effort]:
    """Return the effort by language and by what is done: the core in both ways, everything."""
    with folders() as places:
        settings = IntakeSettings(
            operator="Measured", contact="a@example.org", data=places.data, drafts=places.drafts
        )
        here = cast("Intake", create_app(settings, now).extensions["grievance"])
        card = new_keys(places.keys, NAMES, NAMES, now().date(), Facts.load(None))
        here.store.put_card(card.organisation, card.serial, card.raw)
        return {
            (language, what): effort
            for language in languages()
            for what, effort in _of(language, here)
        }


def _of(language: str, here: Intake) -> Iterator[tuple[str, Effort]]:
    tongue = speaker(language, "KE")
    yield "core, page by page", _by_pages(tongue, here, CORE)
    yield "pay details, passed", _passed(tongue, here, DETAILS)
    yield "core, on one page", _on_one_page(tongue, here)
    yield "everything", _by_pages(tongue, here, PATH | {"pay.month": [], "story.text": []})


def _by_pages(tongue: Speaker, here: Intake, asked: Collection[str]) -> Effort:
    """Sum up the steps on which something `asked` stands, and that come up on this path."""
    told = Told(_path(here), here)
    effort = Effort()
    for step in STEPS:
        shown = [one for one in step.questions if one in asked and one in told.asked_ids]
        if shown:
            lines = {"start": [tongue.text(one) for one in FIRST_LINES]}
            lines["union"] = here.who_opens(tongue)
            title = next(one.title for one in EDITION.sections if one.id == step.section)
            heading = [tongue.text(title)] if len(shown) > 1 else []
            effort += _read([*heading, *lines.get(step.id, ())]) + Effort(taps=1, turning=1)
            effort += _asked(tongue, told, shown, all_at_once=False)
    return effort


def _passed(tongue: Speaker, here: Intake, questions: Collection[str]) -> Effort:
    """Return what a page costs whose open `questions` are read and left empty."""
    told = Told({**_path(here), **{one: [] for one in questions}}, here)
    shown = [one for one in questions if one in told.asked_ids]
    return _asked(tongue, told, shown, all_at_once=False) + Effort(taps=1, turning=1)


def _on_one_page(tongue: Speaker, here: Intake) -> Effort:
    told = Told(_path(here), here)
    titles = [tongue.text(one.title) for one in EDITION.sections if one.part != MORE]
    around = _read([*titles, *here.who_opens(tongue)]) + Effort(taps=1)
    return around + _asked(tongue, told, CORE, all_at_once=True)


def _path(here: Intake) -> dict[str, list[str]]:
    last = here.today.replace(day=1) - timedelta(days=1)
    return {**PATH, "pay.month": [str(last.month), str(last.year)]}


def _asked(tongue: Speaker, told: Told, asked: Iterable[str], *, all_at_once: bool) -> Effort:
    drawing = Drawing(
        speaker=tongue,
        catalogue=told.catalogue,
        typed={},
        reading=told.reading,
        today=told.here.today,
        with_problems=False,
        all_at_once=all_at_once,
    )
    effort = Effort()
    for question in asked:
        given = () if question == _STANDS_THERE else told.typed.get(question, ())
        effort += _one(field(EDITION.questions[question], drawing), given)
    return effort


def _one(shown: Field, answer: Sequence[str]) -> Effort:
    """Return what one question asks for: its words, and the taps of its answer."""
    read = _read([one for one in (shown.label, shown.hint, shown.unit) if one])
    choices = {code: words for group in shown.groups for code, words in group.pairs}
    titles = _read([group.title for group in shown.groups if group.title])
    match shown.control:
        case "select":
            chosen = _read([choices[one] for one in answer])
            done = chosen + Effort(taps=2 * len(answer))
        case "radios" | "checkboxes":
            whole = _read(choices.values()).words
            part = 1.0 if len(choices) <= ARE_READ else SEARCHED
            alone = shown.control == "radios" and len(choices) > ARE_READ
            done = titles + Effort(words=whole * part / (2 if alone else 1), taps=len(answer))
        case "month":
            done = Effort(taps=2 if answer[1] == shown.usual_year else 4)
        case _:
            signs = sum(map(len, answer))
            done = Effort(taps=1, typed=1, signs=signs) if answer else Effort()
    return read + done + Effort(questions=1)


def _read(texts: Iterable[str]) -> Effort:
    words = (word for text in texts for word in text.split())
    return Effort(words=sum(any(map(str.isalnum, word)) for word in words))


def main() -> None:
    """Print one line for each language and way."""
    head = ("questions", "words", "taps", "turning", "typed", "minutes", "slowly")
    print(f"{'':<24}" + "".join(f"{one:>10}" for one in head))
    for (language, what), one in efforts().items():
        counts = (one.questions, round(one.words), one.taps, one.turning, one.typed)
        minutes = (f"{one.minutes():.1f}", f"{one.minutes(SLOW_WORDS_A_MINUTE):.1f}")
        print(f"{language} {what:<21}" + "".join(f"{one:>10}" for one in (*counts, *minutes)))


if __name__ == "__main__":
    main()
