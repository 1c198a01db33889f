"""The employers a worker can choose from, and the files that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.reference.csvfile import BadRow
from grievance.reference.employers import load_employers

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "id,group,name,kind,aliases\n"
PLACES = "employer,country,source,status\n"


def written(folder: Path, text: str) -> Path:
    """Write an operator's file."""
    path = folder / "own.csv"
    path.write_text(text)
    return path


def test_a_country_lists_its_own_employers_first_then_platforms_each_by_name() -> None:
    names = [employer.name for employer in load_employers().named_in("KE")]
    local = ["CloudFactory", "Digital Divide Data", "Majorel", "Sama", "Teleperformance"]
    assert names[:5] == local
    assert "Remotasks" in names[5:]
    assert names[5:] == sorted(names[5:], key=str.casefold)


def test_an_employer_known_in_a_country_and_anywhere_is_listed_once() -> None:
    names = [employer.name for employer in load_employers().named_in("FR")]
    assert names.count("Isahit") == 1
    assert names.index("Isahit") < names.index("Appen")


def test_without_a_country_only_platforms_are_listed() -> None:
    assert {employer.kind for employer in load_employers().named_in("")} == {"platform"}


def test_only_listed_ids_are_employers() -> None:
    employers = load_employers()
    sama = employers.get("sama")
    assert sama is not None
    assert sama.name == "Sama"
    assert employers.get("other") is None
    assert employers.get("") is None


def test_what_is_not_verified_says_so() -> None:
    statuses = {presence.status for presence in load_employers().presences}
    assert "general knowledge, NOT VERIFIED" in statuses
    assert "" not in statuses


def test_the_operator_adds_an_employer_and_its_country(tmp_path: Path) -> None:
    own = written(tmp_path, HEADER + "impact,impact,Impact Hub,bpo,Impact\n")
    places = tmp_path / "places.csv"
    places.write_text(PLACES + "impact,TZ,register of companies,verified\n")
    employers = load_employers(own, places)
    assert employers.named_in("TZ")[0].name == "Impact Hub"
    assert len(employers.all) == len(load_employers().all) + 1


def test_the_operator_replaces_an_employer_by_its_id(tmp_path: Path) -> None:
    own = written(tmp_path, HEADER + "sama,sama,Sama Inc,bpo,Samasource\n")
    employers = load_employers(own)
    sama = employers.get("sama")
    assert sama is not None
    assert sama.name == "Sama Inc"
    assert len(employers.all) == len(load_employers().all)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("impact,impact,Impact,bpo,Samasource\n", "aliases"),
        ("impact,impact,SAMA Ltd,bpo,\n", "name"),
        ("impact,impact,...,bpo,\n", "name"),
        ("other,other,Another,bpo,\n", "id"),
        ("Impact,impact,Impact,bpo,\n", "id"),
        ("impact,impact,Impact,factory,\n", "kind"),
        ("impact,impact,,bpo,\n", "name"),
        (f"impact,impact,{'Impact' * 21},bpo,\n", "name"),
        ("impact,impact,\u202eImpact,bpo,\n", "name"),
    ],
)
def test_a_row_that_would_confuse_two_employers_is_refused(
    tmp_path: Path, row: str, column: str
) -> None:
    with pytest.raises(BadRow, match=rf"own\.csv, line 2, column {column}:"):
        load_employers(written(tmp_path, HEADER + row))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("nobody,KE,,verified\n", "employer"),
        ("sama,Kenya,,verified\n", "country"),
        ("sama,TZ,,\n", "status"),
        (",TZ,,verified\n", "employer"),
        ("sama,,,verified\n", "country"),
    ],
)
def test_a_country_row_that_means_nothing_is_refused(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(BadRow, match=rf"own\.csv, line 2, column {column}:"):
        load_employers(extra_countries=written(tmp_path, PLACES + row))


def test_the_same_pair_twice_in_the_operators_file_is_refused_at_its_second_line(
    tmp_path: Path,
) -> None:
    twice = "sama,TZ,a newspaper,verified\nmajorel,TZ,,verified\nsama,TZ,,NOT VERIFIED\n"
    with pytest.raises(BadRow, match=r"own\.csv, line 4, column employer: .* on line 2"):
        load_employers(extra_countries=written(tmp_path, PLACES + twice))
