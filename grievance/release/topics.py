"""What is said of each question that is counted: its title, and the sentence for each outcome.

Whole sentences for each, never put together from parts: French and Swahili agree differently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say
from grievance.release.rows import Band, Level

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Topic:
    """The words of one histogram. `share` takes `n`, of 100; `middle` takes `n`, the minimum 100.

    `bands` and `levels` stand where a range is too wide; `about` says what the bars are of.
    `headline` is what the share is of that the question leads with, None: its title says it.
    """

    id: str
    title: Text
    about: Text
    headline: Text | None = None
    share: Text | None = None
    bands: Mapping[Band, Text] = field(default_factory=dict)
    middle: Text | None = None
    levels: Mapping[Level, Text] = field(default_factory=dict)

    @property
    def leads_with(self) -> Text:
        """What stands over the figure it leads with."""
        return self.headline or self.title


_PAY_BELOW = Topic(
    "pay_below_minimum",
    say("topic", "Pay below the legal minimum"),
    say("topic", "How many of 100 testimonies report pay for one hour below the legal minimum."),
    share=say(
        "topic", "About %(n)s in 100 testimonies report pay for one hour below the legal minimum."
    ),
    bands={
        Band.FEW: say(
            "topic",
            "Fewer than a third of the testimonies report pay for one hour below the "
            "legal minimum.",
        ),
        Band.SOME: say(
            "topic",
            "Fewer than half of the testimonies report pay for one hour below the legal minimum.",
        ),
        Band.ABOUT_HALF: say(
            "topic",
            "About half of the testimonies report pay for one hour below the legal minimum.",
        ),
        Band.MANY: say(
            "topic",
            "More than half of the testimonies report pay for one hour below the legal minimum.",
        ),
        Band.MOST: say(
            "topic",
            "More than two thirds of the testimonies report pay for one hour below the "
            "legal minimum.",
        ),
    },
)
_PAY_RATIO = Topic(
    "pay_ratio",
    say("topic", "Pay for one hour compared with the legal minimum"),
    say(
        "topic",
        "How many of 100 testimonies report pay for one hour in each band, all hours and costs "
        "counted. The legal minimum is 100.",
    ),
    middle=say(
        "topic",
        "If the legal minimum for one hour is 100, half of the testimonies report less than about "
        "%(n)s, and half report more.",
    ),
    levels={
        Level.BELOW: say(
            "topic",
            "More than half of the testimonies report pay for one hour below the legal minimum.",
        ),
        Level.AROUND: say(
            "topic",
            "The middle pay for one hour is near the legal minimum: half of the testimonies report "
            "less than this middle, and half report more.",
        ),
        Level.ABOVE: say(
            "topic",
            "More than half of the testimonies report pay for one hour above the legal minimum.",
        ),
        Level.UNCLEAR: say(
            "topic",
            "It cannot be told whether half of the testimonies report pay for one hour below "
            "the legal minimum.",
        ),
    },
)
_HOURS = Topic(
    "weekly_hours",
    say("topic", "Hours of work in a week"),
    say("topic", "How many of 100 testimonies report so many hours, paid and unpaid together."),
    headline=say("headline", "More than 48 hours a week"),
    share=say(
        "topic", "About %(n)s in 100 testimonies report more than 48 hours of work in a week."
    ),
    bands={
        Band.FEW: say(
            "topic",
            "Fewer than a third of the testimonies report more than 48 hours of work in a week.",
        ),
        Band.SOME: say(
            "topic",
            "Fewer than half of the testimonies report more than 48 hours of work in a week.",
        ),
        Band.ABOUT_HALF: say(
            "topic", "About half of the testimonies report more than 48 hours of work in a week."
        ),
        Band.MANY: say(
            "topic",
            "More than half of the testimonies report more than 48 hours of work in a week.",
        ),
        Band.MOST: say(
            "topic",
            "More than two thirds of the testimonies report more than 48 hours of work in a week.",
        ),
    },
)
_UNPAID = Topic(
    "unpaid_work",
    say("topic", "Unpaid work"),
    say("topic", "How many of 100 testimonies report hours of work without pay."),
    share=say("topic", "About %(n)s in 100 testimonies report unpaid work."),
    bands={
        Band.FEW: say("topic", "Fewer than a third of the testimonies report unpaid work."),
        Band.SOME: say("topic", "Fewer than half of the testimonies report unpaid work."),
        Band.ABOUT_HALF: say("topic", "About half of the testimonies report unpaid work."),
        Band.MANY: say("topic", "More than half of the testimonies report unpaid work."),
        Band.MOST: say("topic", "More than two thirds of the testimonies report unpaid work."),
    },
)
_CONTENT = Topic(
    "content",
    say("topic", "Disturbing content"),
    say("topic", "How many of 100 testimonies report disturbing content every week or more often."),
    headline=say("headline", "Disturbing content every week"),
    share=say(
        "topic",
        "About %(n)s in 100 testimonies report disturbing content at work every week or more "
        "often.",
    ),
    bands={
        Band.FEW: say(
            "topic",
            "Fewer than a third of the testimonies report disturbing content at work "
            "every week or more often.",
        ),
        Band.SOME: say(
            "topic",
            "Fewer than half of the testimonies report disturbing content at work every "
            "week or more often.",
        ),
        Band.ABOUT_HALF: say(
            "topic",
            "About half of the testimonies report disturbing content at work every week or more "
            "often.",
        ),
        Band.MANY: say(
            "topic",
            "More than half of the testimonies report disturbing content at work every "
            "week or more often.",
        ),
        Band.MOST: say(
            "topic",
            "More than two thirds of the testimonies report disturbing content at work "
            "every week or more often.",
        ),
    },
)
_DAILY_LIFE = Topic(
    "daily_life",
    say("topic", "Daily life made harder"),
    say("topic", "How many of 100 testimonies report that the work makes their daily life harder."),
    share=say(
        "topic",
        "About %(n)s in 100 testimonies report that the work makes daily life somewhat or a lot "
        "harder.",
    ),
    bands={
        Band.FEW: say(
            "topic",
            "Fewer than a third of the testimonies report that the work makes daily life "
            "somewhat or a lot harder.",
        ),
        Band.SOME: say(
            "topic",
            "Fewer than half of the testimonies report that the work makes daily life "
            "somewhat or a lot harder.",
        ),
        Band.ABOUT_HALF: say(
            "topic",
            "About half of the testimonies report that the work makes daily life somewhat or a "
            "lot harder.",
        ),
        Band.MANY: say(
            "topic",
            "More than half of the testimonies report that the work makes daily life "
            "somewhat or a lot harder.",
        ),
        Band.MOST: say(
            "topic",
            "More than two thirds of the testimonies report that the work makes daily "
            "life somewhat or a lot harder.",
        ),
    },
)
_GRIEVANCE = Topic(
    "main_grievance",
    say("topic", "What went wrong"),
    say("topic", "How many of 100 testimonies name this as the main thing that went wrong."),
)

TOPICS: Mapping[str, Topic] = {
    topic.id: topic
    for topic in (
        _PAY_BELOW,
        _PAY_RATIO,
        _HOURS,
        _UNPAID,
        _CONTENT,
        _DAILY_LIFE,
        _GRIEVANCE,
    )
}
"""By the id of the histogram."""


def topic(histogram: str) -> Topic:
    """Return the words of a histogram; its bare id where a plan has one without words."""
    bare = Text("topic", histogram)
    return TOPICS.get(histogram) or Topic(histogram, bare, bare)
