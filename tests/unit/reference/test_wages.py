"""Minimum wages: which one counts in a month, and the files that are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from grievance.reference.csvfile import BadRow
from grievance.reference.wages import MinimumWages, load_minimum_wages

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "country,scope,default_scope,amount,currency,unit,valid_from,valid_to,"
    "weekly_hours,days_per_week,benchmark,living_wage_month,source,status\n"
)
WAGES = load_minimum_wages()


def written(folder: Path, *rows: str) -> Path:
    """Write an operator's file."""
    path = folder / "own.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return path


def amount(wages: MinimumWages, country: str, month: date) -> Decimal | None:
    wage = wages.in_force(country, month)
    return wage.amount if wage else None


def test_the_wage_of_the_month_worked_counts() -> None:
    assert amount(WAGES, "KE", date(2024, 10, 1)) == Decimal("15201.65")
    assert amount(WAGES, "KE", date(2024, 11, 1)) == Decimal("16113.75")
    assert amount(WAGES, "KE", date(2026, 10, 1)) == Decimal("16113.75")


def test_in_a_month_of_change_the_earlier_wage_counts_throughout() -> None:
    assert amount(WAGES, "PH", date(2025, 7, 1)) == Decimal(645)
    assert amount(WAGES, "PH", date(2025, 7, 31)) == Decimal(645)
    assert amount(WAGES, "PH", date(2025, 8, 1)) == Decimal(695)


def test_before_the_first_known_wage_there_is_none() -> None:
    assert WAGES.in_force("CD", date(2018, 5, 31)) is None
    assert amount(WAGES, "CD", date(2018, 6, 1)) == Decimal(7075)


def test_after_a_wage_has_run_out_there_is_none() -> None:
    assert WAGES.in_force("TZ", date(2026, 1, 1)) is None


def test_only_the_default_scope_of_a_country_is_compared_with() -> None:
    wage = WAGES.in_force("TZ", date(2024, 6, 1))
    assert wage is not None
    assert wage.scope == "Sectors not listed (2022 order)"


def test_an_unknown_country_has_no_wage() -> None:
    assert WAGES.in_force("ZZ", date(2026, 1, 1)) is None
    assert WAGES.in_force("", date(2026, 1, 1)) is None


def test_wages_nobody_can_live_by_are_no_benchmark() -> None:
    without = {wage.country for wage in WAGES.all if not wage.benchmark}
    assert without == {"UG", "RW", "VE", "IN"}


def test_every_row_has_a_source_and_a_status_and_no_living_wage_is_invented() -> None:
    assert all(wage.source and wage.status for wage in WAGES.all)
    assert all(wage.living_wage_month is None for wage in WAGES.all)


def test_the_operator_ends_a_wage_and_adds_the_next(tmp_path: Path) -> None:
    scope = "General labourer Nairobi/Mombasa/Kisumu"
    path = written(
        tmp_path,
        f"KE,{scope},yes,16113.75,KES,month,2024-11-01,2026-11-30,52,,yes,,LN 164,verified",
        f"KE,{scope},yes,18000,KES,month,2026-12-01,,52,,yes,,a new order,verified",
    )
    wages = load_minimum_wages(path)
    assert amount(wages, "KE", date(2026, 11, 1)) == Decimal("16113.75")
    assert amount(wages, "KE", date(2026, 12, 1)) == Decimal(18000)
    assert len(wages.all) == len(WAGES.all) + 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("KE,Another,yes,18000,KES,month,2026-12-01,,52,,yes,,x,x", "valid_from"),
        ("BI,All,yes,,BIF,month,2026-01-01,,45,,yes,,x,x", "amount"),
        ("BI,All,yes,0,BIF,month,2026-01-01,,45,,yes,,x,x", "amount"),
        ("BI,All,yes,NaN,BIF,month,2026-01-01,,45,,yes,,x,x", "amount"),
        ('BI,All,yes,"1,000",BIF,month,2026-01-01,,45,,yes,,x,x', "amount"),
        ("BI,All,yes,1000,francs,month,2026-01-01,,45,,yes,,x,x", "currency"),
        ("BI,All,yes,1000,BIF,week,2026-01-01,,45,,yes,,x,x", "unit"),
        ("BI,All,yes,1000,BIF,day,2026-01-01,,45,,yes,,x,x", "days_per_week"),
        ("BI,All,yes,1000,BIF,day,2026-01-01,,45,8,yes,,x,x", "days_per_week"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,,,,yes,,x,x", "weekly_hours"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,,169,,yes,,x,x", "weekly_hours"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,2025-12-31,45,,yes,,x,x", "valid_to"),
        ("BI,All,perhaps,1000,BIF,month,2026-01-01,,45,,yes,,x,x", "default_scope"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,,45,,,,x,x", "benchmark"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,,45,,yes,,,x", "source"),
        ("BI,All,yes,1000,BIF,month,2026-01-01,,45,,yes,,x,", "status"),
    ],
)
def test_a_row_that_contradicts_or_lacks_something_is_refused(
    tmp_path: Path, row: str, column: str
) -> None:
    with pytest.raises(BadRow, match=rf"own\.csv, line 2, column {column}:"):
        load_minimum_wages(written(tmp_path, row))


def test_two_wages_of_one_scope_never_hold_on_the_same_day(tmp_path: Path) -> None:
    telecom = "TZ,Telecommunications (2022 order),no,500001,TZS,month,2025-12-31,,45,,yes,,x,x"
    with pytest.raises(BadRow, match=r"it overlaps Telecommunications .* from 2023-01-01"):
        load_minimum_wages(written(tmp_path, telecom))
    after = telecom.replace("2025-12-31", "2026-01-01")
    assert len(load_minimum_wages(written(tmp_path, after)).all) == len(WAGES.all) + 1


def test_the_version_follows_the_figures_not_the_notes(tmp_path: Path) -> None:
    noted = "SN,SMIG,yes,64223.00,XOF,month,2023-08-01,,40,,yes,,another page,verified"
    raised = "SN,SMIG,yes,64224,XOF,month,2023-08-01,,40,,yes,,another page,verified"
    assert load_minimum_wages(written(tmp_path, noted)).version == WAGES.version
    assert load_minimum_wages(written(tmp_path, raised)).version != WAGES.version
    assert len(WAGES.version) == 12
