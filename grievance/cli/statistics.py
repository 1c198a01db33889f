"""`grievance statistics`: what is counted, and what can be published of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grievance.cli import folders
from grievance.cli.closing_options import calls_the_intake, gives_reasons, reasons
from grievance.cli.counting_options import reference

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def statistics() -> None:
    """Plan what is counted, see what can be published of it, close a period."""


@statistics.command()
@folders.desk
@click.option("--period", help="One period, such as 2026Q4 or 2026; else all that are planned.")
@reference
def plan(folder: Path, period: str | None, reference: Path | None) -> None:
    """Show what a period measures. Opens nothing.

    The plan of a period is fixed with its key, before anybody testifies in it, and its hash is on
    the card: what is counted, in which rows, how strongly it is blurred, and how often the best
    guess about one person could be right at most. Warns where the lists of employers, countries or
    wages were changed since: a period that has begun measures what its plan says.
    """
    from grievance.casebook.office import plans
    from grievance.cli.desk_status import card_of
    from grievance.cli.plan_words import change_lines, plan_lines
    from grievance.clock import now
    from grievance.reference.facts import Facts

    card = card_of(folder)
    shown = [plans.pinned(folder, period)] if period else plans.all_pinned(folder)
    for one in shown:
        click.echo("\n".join(plan_lines(one, card)))
    for line in change_lines(folder, Facts.load(reference), now().date()):
        click.echo(line, err=True)


@statistics.command()
@click.argument("period")
@folders.desk
@reference
def retake(period: str, folder: Path, reference: Path | None) -> None:
    """Plan a PERIOD anew that has not begun.

    Its rows become those of the present lists of employers and countries. A card that says so has
    to reach the intake before the period begins: run `grievance desk card` afterwards. Until then
    the plan before stays promised. Refuses a period that has begun.
    """
    from grievance.casebook.office import plans
    from grievance.clock import now
    from grievance.reference.facts import Facts

    taken = plans.retake(folder, period, Facts.load(reference), now().date())
    click.echo(f"{taken.period} measures {len(taken.cells.all)} rows: {taken.sha256}")
    click.echo(f"Run `grievance desk card --desk {folder}` now, so that a card says so.")


@statistics.command()
@click.option(
    "--testimonies",
    required=True,
    type=click.IntRange(1, 10_000_000),
    help="How many are expected in a year.",
)
@click.option(
    "--period",
    type=click.Choice(["quarter", "year"]),
    help="How long a period lasts; else both are shown.",
)
@reference
def simulate(testimonies: int, period: str | None, reference: Path | None) -> None:
    """Show what a number of testimonies will let you publish.

    Blurs invented testimonies as real ones will be blurred, some hundred times. Noise is drawn once
    for each period: one draw a year is as private as four quarters, and twice as sharp as their
    sum. Reads nothing that anybody told, and needs no desk.
    """
    from grievance.cli.outlook import LEGEND, outlook_lines
    from grievance.clock import now
    from grievance.envelope.period import PeriodKind
    from grievance.reference.facts import Facts

    facts, today = Facts.load(reference), now().date()
    for kind in [PeriodKind(period)] if period else PeriodKind:
        click.echo("\n".join(outlook_lines(testimonies, kind, facts, today)))
    click.echo(LEGEND)


@statistics.command()
@click.argument("period")
@folders.desk
@calls_the_intake
@click.option("--dry-run", is_flag=True, help="Only say what would be done; looks at nothing.")
@click.option(
    "--expected",
    type=click.IntRange(1, 10_000_000),
    help="With --dry-run: how many testimonies a year you expect.",
)
@click.option(
    "--processes", default=2, show_default=True, type=click.IntRange(1, 64), help="To open with."
)
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def close(  # noqa: PLR0913, PLR0917 - one for each option
    period: str,
    folder: Path,
    intake: str,
    proxy: str | None,
    descriptor: int | None,
    name: str,
    dry_run: bool,  # noqa: FBT001 - a flag
    expected: int | None,
    processes: int,
    yes: bool,  # noqa: FBT001 - a flag
) -> None:
    """Close a PERIOD: count it once, blur it once, publish it, destroy its key.

    From 48 hours after its end. The intake stores nothing more for it; all its envelopes are
    collected, counted and blurred, and the figures are published there. Then the period's key is
    destroyed, and every envelope: nobody can open or count them again. Cut off anywhere, the same
    command goes on, and nothing is blurred a second time.
    """
    from grievance.cli import closing
    from grievance.cli.desk_opened import opened, signed_in

    database = opened(folder, descriptor)
    actor = signed_in(database, name)
    if dry_run:
        closing.dry_run(database, actor, period, expected)
        return
    closing.close(database, actor, closing.How(period, intake, proxy, processes, sure=yes))


@statistics.command()
@click.argument("period")
@folders.desk
@calls_the_intake
@gives_reasons
def withdraw(  # noqa: PLR0913, PLR0917 - one for each option
    period: str,
    folder: Path,
    intake: str,
    proxy: str | None,
    descriptor: int | None,
    name: str,
    **given: str,
) -> None:
    """Say that the published figures of a PERIOD no longer stand, and why.

    For a period that proved fraudulent. The intake then shows the reason in place of the figures;
    what was downloaded before stays where it is. Nothing is measured again.
    """
    from grievance.cli.desk_opened import opened, signed_in
    from grievance.cli.revising import Place, withdraw

    database = opened(folder, descriptor)
    place = Place(database, signed_in(database, name), period, intake, proxy)
    withdraw(place, reasons(given))


@statistics.command()
@click.argument("period")
@folders.desk
@calls_the_intake
@gives_reasons
def publish_vouched(  # noqa: PLR0913, PLR0917 - one for each option
    period: str,
    folder: Path,
    intake: str,
    proxy: str | None,
    descriptor: int | None,
    name: str,
    **given: str,
) -> None:
    """Publish the figures over vouched testimonies of a PERIOD in place of the others.

    They were drawn when the period was closed and are sealed since: three recovery sheets open
    them. For a period into which false testimonies were sent. Both figures
    are public then, for good, so whoever tells with an invitation is protected a little less.
    """
    from grievance.cli.desk_opened import opened, signed_in
    from grievance.cli.revising import Place, publish_vouched

    database = opened(folder, descriptor)
    place = Place(database, signed_in(database, name), period, intake, proxy)
    publish_vouched(place, reasons(given))
