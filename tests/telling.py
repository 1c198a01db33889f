"""How one worker tells everything, as data: the pages in order, what is filled in, what goes wrong.

Names and values only, so that it holds in every language. A browser (`tests/journeys`) and a bare
HTTP client (`tests/attacks`) walk along it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

Filled = Mapping[str, tuple[str, ...]]

LANGUAGES = ("en", "fr", "sw")
LAST_YEAR = str(datetime.now(UTC).year - 1)


@dataclass(frozen=True)
class Move:
    """Page `at`, filled in and sent. After a `mistake` the same page comes again and says so."""

    at: str
    fill: Filled
    mistake: bool = False


def _right(at: str, **fill: str | tuple[str, ...]) -> Move:
    return Move(at, _filled(fill))


def _wrong(at: str, **fill: str | tuple[str, ...]) -> Move:
    return Move(at, _filled(fill), mistake=True)


def _filled(fill: Mapping[str, str | tuple[str, ...]]) -> Filled:
    """Turn `pay__amount="1"` into `{"pay.amount": ("1",)}`."""
    return {
        name.replace("__", "."): (value,) if isinstance(value, str) else value
        for name, value in fill.items()
    }


def everything(story: str, organisations: tuple[str, ...]) -> list[Move]:
    """Return the way through every page that asks, with every kind of mistake on the way."""
    return [
        _wrong("start"),
        _right("start", start__adult="yes", start__agree="yes"),
        _right("work", work__country="KE", work__role="content_moderation", work__hired="agency"),
        _right("employer", work__employer="other"),
        _wrong("employer-name", work__employer_other="I work at Sama"),
        _right("employer-name", work__employer_other="Annotation House Nairobi"),
        _wrong("pay", pay__month=("3", ""), pay__per="task", pay__amount="-3"),
        _wrong("pay", pay__month=("10", LAST_YEAR), pay__amount="1.125", pay__currency="USD"),
        _right("pay", pay__month=("10", LAST_YEAR), meant__pay__amount="1.125"),
        _wrong(
            "pay-details",
            pay__tasks_per_week="many",
            pay__amount_local="-3",
            pay__deductions_month="?",
            pay__costs_month="1" * 14,
        ),
        _right(
            "pay-details",
            pay__tasks_per_week="200",
            pay__amount_local="145",
            pay__deductions_month="0",
            pay__costs_month="1500",
        ),
        _wrong("hours", hours__paid="45", hours__unpaid="200"),
        _right("hours", hours__unpaid="5"),
        _right("health", health__agree="answer"),
        _wrong("health-questions", health__effects=("sleep", "none")),
        _right(
            "health-questions",
            health__content="daily",
            health__effects=("sleep", "anger"),
            health__daily_life="a_lot",
        ),
        _wrong("wrong", wrong__codes=("pay.late", "none")),
        _right("wrong", wrong__codes=("pay.late", "harm.exposure")),
        _right("wrong-main", wrong__main="harm.exposure"),
        _right("union", union__read="yes"),
        _right("union-who", union__organisations=organisations),
        *_more(),
        _wrong("story", story__text=story + " long" * 800, story__repeat="own_words"),
        _right("story", story__text=story),
        _right("names"),
        _right("check"),
    ]


def _more() -> list[Move]:
    """Return the way through what only a union reads."""
    return [
        _right("contract", job__client="Video Moja", job__tenure="under_2_years", job__site="home"),
        _right("silence", job__contract_copy="refused", job__nda="yes", job__nda_fear="a_lot"),
        _wrong("content", health__kinds=("violence", "none")),
        _right(
            "content",
            health__kinds=("violence", "hate"),
            health__warned="partly",
            health__refuse="at_a_cost",
        ),
        _right("support", health__support=("group",), health__support_trust="partly"),
        _right(
            "time",
            time__unpaid_kinds=("technical", "payout"),
            time__overtime="unpaid",
            time__night="weekly",
        ),
        _wrong("pace", time__quota_seconds="fast"),
        _right("pace", time__quota_seconds="55", time__rejected="up_to_5"),
        _wrong("money", money__owed="much"),
        _right("money", money__delay="weeks", money__owed="4000", money__deductions=("fines",)),
        _right("told", told__whom=("boss",)),
        _right("outcome", told__outcome="promised"),
    ]


def straight(story: str, organisations: tuple[str, ...]) -> list[Move]:
    """Return the same way without the mistakes: every field filled in once, on its page."""
    moves: list[Move] = []
    filled: dict[str, tuple[str, ...]] = {}
    for move in everything(story, organisations):
        filled |= move.fill
        if not move.mistake:
            moves.append(Move(move.at, _without_doubt(filled)))
            filled = {}
    return moves


def _without_doubt(filled: Filled) -> Filled:
    """Write the amount so that nothing is asked back."""
    written = {"pay.amount": ("1.13",)} if "pay.amount" in filled else {}
    plain = {name: values for name, values in filled.items() if not name.startswith("meant.")}
    return {**plain, **written}
