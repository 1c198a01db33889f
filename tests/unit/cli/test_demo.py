"""The demo walks the whole road; its checks notice when something on it is broken."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from grievance.cli import demo_checks
from grievance.cli.demo_people import people
from grievance.cli.demo_telling import DemoFailed
from grievance.cli.opened import Tally
from grievance.clock import now
from grievance.coding.plan import PLAN
from grievance.redaction.find import find

MAIN = "from grievance.cli import main; main()"
TODAY = now().date()
TOLD = people(3, TODAY)


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


def test_the_demo_walks_the_road_and_leaves_nothing_behind(tmp_path: Path) -> None:
    before = set(Path("/dev/shm").iterdir())  # noqa: S108 - looks only
    demo = _start(tmp_path, "--once", "--people", "5")
    said, problems = demo.communicate(timeout=60)
    assert demo.returncode == 0, problems
    assert "set-up to first page: " in said
    for station in ("keys", "told", "sealed", "swept", "opened", "checked"):
        assert f"\n{station} " in said
    assert "The road stops here for now" in said
    assert list(tmp_path.iterdir()) == []
    left = set(Path("/dev/shm").iterdir()) - before  # noqa: S108 - looks only
    assert not [path for path in left if path.name.startswith("grievance-demo-")]


def test_the_demo_goes_on_serving_until_it_is_stopped(tmp_path: Path) -> None:
    demo = _start(tmp_path, "--people", "1")
    assert demo.stdout is not None
    said = list(iter(demo.stdout.readline, "Ctrl-C stops it and deletes everything.\n"))
    assert [line.rsplit("/", 2)[1] for line in said[-3:]] == ["en", "fr", "sw"]
    demo.send_signal(signal.SIGTERM)
    rest, _ = demo.communicate(timeout=30)
    assert demo.returncode == 0
    assert "everything deleted" in rest
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        demo = _start(tmp_path, "--once", "--port", str(taken.getsockname()[1]))
        _, problems = demo.communicate(timeout=30)
    assert demo.returncode == 2
    assert "is taken" in problems


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
        for employer, country in (one.counted_as for one in TOLD)
    ]


def test_a_testimony_that_did_not_arrive_is_noticed() -> None:
    read = sum(one.is_read for one in TOLD)
    demo_checks.all_arrived(TOLD, Tally(opened=Counter(statistics=3, casework=read)))
    for broken in (
        Tally(opened=Counter(statistics=2, casework=read)),
        Tally(opened=Counter(statistics=3, casework=read), not_ours=1),
        Tally(opened=Counter(statistics=3, casework=read), refused=Counter(torn=1)),
    ):
        with pytest.raises(DemoFailed):
            demo_checks.all_arrived(TOLD, broken)


def test_a_testimony_counted_elsewhere_or_without_a_bin_is_noticed() -> None:
    demo_checks.counted_rightly(TOLD, _payloads())
    elsewhere = [{**_payloads()[0], "country": "TZ"}, *_payloads()[1:]]
    without = [{**_payloads()[0], "bins": {}}, *_payloads()[1:]]
    for broken in (elsewhere, without):
        with pytest.raises(DemoFailed):
            demo_checks.counted_rightly(TOLD, broken)


def test_a_name_that_can_be_read_is_noticed() -> None:
    demo_checks.names_are_out(TOLD, _payloads())
    with pytest.raises(DemoFailed):
        demo_checks.names_are_out(TOLD, [{"story": f"She is {TOLD[0].hides[0]}."}])


@pytest.mark.parametrize("left", ["GRIEVANCE-PRIVATE-KEY 1\n", TOLD[0].own_words[0]])
def test_a_key_or_a_story_on_the_intake_is_noticed(tmp_path: Path, left: str) -> None:
    (tmp_path / "good").write_text("sealed", "utf-8")
    assert demo_checks.intake_cannot_read(TOLD, [tmp_path]) == 1
    (tmp_path / "left").write_text(json.dumps("x") + left, "utf-8")
    with pytest.raises(DemoFailed):
        demo_checks.intake_cannot_read(TOLD, [tmp_path])
