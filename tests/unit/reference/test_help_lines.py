"""Help lines say where they come from and that nobody has called them yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.reference.help_lines import load_help_lines

if TYPE_CHECKING:
    from pathlib import Path


def test_the_package_knows_exactly_the_two_lines_that_were_found() -> None:
    assert {(line.country, line.number) for line in load_help_lines().all} == {
        ("FR", "3114"),
        ("KE", "+254 722 178177"),
    }


def test_no_line_claims_to_have_been_called() -> None:
    assert all(line.called_on is None and line.found_on for line in load_help_lines().all)


def test_a_country_without_a_known_line_has_none() -> None:
    assert load_help_lines().for_country("TZ") == ()


def test_the_operator_replaces_a_line_after_calling_it(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        "country,who,number,hours,languages,source,found_on,called_on\n"
        "KE,Befrienders Kenya,+254 722 178177,7-19,en sw,their answer,2026-11-23,2026-12-01\n"
    )
    (line,) = load_help_lines(path).for_country("KE")
    assert line.called_on is not None
    assert line.hours == "7-19"
    assert len(load_help_lines(path).all) == 2
