"""`grievance statistics` and what `desk status` says of plans: nothing is opened, all is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.casebook.office import plans
from grievance.cli import grievance
from grievance.clock import now
from grievance.envelope.period import Period, PeriodKind
from grievance.opening.new import new_keys
from tests.kit.union import DATA_WORKERS, FACTS

if TYPE_CHECKING:
    from pathlib import Path

PRESENT = Period.of(now().date(), PeriodKind.QUARTER)
COMING = PRESENT.next()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a folder with a card and plans: all that these commands look at."""
    folder = tmp_path / "desk"
    card = new_keys(tmp_path / "keys", DATA_WORKERS, DATA_WORKERS, now().date(), FACTS)
    for key in card.statistics:
        plans.fix(folder, str(key.period), FACTS)
    (folder / "card.json").write_bytes(card.raw)
    return folder


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Give lists of the operator, with a country more."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "employer_countries.csv").write_text(
        "employer,country,source,status\nsama,ZM,a newspaper,verified\n", "utf-8"
    )
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(grievance, [str(one) for one in arguments])


def test_a_plan_is_shown_with_its_rows_its_noise_and_its_ceilings(desk: Path) -> None:
    done = run("statistics", "plan", "--desk", desk, "--period", PRESENT)
    assert done.exit_code == 0, done.output
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == f"{PRESENT}, {PRESENT.first} to {PRESENT.last}"
    assert plans.pinned(desk, str(PRESENT)).sha256 in lines
    assert "as on the card" in lines
    assert "pay_ratio 12 0.050 3.16" in lines
    assert "main_grievance 11 0.020 5.00" in lines
    assert "together 0.250" in lines
    assert "over vouched ones, sealed 0.050" in lines
    assert f"{len(plans.pinned(desk, str(PRESENT)).cells.all)} rows, by country:" in lines
    assert any("KE " in line and "anywhere else" in line for line in lines)
    assert "right guesses of 1000 at most 1 2 4 periods" in lines
    assert any(line.startswith("content 5") for line in lines)
    assert not done.stderr


def test_without_a_period_every_plan_is_shown(desk: Path) -> None:
    done = run("statistics", "plan", "--desk", desk)
    shown = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert [line.split(",")[0] for line in shown] == [str(PRESENT), str(COMING), str(COMING.next())]


def test_a_period_that_is_not_planned_is_said(desk: Path) -> None:
    done = run("statistics", "plan", "--desk", desk, "--period", "2011Q1")
    assert done.exit_code == 2
    assert "No plan is pinned for 2011Q1." in done.stderr


@pytest.mark.parametrize("command", [("statistics", "plan"), ("desk", "status")])
def test_changed_lists_are_said_to_count_later(
    desk: Path, lists: Path, command: tuple[str, str]
) -> None:
    done = run(*command, "--desk", desk, "--reference", lists)
    assert done.exit_code == 0, done.output
    said = done.stderr
    assert f"the plan of {PRESENT} stays, and the change counts from the next period on" in said
    assert f"run `grievance statistics retake {COMING}`" in said


def test_what_is_taken_anew_is_promised_by_the_next_card(desk: Path, lists: Path) -> None:
    done = run("statistics", "retake", COMING, "--desk", desk, "--reference", lists)
    assert done.exit_code == 0, done.output
    assert f"{COMING} measures 89 rows" in done.stdout
    assert "grievance desk card" in done.stdout
    shown = run("statistics", "plan", "--desk", desk, "--period", COMING, "--reference", lists)
    assert "NOT on the card" in shown.stdout
    assert f"retake {COMING}`" not in shown.stderr


def test_a_period_that_has_begun_is_not_planned_anew(desk: Path, lists: Path) -> None:
    done = run("statistics", "retake", PRESENT, "--desk", desk, "--reference", lists)
    assert done.exit_code == 2
    assert f"{PRESENT} has begun" in done.stderr


def test_a_list_with_a_country_that_no_form_offers_is_refused(desk: Path, lists: Path) -> None:
    (lists / "employer_countries.csv").write_text(
        "employer,country,source,status\nsama,XX,a newspaper,verified\n", "utf-8"
    )
    done = run("statistics", "retake", COMING, "--desk", desk, "--reference", lists)
    assert done.exit_code == 2
    assert "An employer is listed in XX" in done.stderr
    assert "employer_countries.csv" in done.stderr


def test_an_outlook_needs_no_desk_and_says_what_can_be_seen() -> None:
    done = run("statistics", "simulate", "--testimonies", 400, "--period", "year")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "Counted once a year:"
    with_all = next(line.split() for line in lines if "all of them" in line)
    assert with_all[6:8] == ["400", "100"]
    assert "Counted every quarter" not in done.stdout
    assert (
        "each row is blurred for itself: so it can be off by more than an employer" in done.stdout
    )
    assert "above 10 a page says it in a word" in done.stdout
    assert "above 0.15 a page says it in a word" in done.stdout


def test_without_a_period_an_outlook_compares_both() -> None:
    done = run("statistics", "simulate", "--testimonies", 40)
    assert done.stdout.index("Counted every quarter") < done.stdout.index("Counted once a year")
    assert " -" in done.stdout


def test_a_desk_without_a_folder_is_said(tmp_path: Path) -> None:
    done = run("statistics", "plan", "--desk", tmp_path / "none")
    assert done.exit_code == 2
    assert "grievance desk setup" in done.stderr
