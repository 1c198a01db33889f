"""What must agree inside one `release.json`, beyond the shape of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.coding.plan import NO_ANSWER
from grievance.envelope.period import BadPeriod, Period
from grievance.release.names import REQUIRED, is_readme
from grievance.release.noise import sigmas
from grievance.release.plan import View
from grievance.release.refusals import BadRelease, NoiseDiffers
from grievance.release.rows import EVERYTHING, OF_A_MEDIAN, PRESENCE
from grievance.release.sums import complete

if TYPE_CHECKING:
    from grievance.release.document import Contents
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Figure, Row


def agrees(release: Contents) -> None:
    """Return when the parts agree; raises `BadRelease` and `NoiseDiffers`."""
    _period(release)
    _revision(release)
    if release.status == "withdrawn":
        _tells_nothing(release)
        return
    if missing := [name for name in REQUIRED if name not in release.files]:
        raise BadRelease(f"it does not list {missing[0]}")
    right = sigmas(release.plan, release.view)
    if wrong := [one for one in right if release.sigmas.get(one) != right[one]]:
        raise NoiseDiffers(wrong[0])
    if release.sigmas.keys() != right.keys():
        raise BadRelease("it gives noise for what the plan does not measure")
    _rows(release)
    _ceilings(release)


def _period(release: Contents) -> None:
    try:
        period = Period.parse(release.period)
    except BadPeriod as error:
        raise BadRelease("its period is neither a year nor a quarter") from error
    if (release.first, release.last) != (period.first, period.last):
        raise BadRelease("its days are not those of its period")
    if (release.plan.period, release.plan.edition) != (release.period, release.edition):
        raise BadRelease("its plan is that of another period or edition")
    if release.drawn <= release.last:
        raise BadRelease("its numbers were blurred before the period was over")


def _revision(release: Contents) -> None:
    if (release.revision == 1) != (release.replaces is None):
        raise BadRelease("a first revision replaces nothing, and every other one does")
    needs_reason = release.revision > 1 or release.view is View.VOUCHED
    if needs_reason != (release.reason is not None):
        raise BadRelease("a new revision, or one of vouched testimonies, gives its reason")
    if release.revision > 1 and release.status != "withdrawn" and release.view is not View.VOUCHED:
        # Two blurs of the same testimonies could be averaged.
        raise BadRelease(
            "what was published is not measured again: it can only be withdrawn, or "
            "give way to the count of vouched testimonies"
        )
    if release.status == "withdrawn" and release.revision == 1:
        raise BadRelease("what was never published cannot be withdrawn")


def _tells_nothing(release: Contents) -> None:
    if release.rows or release.notes or release.sigmas or release.ceilings:
        raise BadRelease("it was withdrawn and tells figures")
    if not all(map(is_readme, release.files)):
        raise BadRelease("it was withdrawn and lists more than what to read first")


def _rows(release: Contents) -> None:
    complete(release.rows, release.plan)
    for row in release.rows:
        _figures(row, release.plan)
    if not release.notes.keys() <= {row.key for row in release.rows}:
        raise BadRelease("a note is to a row that it does not have")


def _figures(row: Row, plan: PublishedPlan) -> None:
    measured = {one.id: one for one in plan.histograms}
    told = [figure.histogram for figure in row.figures]
    if told != [one for one in measured if one in told]:
        raise BadRelease("a figure is not of the plan, or told twice")
    if row.open and told != list(measured):
        raise BadRelease("a row that is open does not tell every figure")
    for figure in row.figures:
        histogram = measured[figure.histogram]
        lead = () if figure.headline is None else figure.headline.bins
        if lead != histogram.headline:
            raise BadRelease("a figure leads with other bins than the plan says")
        if (figure.median is not None) != (figure.histogram == OF_A_MEDIAN):
            raise BadRelease("a middle value is told of another question than pay, or not of pay")
        _shares(figure, histogram.bins)


def _shares(figure: Figure, bins: tuple[str, ...]) -> None:
    lead = () if figure.headline is None else (figure.headline,)
    for share in (*lead, *figure.shares):
        if not share.bins or list(share.bins) != [one for one in bins if one in share.bins]:
            raise BadRelease("a share is of bins that the plan does not have")
        if share.range is not None and share.range.high > 100:
            raise BadRelease("a share is more than 100 of 100")
    answers = [(one,) for one in bins if one != NO_ANSWER]
    if [share.bins for share in figure.shares] != answers:
        raise BadRelease("the shares of a question are not one for each answer")


def _ceilings(release: Contents) -> None:
    known = {*(one.id for one in release.plan.histograms), PRESENCE, EVERYTHING}
    keys = [(one.about, one.periods) for one in release.ceilings]
    if not known.issuperset(about for about, _ in keys) or len(set(keys)) != len(keys):
        raise BadRelease("a ceiling is about what the plan does not ask, or given twice")
