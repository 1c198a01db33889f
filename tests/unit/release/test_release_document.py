"""Every defect of `release.json` is refused by its name, also where the organisation signed it."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from grievance.envelope.plain import canonical, load
from grievance.release.document import LARGEST_DOCUMENT, MOST_PARTS, Contents, Release
from grievance.release.names import RELEASE
from grievance.release.refusals import BadRelease, NoiseDiffers, NotSigned, PlanDiffers
from tests.kit.released import KEY, SMALL, STRANGER, published, resigned, signature

if TYPE_CHECKING:
    from collections.abc import Callable

    Value = dict[str, Any]


def _raw() -> bytes:
    return published().files[RELEASE]


def _put(*path: str | int, to: object) -> Callable[[Value], None]:
    """Return a change that puts `to` at a place."""

    def change(value: Value) -> None:
        place: Any = value
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


def _take(*path: str | int) -> Callable[[Value], None]:
    """Return a change that takes away what is at a place."""

    def change(value: Value) -> None:
        place: Any = value
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


def _planned(*path: str | int, to: object) -> Callable[[Value], None]:
    """Return a change of the plan that keeps its hash right."""

    def change(value: Value) -> None:
        _put(*path, to=to)(value["plan"])
        value["plan_sha256"] = sha256(canonical(value["plan"]) + b"\n").hexdigest()

    return change


def _twice(value: Value) -> None:
    value["rows"].append(value["rows"][0])


def _withdrawn(value: Value) -> None:
    value |= {"status": "withdrawn", "revision": 2, "replaces": "0" * 64}
    value |= {"reason": {"en": "a", "fr": "b", "sw": "c"}}


DEFECTS: dict[str, Callable[[Value], None]] = {
    "a format of another day": _put("format", to="grievance-release/2"),
    "a name too many": _put("extra", to=1),
    "a name missing": _take("ledger_head"),
    "an organisation that is no id": _put("organisation", to="0123ABCD"),
    "a name in two languages alone": _take("names", "sw"),
    "an empty name": _put("names", "fr", to=" "),
    "a name that turns letters round": _put("names", "en", to="Data \u202e Union"),
    "a name without end": _put("names", "en", to="x" * 121),
    "a period that is none": _put("period", to="2026Q5"),
    "a period that is not its plan's": _put("period", to="2026Q3"),
    "a first day of another period": _put("first", to="2026-10-02"),
    "a last day of another period": _put("last", to="2026-12-30"),
    "a day that is none": _put("drawn", to="2027-02-30"),
    "a day written otherwise": _put("drawn", to="20270104"),
    "numbers drawn before the end": _put("drawn", to="2026-12-31"),
    "an unknown view": _put("view", to="some"),
    "vouched without a reason": _put("view", to="vouched"),
    "a revision of 0": _put("revision", to=0),
    "a revision that is true": _put("revision", to=True),
    "a second revision of nothing": _put("revision", to=2),
    "a first revision of something": _put("replaces", to="0" * 64),
    "a reason for a first revision": _put("reason", to={"en": "a", "fr": "b", "sw": "c"}),
    "an unknown status": _put("status", to="draft"),
    "a first revision withdrawn": _put("status", to="withdrawn"),
    "withdrawn, with figures": _withdrawn,
    "another edition than the plan's": _put("edition", to="2027-1"),
    "a plan that is none": _put("plan", to={}),
    "a plan with a country that is none": _planned("cells", 0, 1, to="kenya"),
    "a plan with an id that is a formula": _planned("cells", 1, 0, to="=1+1"),
    "a plan with a name that hides": _planned("employers", "sama", "name", to="Sa\u200bma"),
    "a plan that does not name an employer": _planned("cells", 1, 0, to="nobody"),
    "a plan of another period": _planned("period", to="2027Q1"),
    "a journal head that is no hash": _put("journal_head", to="x" * 64),
    "a ledger head that is none": _put("ledger_head", to=None),
    "a previous release that is no hash": _put("previous", to="12"),
    "a ceiling under a coin's": _put("ceilings", 0, 2, to=499),
    "a ceiling over certainty": _put("ceilings", 0, 3, to=1001),
    "a ceiling of no question": _put("ceilings", 0, 0, to="weather"),
    "a ceiling given twice": _put("ceilings", 0, to=["content", 1, 600, 600]),
    "noise for no histogram": _put("sigmas", "weather", to="1.0000"),
    "rows that are no list": _put("rows", to={}),
    "a row missing": _take("rows", -1),
    "a country left out": _take("rows", 1),
    "a headline left out": _put("rows", 0, "figures", 0, "headline", to=None),
    "shares left out": _put("rows", 0, "figures", 0, "shares", to=[]),
    "a middle value of what is no pay": _put(
        "rows", 0, "figures", 3, "median", to={"level": "around", "range": None}
    ),
    "no row over everyone": _take("rows", 0),
    "a row twice": _twice,
    "a row of an unknown kind": _put("rows", 0, "kind", to="town"),
    "a row whose ids are not of its kind": _put("rows", 0, "country", to="KE"),
    "an open row without a number": _put("rows", 0, "testimonies", to=None),
    "a closed row with figures": _put("rows", 0, "open", to=False),
    "a range turned round": _put("rows", 0, "testimonies", to=[10, 12, 8]),
    "a range below zero": _put("rows", 0, "testimonies", to=[1, -1, 3]),
    "a range of fractions": _put("rows", 0, "testimonies", to=[1.5, 1, 3]),
    "a range of two numbers": _put("rows", 0, "testimonies", to=[1, 1]),
    "a figure that is not of the plan": _put("rows", 0, "figures", 0, "histogram", to="age"),
    "a figure told twice": _put("rows", 0, "figures", 1, "histogram", to="pay_below_minimum"),
    "a share of a bin that is not there": _put(
        "rows", 0, "figures", 0, "shares", 0, "bins", to=["above"]
    ),
    "a figure that leads with other bins": _put(
        "rows", 0, "figures", 0, "headline", "bins", to=["not_below"]
    ),
    "a share that is missing": _take("rows", 0, "figures", 0, "shares", 0),
    "a figure that is missing": _take("rows", 0, "figures", 2),
    "a measurement in a later revision": lambda value: value.update(
        revision=2, replaces="3" * 64, reason={"en": "a", "fr": "b", "sw": "c"}
    ),
    "a million lists": lambda value: value.update(rows=[[]] * MOST_PARTS),
    "a share of nothing": _put("rows", 0, "figures", 0, "shares", 0, "bins", to=[]),
    "a share of more than all": _put(
        "rows", 0, "figures", 0, "shares", 0, "range", to=[50, 40, 101]
    ),
    "a share as number and word": _put("rows", 0, "figures", 0, "headline", "band", to="many"),
    "a share as neither": _put("rows", 0, "figures", 0, "headline", "range", to=None),
    "an unknown word": _put(
        "rows", 0, "figures", 0, "headline", to={"bins": ["below"], "range": None, "band": "lots"}
    ),
    "a median as neither": _put(
        "rows", 0, "figures", 1, "median", to={"range": None, "level": None}
    ),
    "a file that leads out": _put("files", "../evil.csv", to="0" * 64),
    "a file from the root": _put("files", "/etc/passwd.csv", to="0" * 64),
    "a file of two folders": _put("files", "a/b/c.csv", to="0" * 64),
    "a file of a kind that runs": _put("files", "page.html", to="0" * 64),
    "a file that lists itself": _put("files", "Release.json", to="0" * 64),
    "two files that are one elsewhere": _put("files", "Table.csv", to="0" * 64),
    "a file without a hash": _put("files", "table.csv", to=""),
    "no measurements": _take("files", "measurements.csv"),
    "no table": _take("files", "table.csv"),
    "a signer that is too short": _put("signer", to="AAAA"),
    "a note to no row of the release": _put(
        "notes", "cell.nobody.KE", to={"en": "a", "fr": "b", "sw": "c"}
    ),
}


def test_a_release_is_read_as_it_was_signed() -> None:
    release = Release.parse(_raw())
    assert release.raw == _raw()
    assert release.signer == KEY.public
    assert release.plan == SMALL
    assert release.names["sw"] == "Chama cha Data"
    assert (release.period, str(release.first), str(release.last)) == (
        *("2026Q4", "2026-10-01", "2026-12-31"),
    )
    assert {one.name for one in fields(Contents)} <= load(_raw()).keys()


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_signed_release_is_refused_for(defect: str) -> None:
    with pytest.raises(BadRelease):
        Release.parse(resigned(DEFECTS[defect]))


@pytest.mark.parametrize("name", sorted(load(published().files[RELEASE]).keys() - {"signature"}))
def test_whatever_is_changed_after_signing_is_noticed(name: str) -> None:
    value = load(_raw())
    value[name] = "0" * 8 if name != "format" else value[name]
    changed = canonical(value if name != "format" else value | {"drawn": "2027-01-05"}) + b"\n"
    with pytest.raises((NotSigned, BadRelease)):
        Release.parse(changed)


def test_a_figure_that_is_changed_after_signing_breaks_the_signature() -> None:
    changed = _raw().replace(b'"testimonies":[', b'"testimonies":[1', 1)
    assert changed != _raw()
    with pytest.raises(NotSigned):
        Release.parse(changed)


def test_a_signature_of_somebody_else_does_not_hold() -> None:
    value = load(_raw())
    forged = canonical(value | {"signature": signature(value, STRANGER)}) + b"\n"
    with pytest.raises(NotSigned):
        Release.parse(forged)


def test_a_signature_over_something_else_of_ours_does_not_hold() -> None:
    value = load(_raw())
    bare = canonical({name: value[name] for name in value if name != "signature"})
    forged = canonical(value | {"signature": b64encode(KEY.sign(bare)).decode()}) + b"\n"
    with pytest.raises(NotSigned):
        Release.parse(forged)


def test_another_hash_of_the_plan_is_noticed() -> None:
    with pytest.raises(PlanDiffers):
        Release.parse(resigned(_put("plan_sha256", to="0" * 64)))


def test_a_changed_plan_does_not_have_its_hash() -> None:
    with pytest.raises(PlanDiffers):
        Release.parse(resigned(_put("plan", "histograms", 0, "rho", to="1/2")))


def test_less_noise_than_the_plan_asks_is_noticed() -> None:
    with pytest.raises(NoiseDiffers, match="unpaid_work"):
        Release.parse(resigned(_put("sigmas", "unpaid_work", to="4.0824")))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"format":"grievance-release/1"}\n',
        b"PK\x03\x04",
        b"[" * 100_000,
    ],
)
def test_what_is_no_release_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRelease):
        Release.parse(raw)


def test_a_release_written_in_another_way_is_refused() -> None:
    with pytest.raises(BadRelease, match="canonical"):
        Release.parse(json.dumps(load(_raw()), indent=1).encode())


def test_a_release_without_end_is_refused_unread() -> None:
    with pytest.raises(BadRelease, match="bytes"):
        Release.parse(b" " * (LARGEST_DOCUMENT + 1))
