"""The bins of the plan in words: what stands beside a bar.

bin_words("weekly_hours", "over_40_to_48", tongue)   # "Over 40 to 48 hours"
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.coding.plan import NO_ANSWER
from grievance.questionnaire.text import Text, say
from grievance.reference.codes import GROUPS

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker

_FROM_TO = re.compile(r"(?:over_)?([0-9.]+)_to_([0-9.]+)", re.ASCII)
_BELOW = re.compile(r"(?:under|up_to)_([0-9.]+)", re.ASCII)
_BEYOND = re.compile(r"(?:over_([0-9.]+)|([0-9.]+)_or_more)", re.ASCII)
_NO_ANSWER = say("bin", "No answer")
_WORDS: dict[tuple[str, str], Text] = {
    ("pay_below_minimum", "below"): say("bin", "Below the legal minimum"),
    ("pay_below_minimum", "not_below"): say("bin", "Not below the legal minimum"),
    ("unpaid_work", "yes"): say("bin", "Some unpaid work"),
    ("unpaid_work", "no"): say("bin", "No unpaid work"),
    ("content", "weekly_or_more"): say("bin", "Every week or more often"),
    ("content", "less"): say("bin", "Less often or never"),
    ("daily_life", "not_at_all"): say("bin", "Not harder at all"),
    ("daily_life", "a_little"): say("bin", "A little harder"),
    ("daily_life", "some"): say("bin", "Somewhat harder"),
    ("daily_life", "a_lot"): say("bin", "A lot harder"),
    ("main_grievance", "none"): say("bin", "Nothing went wrong"),
    # As the headings of the questionnaire say them.
    **{("main_grievance", group.id): Text(group.id, group.title) for group in GROUPS},
}
_LESS = {
    "pay_ratio": say("bin of pay, the legal minimum being 100", "Less than %(high)s"),
    "weekly_hours": say("bin of hours", "Up to %(high)s hours"),
}
_BETWEEN = {
    "pay_ratio": say("bin of pay, the legal minimum being 100", "%(low)s to less than %(high)s"),
    "weekly_hours": say("bin of hours", "Over %(low)s to %(high)s hours"),
}
_MORE = {
    "pay_ratio": say("bin of pay, the legal minimum being 100", "%(low)s or more"),
    "weekly_hours": say("bin of hours", "Over %(low)s hours"),
}


def bin_words(histogram: str, bin_: str, tongue: Speaker) -> str:
    """Return what a bin means; its bare id where a plan has one without words."""
    if bin_ == NO_ANSWER:
        return tongue.text(_NO_ANSWER)
    if marked := _WORDS.get((histogram, bin_)):
        return tongue.text(marked)
    if histogram in _BETWEEN:
        return _between(histogram, bin_, tongue)
    return bin_


def _between(histogram: str, bin_: str, tongue: Speaker) -> str:
    def written(text: str) -> str:
        times = 100 if histogram == "pay_ratio" else 1
        return tongue.number(int(Decimal(text) * times))

    if found := _FROM_TO.fullmatch(bin_):
        return tongue.text(_BETWEEN[histogram], low=written(found[1]), high=written(found[2]))
    if found := _BELOW.fullmatch(bin_):
        return tongue.text(_LESS[histogram], high=written(found[1]))
    if found := _BEYOND.fullmatch(bin_):
        return tongue.text(_MORE[histogram], low=written(found[1] or found[2]))
    return bin_
