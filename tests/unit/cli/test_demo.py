"""The demo walks the whole road; its checks notice when something on it is broken."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from grievance.cli import demo_checks, demo_replies
from grievance.cli.demo_machines import last_over
from grievance.cli.demo_people import people
from grievance.cli.demo_serving import PortTaken, environment, listen_at, serving
from grievance.cli.demo_survey import write_survey
from grievance.cli.demo_telling import Told
from grievance.cli.demo_visiting import DemoFailed, Visitor, require
from grievance.cli.opened import Tally
from grievance.clock import now
from grievance.coding.cells import cells_of
from grievance.coding.plan import PLAN
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period
from grievance.redaction.find import find
from grievance.reference.facts import Facts

MAIN = "from grievance.cli import main; main()"
TODAY = now().date()
TOLD = people(3, TODAY)
COUNTED_AS = [one.counted_as for one in TOLD]
STATIONS = (
    *(
        "keys",
        "told",
        "imported",
        "sealed",
        "swept",
        "carried",
        "waits",
        "opened",
        "cases",
        "answered",
    ),
    *("read", "heard", "closed", "verified", "shown", "checked"),
)


def _start(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environ = dict(os.environ) | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TMPDIR": str(tmp_path),
        "SET_UP_STARTED": "0",
    }
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, "demo", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )


def _said_until_the_code(demo: subprocess.Popen[str]) -> list[str]:
    assert demo.stdout is not None
    said = []
    for line in demo.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith("  code of now "):
            break
    return said


def _after(said: list[str], label: str) -> str:
    """Return what stands behind `label`."""
    return next(
        line.partition(label)[2] for line in said if line.lstrip().startswith(label)
    ).strip()


def _opened(address: str) -> Visitor:
    """Open an address as it was printed; return the visitor, who is there."""
    visitor = Visitor(address)
    require(visitor.get(urlsplit(address).path))
    return visitor


def _left_in_memory() -> set[Path]:
    return set(Path("/dev/shm").glob("grievance-demo-*"))  # noqa: S108 - looks only


def test_the_demo_walks_the_road_and_leaves_nothing_behind(tmp_path: Path) -> None:
    before = _left_in_memory()
    demo = _start(tmp_path, "--once", "--people", "60")
    said, problems = demo.communicate(timeout=180)
    assert demo.returncode == 0, problems
    assert "set-up to first page: " in said
    for station in STATIONS:
        assert f"\n{station} " in said
    counts = {line[:9].strip(): line[61:67].strip() for line in said.splitlines()}
    told = {"told": "36", "imported": "24", "sealed": "83", "waits": "60", "opened": "23"}
    assert counts | told | {"cases": "2", "answered": "2", "closed": "4002"} == counts
    assert list(tmp_path.iterdir()) == []
    assert _left_in_memory() <= before


def test_both_apps_go_on_serving_for_whoever_has_what_was_printed(tmp_path: Path) -> None:
    demo = _start(tmp_path, "--people", "1")
    said = _said_until_the_code(demo)
    intake = _opened(_after(said, "intake, where workers tell"))
    desk = _opened(_after(said, "desk, where the union reads, answers"))
    _opened(_after(said, "the figures that were published"))
    come_back = _after(said, "An answer waits for a worker at")
    _opened(come_back)
    code = _after(said, "code of now").partition(",")[0]
    typed = {"name": _after(said, "name "), "password": _after(said, "password"), "code": code}
    for page in ("/fr/", "/sw/", "/en/"):
        require(intake.get(page))
        assert require(desk.get(page)).path == f"{page}sign-in"
    assert desk.post_form({name: [value] for name, value in typed.items()}).path == "/en/start"
    assert desk.get("/en/").path == "/en/start"
    worker = demo_replies.read_reply(come_back, Told(TOLD[0], _after(said, "secret number"), 0, 0))
    assert worker.here.status == 200
    demo.send_signal(signal.SIGTERM)
    rest, _ = demo.communicate(timeout=30)
    assert demo.returncode == 0
    assert "everything deleted" in rest
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        desk.get("/en/start")


def test_everybody_tells_in_a_quarter_that_can_be_closed_today() -> None:
    assert last_over(datetime(2026, 11, 25, 9, tzinfo=UTC)) == Period(2026, 3)
    assert last_over(datetime(2027, 1, 2, 23, 59, tzinfo=UTC)) == Period(2026, 3)
    assert last_over(datetime(2027, 1, 3, tzinfo=UTC)) == Period(2026, 4)


def test_every_row_of_the_survey_is_of_a_place_that_is_counted_apart(tmp_path: Path) -> None:
    cells = cells_of(Facts.load(None).employers)
    surveyed = write_survey(tmp_path / "survey.csv", 200, TODAY)
    assert len(surveyed) == 200
    assert all(
        cells.place(employer, country).employer == employer for employer, country in surveyed
    )


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        demo = _start(tmp_path, "--once", "--desk-port", str(taken.getsockname()[1]))
        _, problems = demo.communicate(timeout=30)
    assert demo.returncode == 2
    assert "is taken" in problems
    assert list(tmp_path.iterdir()) == []


def test_where_the_usual_port_is_taken_another_is_used() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = taken.getsockname()[1]
        with listen_at(None, usual) as another:
            assert another.getsockname()[1] != usual
    with listen_at(None, usual) as now_free:
        assert now_free.getsockname()[1] == usual


def test_a_port_is_kept_from_when_it_was_chosen() -> None:
    with listen_at(None) as first, pytest.raises(PortTaken):
        listen_at(first.getsockname()[1])


def test_a_server_that_does_not_start_is_quoted(tmp_path: Path) -> None:
    environ = environment(GRIEVANCE_ROLE="intake")
    with (
        listen_at(None) as listener,
        pytest.raises(DemoFailed, match="GRIEVANCE_OPERATOR"),
        serving(environ, tmp_path / "log", listener),
    ):
        pass


def test_every_invented_name_is_one_that_the_intake_finds() -> None:
    for person in people(36, TODAY):
        found: set[str] = set()
        for text in person.own_words:
            country = person.answers["work.country"][0]
            found |= {text[one.start : one.end] for one in find(text, country=country)}
        assert found == set(person.hides)


def test_the_people_are_as_mixed_as_the_demo_promises() -> None:
    told = people(36, TODAY)
    assert Counter(one.language for one in told) == dict.fromkeys(("en", "fr", "sw"), 12)
    assert {one.way for one in told} == {"steps", "short", "saved"}
    assert len({one.counted_as for one in told}) > 20
    assert {one.is_read for one in told} == {True, False}
    assert any("meant.hours.unpaid" in one.answers for one in told)


def _payloads() -> list[dict[str, object]]:
    bins = {histogram.id: histogram.bins[0] for histogram in PLAN.histograms}
    return [
        {"purpose": "statistics", "employer": employer, "country": country, "bins": bins}
        for employer, country in COUNTED_AS
    ]


def test_a_testimony_that_was_not_sealed_or_not_carried_is_noticed() -> None:
    sealed = Counter({Purpose.STATISTICS: 3, Purpose.CASEWORK: 3})
    counted = Counter({Purpose.STATISTICS: 3})
    demo_checks.all_sealed(TOLD, 3, sealed)
    demo_checks.all_carried(TOLD, 3, 3, counted)
    with pytest.raises(DemoFailed, match="3 for statistics, 3 for casework"):
        demo_checks.all_sealed(TOLD, 3, counted)
    for carried, left in ((2, counted), (3, sealed), (3, Counter())):
        with pytest.raises(DemoFailed):
            demo_checks.all_carried(TOLD, 3, carried, left)


def test_a_report_that_is_missing_at_the_desk_or_in_its_case_is_noticed() -> None:
    demo_checks.all_opened(TOLD, 3)
    demo_checks.linked_rightly(TOLD, TOLD[0], 1)
    with pytest.raises(DemoFailed):
        demo_checks.all_opened(TOLD, 2)
    with pytest.raises(DemoFailed, match="1 told about sama, 2"):
        demo_checks.linked_rightly(TOLD, TOLD[0], 2)


def test_a_testimony_that_does_not_open_to_be_counted_is_noticed() -> None:
    demo_checks.all_counted(3, Tally(opened=Counter(statistics=3)))
    for broken in (
        Tally(opened=Counter(statistics=2)),
        Tally(opened=Counter(statistics=3), not_ours=1),
        Tally(opened=Counter(statistics=3), refused=Counter(torn=1)),
    ):
        with pytest.raises(DemoFailed):
            demo_checks.all_counted(3, broken)


def test_a_testimony_counted_elsewhere_or_without_a_bin_is_noticed() -> None:
    demo_checks.counted_rightly(COUNTED_AS, _payloads())
    elsewhere = [{**_payloads()[0], "country": "TZ"}, *_payloads()[1:]]
    without = [{**_payloads()[0], "bins": {}}, *_payloads()[1:]]
    for broken in (elsewhere, without):
        with pytest.raises(DemoFailed):
            demo_checks.counted_rightly(COUNTED_AS, broken)


def test_a_name_that_can_be_read_is_noticed() -> None:
    assert demo_checks.names_are_out(TOLD, ["She is somebody."]) == 4
    with pytest.raises(DemoFailed):
        demo_checks.names_are_out(TOLD, [f"She is {TOLD[0].hides[0]}."])


def test_a_key_on_the_intake_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "good").write_text("sealed", "utf-8")
    demo_checks.no_key([tmp_path])
    (tmp_path / "left").write_text("GRIEVANCE-PRIVATE-KEY 1\n", "utf-8")
    with pytest.raises(DemoFailed):
        demo_checks.no_key([tmp_path])


@pytest.mark.parametrize("left", [TOLD[0].story, TOLD[0].reply, TOLD[1].back, *TOLD[1].hides])
def test_words_that_lie_open_are_noticed(tmp_path: Path, left: str) -> None:
    (tmp_path / "good").write_text("sealed", "utf-8")
    assert demo_checks.no_words(TOLD, [tmp_path]) == 1
    (tmp_path / "left").write_text(json.dumps("x") + left, "utf-8")
    with pytest.raises(DemoFailed):
        demo_checks.no_words(TOLD, [tmp_path])
