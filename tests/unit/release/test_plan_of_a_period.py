"""The published plan: canonical bytes, and each thing that does not fit is refused by name."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.coding.cells import cells_of
from grievance.coding.plan import PLAN
from grievance.envelope.plain import canonical
from grievance.envelope.refusals import EnvelopeRefused, NotJSON
from grievance.reference.facts import Facts
from grievance.release.plan import BadPlan, PublishedPlan, UnknownCountry, View, fixed_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FACTS = Facts.load(None)
FIXED = fixed_plan("2026Q4", "2026-1", FACTS)
Value = dict[str, Any]


def value() -> Value:
    read: Value = json.loads(FIXED.raw)
    return read


def parsed(changed: Value) -> PublishedPlan:
    return PublishedPlan.parse(canonical(changed) + b"\n")


def test_a_plan_says_what_the_program_measures_over_the_listed_employers() -> None:
    assert FIXED.histograms == PLAN.histograms
    assert (FIXED.id, FIXED.vouched) == (PLAN.id, PLAN.vouched)
    assert (FIXED.period, FIXED.edition, FIXED.wages) == ("2026Q4", "2026-1", FACTS.wages.version)
    assert FIXED.cells == cells_of(FACTS.employers)
    assert FIXED.names["sama"] == "Sama"
    assert FIXED.groups["majorel"] == "teleperformance"


def test_reading_it_gives_the_same_plan_and_its_hash_is_that_of_its_bytes() -> None:
    read = PublishedPlan.parse(FIXED.raw)
    assert read == FIXED
    assert read.sha256 == hashlib.sha256(FIXED.raw).hexdigest()
    assert canonical(value()) + b"\n" == FIXED.raw


def test_the_same_lists_give_the_same_bytes_and_another_period_others() -> None:
    assert fixed_plan("2026Q4", "2026-1", Facts.load(None)).raw == FIXED.raw
    others = [fixed_plan("2027Q1", "2026-1", FACTS), fixed_plan("2026", "2026-1", FACTS)]
    assert len({FIXED.sha256, *(one.sha256 for one in others)}) == 3


def test_the_vouched_view_costs_a_fifth_on_top() -> None:
    for one in FIXED.histograms:
        assert FIXED.rho(one, View.ALL) == one.rho
        assert FIXED.rho(one, View.VOUCHED) == one.rho * Fraction(1, 5)


def _set(*path: str | int, to: object) -> Callable[[Value], None]:
    """Return what puts `to` at a place of a plan."""

    def change(plan: Value) -> None:
        *way, last = path
        place: Any = plan
        for step in way:
            place = place[step]
        place[last] = to

    return change


def _drop(*path: str | int) -> Callable[[Value], None]:
    def change(plan: Value) -> None:
        *way, last = path
        place: Any = plan
        for step in way:
            place = place[step]
        del place[last]

    return change


def _again(name: str, at: int) -> Callable[[Value], None]:
    """Return what writes an item of a list twice, one after the other."""
    return lambda plan: plan[name].insert(at, plan[name][at])


def _swapped(plan: Value) -> None:
    cells = plan["cells"]
    cells[0], cells[1] = cells[1], cells[0]


def _without_others_of(country: str) -> Callable[[Value], None]:
    return lambda plan: plan["cells"].remove(["other", country])


REFUSED = [
    ("another format", _set("format", to="grievance-plan/2"), "format"),
    ("no format", _drop("format"), "format"),
    ("a name more", _set("counts", to=[1]), "its names"),
    ("a name less", _drop("wages"), "its names"),
    ("no period", _set("period", to="2026Q5"), "its period"),
    ("a period as a number", _set("period", to=2026), "its period"),
    ("an id with a line", _set("plan", to="2026-1\n"), "its id"),
    ("an empty edition", _set("edition", to=""), "its edition"),
    ("wages as a path", _set("wages", to="../wages"), "its table of wages"),
    ("no vouched part", _set("vouched", to="0"), "a cost"),
    ("a vouched part of all", _set("vouched", to="1/1"), "a cost"),
    ("histograms as an object", _set("histograms", to={}), "its histograms"),
    ("no histogram", _set("histograms", to=[]), "no histogram"),
    ("a histogram twice", _again("histograms", 0), "a histogram stands there twice"),
    ("a histogram as a list", _set("histograms", 0, to=[]), "a histogram"),
    ("a histogram with more", _set("histograms", 0, "sigma", to="1"), "a histogram"),
    ("a histogram without an id", _set("histograms", 0, "id", to=""), "the id of a histogram"),
    ("no bins", _set("histograms", 0, "bins", to=[]), "no bin"),
    ("a bin twice", _set("histograms", 0, "bins", to=["a", "a"]), "a bin stands there twice"),
    ("a bin as a number", _set("histograms", 0, "bins", to=[1]), "a bin"),
    (
        "silence in the middle",
        _set("histograms", 0, "bins", to=["below", "no_answer", "not_below"]),
        "does not end with no answer",
    ),
    ("a headline of strangers", _set("histograms", 0, "headline", to=["x"]), "a headline"),
    ("a headline of silence", _set("histograms", 0, "headline", to=["no_answer"]), "a headline"),
    (
        "a headline of everything",
        _set("histograms", 0, "headline", to=["below", "not_below"]),
        "a headline",
    ),
    (
        "a headline that counts twice",
        _set("histograms", 0, "headline", to=["below", "below"]),
        "in a headline twice",
    ),
    ("a cost of nothing", _set("histograms", 0, "rho", to="0/1"), "a cost"),
    ("a cost below nothing", _set("histograms", 0, "rho", to="-1/20"), "a cost"),
    ("a cost of one", _set("histograms", 0, "rho", to="1"), "a cost"),
    ("a cost above one", _set("histograms", 0, "rho", to="3/2"), "a cost"),
    ("a cost by nothing", _set("histograms", 0, "rho", to="1/0"), "a cost"),
    ("a cost not in lowest terms", _set("histograms", 0, "rho", to="2/40"), "a cost"),
    ("a cost as a decimal", _set("histograms", 0, "rho", to="0.05"), "a cost"),
    ("a cost with an exponent", _set("histograms", 0, "rho", to="5e-2"), "a cost"),
    ("a cost of very many digits", _set("histograms", 0, "rho", to="1/" + "9" * 99), "a cost"),
    ("employers as a list", _set("employers", to=[]), "its employers"),
    ("an employer without a group", _drop("employers", "sama", "group"), "an employer"),
    ("an employer with more", _set("employers", "sama", "kind", to="bpo"), "an employer"),
    ("an employer as a text", _set("employers", "sama", to="Sama"), "an employer"),
    ("an employer called other", _set("employers", "other", to={}), "an employer"),
    ("an employer in capitals", _set("employers", "SAMA", to={"group": "x", "name": "x"}), "id of"),
    ("an employer without a name", _set("employers", "sama", "name", to=" "), "the name of"),
    ("a name without end", _set("employers", "sama", "name", to="S" * 121), "the name of"),
    ("a name that turns around", _set("employers", "sama", "name", to="\u202eamaS"), "the name of"),
    ("a name of two lines", _set("employers", "sama", "name", to="Sa\nma"), "the name of"),
    ("a group of two words", _set("employers", "sama", "group", to="the group"), "a group"),
    ("cells as an object", _set("cells", to={}), "its cells"),
    ("no cells", _set("cells", to=[]), "no cell for other employers anywhere"),
    ("a cell twice", _again("cells", 3), "a cell stands there twice"),
    ("a cell of three", _set("cells", 3, to=["sama", "KE", "KE"]), "a cell"),
    ("a cell of a stranger", _set("cells", 3, to=["nobody", "KE"]), "not listed"),
    ("a cell of no country", _set("cells", 3, to=["sama", "Kenya"]), "no country"),
    ("a country without others", _without_others_of("KE"), "no cell for its other employers"),
    ("no others anywhere", _without_others_of("*"), "other employers anywhere"),
    ("cells in another order", _swapped, "another order"),
]


@pytest.mark.parametrize(
    ("change", "said"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_what_does_not_fit_is_refused_by_name(change: Callable[[Value], None], said: str) -> None:
    plan = value()
    change(plan)
    with pytest.raises(BadPlan, match=said):
        parsed(plan)


@pytest.mark.parametrize(
    "raw",
    [
        FIXED.raw.rstrip(),
        FIXED.raw + b"\n",
        b" " + FIXED.raw,
        json.dumps(value()).encode() + b"\n",
        FIXED.raw.replace(b"Sama", b"\\u0053ama"),
    ],
)
def test_the_same_plan_in_other_bytes_is_refused(raw: bytes) -> None:
    with pytest.raises(BadPlan, match="its bytes"):
        PublishedPlan.parse(raw)


def test_a_plan_without_end_is_refused_unread() -> None:
    with pytest.raises(BadPlan, match="too large"):
        PublishedPlan.parse(b"[" * (17 << 20))


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"plan"', b'{"plan":1,"plan":2}', b"\xff"])
def test_what_is_no_object_is_refused(raw: bytes) -> None:
    with pytest.raises(NotJSON):
        PublishedPlan.parse(raw)


@given(st.data())
def test_a_plan_with_a_changed_byte_never_reads_as_the_same_plan(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(FIXED.raw) - 1))
    raw = bytearray(FIXED.raw)
    raw[place] ^= data.draw(st.integers(1, 255))
    try:
        assert PublishedPlan.parse(bytes(raw)).sha256 != FIXED.sha256
    except (BadPlan, EnvelopeRefused):
        return


def _lists(folder: Path, name: str, row: str) -> Facts:
    headers = {
        "employers.csv": "id,group,name,kind,aliases",
        "employer_countries.csv": "employer,country,source,status",
    }
    (folder / name).write_text(f"{headers[name]}\n{row}\n", "utf-8")
    return Facts.load(folder)


def test_a_country_that_no_form_offers_is_refused_before_a_plan_is_made(tmp_path: Path) -> None:
    facts = _lists(tmp_path, "employer_countries.csv", "sama,XX,a newspaper,verified")
    with pytest.raises(UnknownCountry, match="listed in XX"):
        fixed_plan("2026Q4", "2026-1", facts)


def test_an_employer_that_nobody_said_a_country_of_is_named_and_counted_with_others(
    tmp_path: Path,
) -> None:
    facts = _lists(tmp_path, "employers.csv", "zebra,zebra,Zebra Labels,bpo,")
    plan = fixed_plan("2026Q4", "2026-1", facts)
    assert plan.names["zebra"] == "Zebra Labels"
    assert plan.cells.place("zebra", "KE") == ("other", "KE")


def test_a_period_that_is_none_makes_no_plan() -> None:
    with pytest.raises(BadPlan, match="its period"):
        fixed_plan("2026Q9", "2026-1", FACTS)
