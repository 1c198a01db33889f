"""What a figure says, in a sentence that a person can repeat; the same on pages and on paper.

    lead(figure, tongue)
    # About 40 in 100 testimonies report unpaid work. The real number is most likely from 32 to 48.

Nothing here is ever said of a row that is not open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release.bin_words import bin_words
from grievance.release.rows import Band, Level
from grievance.release.topics import topic

if TYPE_CHECKING:
    from grievance.release.rows import Figure, Range, Row, Share
    from grievance.wording.speaker import Speaker

NOT_ENOUGH = say("statistics", "Not enough testimonies yet.")
VOLUNTEERED = say(
    "statistics",
    "Each figure counts only those who answered that question. Testimonies are volunteered; they "
    "do not measure all workers.",
)
BLURRED = say(
    "statistics",
    "We blur every number slightly so that no employer can tell whether any one person spoke.",
)
_MOST_LIKELY = say("statistics", "The real number is most likely from %(low)s to %(high)s.")
_TESTIMONIES = say("statistics", "About %(n)s testimonies.")
_UNCLEAR = say("statistics", "It cannot be told how many testimonies report this.")
_OFTEN = say(
    "statistics",
    "“%(problem)s” is named most often: by about %(n)s in 100 testimonies as the main thing that "
    "went wrong.",
)
_NO_OFTEN = say("statistics", "No single problem is clearly named most often.")
_BANDS = {
    Band.FEW: say("share in a word", "under a third"),
    Band.SOME: say("share in a word", "under half"),
    Band.ABOUT_HALF: say("share in a word", "about half"),
    Band.MANY: say("share in a word", "over half"),
    Band.MOST: say("share in a word", "over two thirds"),
    Band.UNCLEAR: say("share in a word", "not clear"),
}
_LEVELS = {
    Level.BELOW: say("pay beside the legal minimum", "below the legal minimum"),
    Level.AROUND: say("pay beside the legal minimum", "near the legal minimum"),
    Level.ABOVE: say("pay beside the legal minimum", "above the legal minimum"),
    Level.UNCLEAR: say("pay beside the legal minimum", "not clear"),
}


def testimonies(row: Row, tongue: Speaker) -> str:
    """Return how many testimonies are in a row, or that there are not enough yet."""
    if row.testimonies is None:
        return tongue.text(NOT_ENOUGH)
    words = tongue.text(_TESTIMONIES, n=tongue.number(row.testimonies.value))
    return f"{words} {most_likely(row.testimonies, tongue)}"


def lead(figure: Figure, tongue: Speaker) -> str:
    """Return the sentence that a page leads with; "" where the question has none to tell."""
    words = topic(figure.histogram)
    if figure.headline and words.share:
        if figure.headline.range:
            said = tongue.text(words.share, n=tongue.number(figure.headline.range.value))
            return f"{said} {most_likely(figure.headline.range, tongue)}"
        band = words.bands.get(figure.headline.band or Band.UNCLEAR, _UNCLEAR)
        return tongue.text(band)
    if figure.median and words.middle:
        if figure.median.range:
            said = tongue.text(words.middle, n=tongue.number(figure.median.range.value))
            return f"{said} {most_likely(figure.median.range, tongue)}"
        return tongue.text(words.levels[figure.median.level or Level.UNCLEAR])
    return _most_often(figure, tongue)


def stands_alone(figure: Figure) -> bool:
    """Tell whether `lead` says what it is about; else it needs the title of its question."""
    return figure.headline is None or figure.headline.band is not Band.UNCLEAR


def most_likely(one: Range, tongue: Speaker) -> str:
    """Return the sentence that gives the privacy range."""
    return tongue.text(_MOST_LIKELY, low=tongue.number(one.low), high=tongue.number(one.high))


def short_range(one: Range, tongue: Speaker) -> str:
    """Return a figure with its range, as a table or a chart has room for: "40 (32–48)"."""
    value, low, high = (tongue.number(number) for number in (one.value, one.low, one.high))
    return f"{value} ({low}–{high})"


def share_words(share: Share | None, tongue: Speaker) -> str:
    """Return a share for a table: its number with its range, or a word."""
    if share is not None and share.range is not None:
        return short_range(share.range, tongue)
    return band_words((share.band if share else None) or Band.UNCLEAR, tongue)


def median_words(figure: Figure, tongue: Speaker) -> str:
    """Return the middle value of pay for a table, the legal minimum being 100, or a word."""
    median = figure.median
    if median is not None and median.range is not None:
        return short_range(median.range, tongue)
    return level_words((median.level if median else None) or Level.UNCLEAR, tongue)


def band_words(band: Band, tongue: Speaker) -> str:
    """Return how many of the testimonies that is, in a word."""
    return tongue.text(_BANDS[band])


def level_words(level: Level, tongue: Speaker) -> str:
    """Return where the middle of the testimonies lies, in a word."""
    return tongue.text(_LEVELS[level])


def often_words(figure: Figure, tongue: Speaker) -> str:
    """Return what is named most often, for a table, with its share, or a word."""
    named = _most_named(figure, tongue)
    return (
        f"{named[0]} – {short_range(named[1], tongue)}"
        if named
        else band_words(Band.UNCLEAR, tongue)
    )


def _most_often(figure: Figure, tongue: Speaker) -> str:
    if not figure.shares:
        return ""
    named = _most_named(figure, tongue)
    if named is None:
        return tongue.text(_NO_OFTEN)
    problem, most = named
    said = tongue.text(_OFTEN, problem=problem, n=tongue.number(most.value))
    return f"{said} {most_likely(most, tongue)}"


def _most_named(figure: Figure, tongue: Speaker) -> tuple[str, Range] | None:
    """Return the words of the answer that is clearly the most frequent, and its range."""
    told = [(share, share.range) for share in figure.shares if share.range]
    if len(told) < len(figure.shares) or not told:
        return None
    (first, most), *rest = sorted(told, key=lambda one: -one[1].value)
    # Only where no other range reaches into it: the noise alone could have put it first.
    if first.bins == ("none",) or any(one.high >= most.low for _, one in rest):
        return None
    return bin_words(figure.histogram, first.bins[0], tongue), most
