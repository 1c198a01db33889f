"""What stops the close of a period, or a revision of it, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.counting.period_collecting import PeriodCollectedAlready
from grievance.casebook.people.people_errors import NoReleaseKey
from grievance.courier.errors import CourierRefused
from grievance.disclosure.errors import (
    AlreadyMeasured,
    ClockSetBack,
    ForeignLedger,
    LedgerBroken,
    TooEarly,
)
from grievance.opening.process import OpeningInterrupted
from grievance.opening.scratch import ScratchDamaged
from grievance.publishing import errors
from grievance.questionnaire.text import Text, say
from grievance.web.desk.intake_problems import BAD_KEY, intake_words

if TYPE_CHECKING:
    from grievance.errors import GrievanceError
    from grievance.wording.speaker import Speaker

TOO_MANY = say(
    "closing",
    "More than %(most)s testimonies were taken home: too many to count while a page waits. Nothing "
    "is lost. Go on at the desk’s machine with this command:",
)
_EARLY = say("closing", "This period is not over yet: testimonies for it are still accepted.")
_SAID_NO = say(
    "closing",
    "The intake refused this (%(status)s). Its clock may show an earlier day, or the newest card "
    "of this desk is not enrolled there. Nothing is lost.",
)
_ALREADY = say(
    "closing",
    "Somebody else is closing a period at this moment. Wait a moment, then look again.",
)
_NO_KEY = say(
    "closing",
    "You do not hold the key of this period. Let somebody close it who holds it, or ask them to "
    "give it to you under “My account”.",
)
_NO_RELEASE_KEY = say(
    "closing",
    "You do not hold the key that signs what is published. Ask somebody who holds it to give it to "
    "you under “My account”.",
)
_KEY_GONE = say(
    "closing",
    "The key of this period is not at this desk: what was sealed to it can be counted by nobody. "
    "If this desk was restored from a backup, its figures may be published at the intake already.",
)
_NOT_ON_CARD = say("closing", "The card of this desk names no key for this period.")
_NO_PLAN = say(
    "closing",
    "The plan that the card names is not at this desk, or was changed. Bring the folder “periods” "
    "back from a backup. Nothing is measured by another plan.",
)
_ANOTHER_KEY = say(
    "closing",
    "The key that the intake has for this period is not the one on this desk’s card: the newest "
    "card came there too late, or never. Nothing was measured.",
)
_ANEW = say(
    "closing",
    "The file with what was taken home was damaged and is gone. Nothing is lost: the intake still "
    "has it. Press the button again, and have this machine’s disk checked.",
)
_MEASURED = say(
    "closing",
    "This period was measured before, and its figures are published at the intake. It is never "
    "measured again.",
)
_CLOCK = say(
    "closing",
    "The clock of this machine shows a day before the last measurement. Set it right, then go on.",
)
_LEDGER = say(
    "closing",
    "The ledger of measurements is damaged, or is not this desk’s. Bring the folder “ledger” back "
    "from the newest backup. Nothing is measured without it.",
)
_INTERRUPTED = say(
    "closing", "The counting was broken off. Nothing was measured yet: press the button again."
)
_SAME = say("closing", "This was done already: the newest revision says the same.")
_NOT_OUT = say("closing", "Nothing is published of this period.")
_NO_COPY = say(
    "closing",
    "This desk’s copy of what is published is missing or was changed. Download the archive from "
    "the intake’s page of statistics and put it into the folder “releases”: %(name)s",
)
_NO_REASON = say("closing", "Write the reason in all three languages.")
_KINDS: tuple[tuple[type[GrievanceError], Text], ...] = (
    (errors.NotYet, _EARLY),
    (TooEarly, _EARLY),
    (errors.ClosingAlready, _ALREADY),
    (PeriodCollectedAlready, _ALREADY),
    (errors.NoPeriodKey, _NO_KEY),
    (NoReleaseKey, _NO_RELEASE_KEY),
    (errors.KeyGone, _KEY_GONE),
    (errors.NotOnCard, _NOT_ON_CARD),
    (errors.PlanNotHere, _NO_PLAN),
    (errors.AnotherCourier, BAD_KEY),
    (errors.AnotherKeyFrozen, _ANOTHER_KEY),
    (errors.CollectedAnew, _ANEW),
    (AlreadyMeasured, _MEASURED),
    (ClockSetBack, _CLOCK),
    (LedgerBroken, _LEDGER),
    (ForeignLedger, _LEDGER),
    (OpeningInterrupted, _INTERRUPTED),
    (ScratchDamaged, _INTERRUPTED),
    (errors.NotThisPeriod, _SAME),
    (errors.NotPublished, _NOT_OUT),
    (errors.NoReason, _NO_REASON),
)


def closing_words(refused: GrievanceError, tongue: Speaker) -> str:
    """Return what to say about `refused`; raises it when it is none that a close can meet."""
    match refused:
        case CourierRefused(answered=status):
            return tongue.text(_SAID_NO, status=str(status))
        case errors.NoCopy(name=name):
            return tongue.text(_NO_COPY, name=name)
    found = next((words for kind, words in _KINDS if isinstance(refused, kind)), None)
    said = tongue.text(found) if found else intake_words(refused, tongue)
    if said is None:
        raise refused
    return said
