"""Nobody is enrolled with the keys or under the name of another organisation."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from grievance.envelope.card import BadCard, Card
from grievance.envelope.enrolment import (
    KeyOfAnother,
    NameOfAnother,
    PlanChanged,
    SecondPublisher,
    check,
)
from grievance.envelope.keys import Purpose
from grievance.envelope.period import PeriodKind
from grievance.opening.keyfile import read
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import new_keys, sign_card
from tests.kit.union import DATA_WORKERS, FACTS, MODERATORS

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 24)
RELEASE = b64encode(bytes(32)).decode()
SIGNED = (
    "names",
    "descriptions",
    "serial",
    "previous",
    "casework",
    "statistics",
    "courier",
    "release",
)


@pytest.fixture
def honest(tmp_path: Path) -> Card:
    return new_keys(tmp_path / "honest", DATA_WORKERS, DATA_WORKERS, DAY, FACTS)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the folder of an organisation that reads and does not count."""
    new_keys(tmp_path / "other", MODERATORS, MODERATORS, DAY, FACTS, counts=False)
    return tmp_path / "other"


def _signed(folder: Path, **changes: Any) -> Card:  # noqa: ANN401 - fields of many shapes
    """Return the card of `folder`, changed and signed again by its own organisation."""
    value = json.loads((folder / "card.json").read_bytes())
    fields = {name: value[name] for name in SIGNED} | changes
    return sign_card(SigningKey.from_seed(read(folder / "card.key").seed), fields)


def _entries(card: Card, purpose: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads(card.raw)[purpose]
    return entries


def test_an_organisation_with_keys_and_names_of_its_own_is_welcome(
    honest: Card, other: Path
) -> None:
    assert check(_signed(other), [honest], DAY)


@pytest.mark.parametrize("purpose", ["casework", "statistics"])
def test_no_key_of_another_organisation_is_enrolled_for_whatever_purpose(
    honest: Card, other: Path, purpose: str
) -> None:
    entry = _entries(honest, purpose)[0]
    copied = {name: entry[name] for name in ("key", "from", "until")}
    copy = _signed(other, casework=[*_entries(_signed(other), "casework"), copied])
    with pytest.raises(KeyOfAnother) as refused:
        check(copy, [honest], DAY)
    assert "Data Workers Union" in refused.value.defect
    assert "speak to both" in refused.value.advice


def test_no_casework_key_of_another_organisation_is_enrolled_for_counting(
    honest: Card, other: Path
) -> None:
    casework = _entries(honest, "casework")[0]["key"]
    quarter = {**_entries(honest, "statistics")[0], "key": casework}
    with pytest.raises(KeyOfAnother):
        check(_signed(other, statistics=[quarter], release=RELEASE), [honest], DAY)


def test_one_key_does_not_stand_on_a_card_for_two_purposes(tmp_path: Path, honest: Card) -> None:
    statistics = _entries(honest, "statistics")[0]
    copied = {name: statistics[name] for name in ("key", "from", "until")}
    with pytest.raises(BadCard, match="twice"):
        _signed(tmp_path / "honest", casework=[copied])


@pytest.mark.parametrize(
    "name",
    [
        "Data Workers Union",
        "DATA  workers union",
        "Data\N{NO-BREAK SPACE}Workers\N{EM SPACE}Union",
        "\N{FULLWIDTH LATIN CAPITAL LETTER D}ata Workers Union",
        "Chama cha Data",
        "syndicat des donne\N{COMBINING ACUTE ACCENT}es",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_no_name_of_another_organisation_is_enrolled_in_whatever_language(
    honest: Card, other: Path, name: str, language: str
) -> None:
    copy = _signed(other, names={**MODERATORS, language: name})
    with pytest.raises(NameOfAnother) as refused:
        check(copy, [honest], DAY)
    assert honest.organisation in refused.value.defect
    assert "names that differ" in refused.value.advice


def test_an_organisation_keeps_its_keys_and_its_name_on_its_next_card(
    tmp_path: Path, honest: Card
) -> None:
    following = _signed(tmp_path / "honest", serial=2, previous=honest.sha256)
    assert check(following, [honest], DAY)


def test_the_next_card_of_an_organisation_copies_nobody_either(honest: Card, other: Path) -> None:
    before = _signed(other)
    following = _signed(other, serial=2, previous=before.sha256, names=DATA_WORKERS)
    with pytest.raises(NameOfAnother):
        check(following, [before, honest], DAY)


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_no_day_is_counted_by_two_organisations(
    tmp_path: Path, honest: Card, kind: PeriodKind
) -> None:
    second = new_keys(tmp_path / "second", MODERATORS, MODERATORS, DAY, FACTS, kind=kind)
    with pytest.raises(SecondPublisher, match="counts 2026Q4, 2027Q1, 2027Q2 already"):
        check(second, [honest], DAY)


def test_who_counted_until_now_does_not_stand_in_the_way_of_who_counts_from_now_on(
    tmp_path: Path, honest: Card
) -> None:
    later = date(2027, 7, 1)
    new_keys(tmp_path / "second", MODERATORS, MODERATORS, later, FACTS, kind=PeriodKind.YEAR)
    coming = _entries(_signed(tmp_path / "second"), "statistics")[1:]
    assert check(_signed(tmp_path / "second", statistics=coming), [honest], later)


def test_what_a_key_measures_never_changes(tmp_path: Path, honest: Card) -> None:
    changed = _entries(honest, "statistics")
    changed[1]["plan"] = "0" * 64
    follows = {"serial": 2, "previous": honest.sha256, "statistics": changed}
    with pytest.raises(PlanChanged, match="2027Q1"):
        check(_signed(tmp_path / "honest", **follows), [honest], DAY)
    changed[1]["key"] = b64encode(PrivateKey.new(Purpose.STATISTICS).public.raw).decode()
    assert check(_signed(tmp_path / "honest", **follows), [honest], DAY)
