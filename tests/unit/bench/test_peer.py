"""Another platform is measured by a driver: ours measures our own intake under real gunicorn."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from scripts import benchmark
from scripts.load.peer import Peer, figures, load
from scripts.load.spent import children, spent, with_children
from scripts.load.visit import PeerFailed, Visit
from tests.kit.canned import canned
from tests.machine import ROOT, machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = ROOT / "scripts" / "drivers" / "grievance.py"
FORM = """<title>Tell us</title><form action="/send" method="post">
<input type="hidden" name="token" value="t&amp;1"><textarea name="words"></textarea>
<input type="checkbox" name="again" value="yes" checked></form>"""
FIRST = """<link rel="stylesheet" href="/a.css"><link rel="canonical" href="/elsewhere">
<link rel="icon" href="data:,"><script src='/b.js?v=2'></script><script src="/b.js?v=2"></script>
<img alt="" src=c.png><script src="https://cdn.example/d.js"></script>"""
PAGES = {
    "GET /": FIRST,
    "GET /a.css": "a",
    "GET /b.js?v=2": "b",
    "GET /c.png": "c",
    "GET /form": FORM,
    "POST /send": "/thanks",
    "GET /thanks": "Thank you",
}
GOES_ON = """
def submit(visit):
    visit.get("/form")
    visit.post({"words": "They pay late."})
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with canned(PAGES) as base:
        yield base


@pytest.fixture
def visit(site: str) -> Visit:
    return Visit(site, seconds=10)


def _driver(folder: Path, text: str) -> Path:
    path = folder / "driver.py"
    path.write_text(text, "utf-8")
    return path


def test_our_driver_measures_our_intake_and_each_submission_is_stored(tmp_path: Path) -> None:
    with (
        machine_in(tmp_path) as machine,
        serving(machine, two_organisations()) as served,
    ):
        peer = Peer(served.base, OURS, served.pid, submissions=6, at_once=2)
        found = {str(one["name"]): one["value"] for one in figures(peer)}
        counted = [one for one in served.stored() if one.purpose == Purpose.STATISTICS]
    assert len(counted) == 6 + 2  # one of each visitor is not measured
    assert found["peer.submit.requests"] == 2
    assert found["peer.first_view.requests"] == 2
    assert found["peer.first_view.elsewhere"] == 0
    assert {name for name, value in found.items() if not value} == {"peer.first_view.elsewhere"}
    assert "peer.submit.cpu" in found


def test_processor_time_is_measured_only_of_a_process_that_is_named(
    site: str, tmp_path: Path
) -> None:
    driver = _driver(tmp_path, GOES_ON + '    visit.confirm("Thank you")\n')
    found = [str(one["name"]) for one in figures(Peer(site, driver, submissions=2))]
    assert "peer.submit" in found
    assert "peer.submit.cpu" not in found


def test_a_form_is_sent_with_what_stands_in_it(visit: Visit) -> None:
    form = visit.get("/form").form
    assert form.filled({"words": ["late"]}) == [
        ("token", "t&1"),
        ("again", "yes"),
        ("words", "late"),
    ]
    assert visit.post({"words": "late"}, button=("go", "on")).path == "/thanks"
    visit.confirm("Thank you")
    assert visit.confirmed


def test_a_first_view_is_the_page_with_what_it_names_once_each(visit: Visit) -> None:
    assert visit.view("/") == 1
    assert visit.requests == 4


@pytest.mark.parametrize(
    ("answers", "form", "said"),
    [
        ({"wrods": "x"}, 0, "no field wrods"),
        ({"words": "x"}, 1, "no form number 1"),
    ],
)
def test_a_driver_learns_what_the_page_lacks(
    visit: Visit, answers: dict[str, str], form: int, said: str
) -> None:
    visit.get("/form")
    with pytest.raises(PeerFailed, match=said):
        visit.post(answers, form=form)


def test_nothing_is_confirmed_that_the_page_does_not_say(visit: Visit) -> None:
    visit.get("/form")
    with pytest.raises(PeerFailed, match=r"'Thank you' is not on /form \(200, Tell us\)"):
        visit.confirm("Thank you")


def test_a_page_that_is_refused_ends_the_measurement(visit: Visit) -> None:
    with pytest.raises(PeerFailed, match=r"GET /nothing was refused: /nothing \(404"):
        visit.get("/nothing")


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/", "https://example.org", "ftp://127.0.0.1", "127.0.0.1:80", ""]
)
def test_only_what_runs_on_this_machine_is_measured(url: str) -> None:
    with pytest.raises(PeerFailed, match="is not on this machine"):
        Visit(url, seconds=1)


def test_a_redirect_to_another_place_is_not_followed() -> None:
    with (
        canned({"GET /": "//192.0.2.1/away"}) as base,
        pytest.raises(PeerFailed, match=r"leads to 192\.0\.2\.1, which is another place"),
    ):
        Visit(base, seconds=10).get("/")


@pytest.mark.parametrize(("at_once", "submissions"), [(0, 1), (17, 1), (1, 0), (1, 5001)])
def test_it_does_not_flood(at_once: int, submissions: int) -> None:
    with pytest.raises(PeerFailed, match="can be measured"):
        Peer("http://127.0.0.1", OURS, at_once=at_once, submissions=submissions)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def submit(:", "does not load: SyntaxError"),
        ("import nothing_of_that_name", "does not load: ModuleNotFoundError"),
        ("submit = 3", "has no `submit"),
    ],
)
def test_a_driver_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PeerFailed, match=said):
        load(_driver(tmp_path, text))


def test_a_submission_that_nobody_confirmed_is_none(site: str, tmp_path: Path) -> None:
    with pytest.raises(PeerFailed, match=r"without `visit\.confirm"):
        list(figures(Peer(site, _driver(tmp_path, GOES_ON), submissions=1, at_once=1)))


def test_a_process_that_does_not_run_cannot_be_looked_at(site: str, tmp_path: Path) -> None:
    driver = _driver(tmp_path, GOES_ON + '    visit.confirm("Thank you")\n')
    with pytest.raises(PeerFailed, match="Process 4194305 cannot be looked at"):
        list(figures(Peer(site, driver, pid=4_194_305, submissions=1, at_once=1)))


def test_processor_time_grows_with_work() -> None:
    me = os.getpid()
    before = spent([me])
    while spent([me]) <= before:
        sum(range(10_000))
    assert me in with_children(me)
    assert children(me) <= with_children(me)


def test_the_command_says_what_is_wrong_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--peer", "http://127.0.0.1:9"])
    assert benchmark.main() == 2
    printed = capsys.readouterr()
    assert printed.err == "--peer URL and --driver FILE belong together.\n"
    assert printed.out == ""


def test_the_command_names_the_modules_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "intake", "intakes"])
    with pytest.raises(SystemExit) as ended:
        benchmark.main()
    assert ended.value.code == 2
    assert "no module intakes in scripts/benches, only count, courier" in capsys.readouterr().err


def test_the_python_that_measures_is_named_beside_the_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--json", "telling"])
    assert benchmark.main() == 0
    printed = capsys.readouterr()
    version = ".".join(map(str, sys.version_info[:3]))
    assert printed.err == f"Measured with CPython {version} of {sys.base_prefix}\n"
    assert all("ratio" in json.loads(line) for line in printed.out.splitlines())


def test_the_command_prints_one_figure_a_line(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    driver = _driver(tmp_path, GOES_ON + '    visit.confirm("Thank you")\n')
    given = ["--json", "--peer", site, "--driver", str(driver), "--submissions", "3"]
    monkeypatch.setattr(sys, "argv", ["bench", *given])
    assert benchmark.main() == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    by_name = {line["name"]: line["value"] for line in lines}
    assert by_name["peer.first_view.requests"] == 4
    assert by_name["peer.submit.requests"] == 3
