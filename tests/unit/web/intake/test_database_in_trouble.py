"""With the database gone, nothing typed is lost, nothing is promised, and it works again later."""

from __future__ import annotations

import secrets
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.kit.returning import come_back, written
from tests.kit.site import Site, a_site
from tests.kit.stores import ON_BOTH, place_on
from tests.kit.stories import MODERATOR, SHORT, STORY, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.cut_line import CutLine
    from tests.kit.postgres import Cluster

pytestmark = pytest.mark.postgresql


@pytest.fixture
def short(cluster: Cluster) -> Iterator[Path]:
    """Give a folder whose name fits into the address of a socket."""
    folder = cluster.folder / secrets.token_hex(2)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def line(cluster: Cluster, short: Path) -> Iterator[CutLine]:
    from tests.kit.cut_line import CutLine  # noqa: PLC0415 - as in the kit

    with CutLine.laid(cluster, short) as laid:
        yield laid


@pytest.fixture
def site(line: CutLine, cluster: Cluster, short: Path, tmp_path: Path) -> Iterator[Site]:
    """Give an intake with its database at the end of a line that can be cut."""
    del line
    made = place_on(cluster, tmp_path / "made").database
    assert made is not None
    with a_site(tmp_path, database=f"{made.rpartition('?')[0]}?host={short}") as opened:
        yield opened
    cluster.drop(made)


def test_a_line_cut_in_mid_submission_keeps_what_was_typed_and_pressing_again_sends_it(
    site: Site, line: CutLine
) -> None:
    browser = site.browser()
    walk(browser, MODERATOR)
    line.cut_at(b"INSERT INTO envelope", arrives=True)
    page = browser.press("on")
    assert line.has_cut.wait(20)
    assert page.status == 503
    assert "Nothing was sent." in " ".join(page.problems)
    assert "21,000 Kenyan shillings" in page.text
    assert site.told() == 0
    assert browser.press("on").number
    assert site.told() == 1


@pytest.mark.parametrize("road", ["steps", "short"])
@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_a_line_cut_at_the_last_word_still_shows_the_number_of_one_testimony(
    site: Site, line: CutLine, road: str, *, arrives: bool
) -> None:
    browser = site.browser()
    if road == "steps":
        walk(browser, MODERATOR)
    else:
        browser.open("~/tell/short")
    line.cut_at(b"COMMIT", arrives=arrives)
    page = browser.press("on") if road == "steps" else browser.say(SHORT)
    assert line.has_cut.wait(20)
    assert page.number
    assert site.told() == 1


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_where_nobody_can_know_the_page_says_so_and_pressing_again_makes_sure(
    site: Site, line: CutLine, language: str, *, arrives: bool
) -> None:
    browser = site.browser(language)
    walk(browser, MODERATOR)
    line.cut_at(b"COMMIT", arrives=arrives, for_good=True)
    page = browser.press("on")
    assert page.status == 503
    assert len(page.problems) == 2
    if language == "en":
        assert page.problems[0] == "We do not know whether this arrived"
    assert "Nothing was sent" not in page.text
    line.mended()
    assert browser.press("on").number
    assert site.told() == 1


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_a_message_whose_last_word_was_cut_is_there_once(
    site: Site, line: CutLine, *, arrives: bool
) -> None:
    browser = site.browser()
    come_back(browser, tell_short(browser).number)
    line.cut_at(b"COMMIT", arrives=arrives)
    page = browser.say({"text": "Which month do you mean?"})
    assert line.has_cut.wait(20)
    assert page.status == 200
    assert written(site) == ["Which month do you mean?"]


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_of_a_message_nobody_can_know_the_page_says_so_and_pressing_again_makes_sure(
    site: Site, line: CutLine, *, arrives: bool
) -> None:
    browser = site.browser()
    come_back(browser, tell_short(browser).number)
    line.cut_at(b"COMMIT", arrives=arrives, for_good=True)
    page = browser.say({"text": "Which month do you mean?"})
    assert page.status == 503
    assert page.problems[0] == "We do not know whether this arrived"
    line.mended()
    until = time.monotonic() + 20
    while arrives and not written(site) and time.monotonic() < until:
        time.sleep(0.02)  # the server may still be at it
    assert len(written(site)) == arrives
    assert browser.press("on").status == 200
    assert written(site) == ["Which month do you mean?"]
    browser.say({"text": "Which month do you mean?"})
    assert len(written(site)) == 2, "asked again"


def test_while_the_database_is_down_pages_can_be_filled_in(site: Site, cluster: Cluster) -> None:
    browser = site.browser()
    walk(browser, MODERATOR, until="story")
    cluster.stop()
    try:
        site.intake.look_again()
        page = browser.say(MODERATOR["story"])
        assert page.status == 200
        assert page.path.endswith("/tell/names")
        assert browser.press("on").status == 503, "the check page asks what was sent before"
    finally:
        cluster.start()
    site.intake.look_again()
    assert browser.open("~/tell/story").values["story.text"] == [STORY]
    browser.press("on")
    browser.press("on")
    assert browser.open("~/tell/check").status == 200
    assert browser.press("on").number
    assert site.told() == 1


def test_an_intake_that_never_reached_its_database_does_not_start(
    cluster: Cluster, tmp_path: Path
) -> None:
    from grievance.store.postgresql.errors import DatabaseGone  # noqa: PLC0415 - needs psycopg

    gone = cluster.url("no_such_database")
    with pytest.raises(DatabaseGone), a_site(tmp_path, database=gone):
        pass


@ON_BOTH
def test_the_whole_form_and_the_way_back_on_either_store(
    database: str | None, tmp_path: Path
) -> None:
    with a_site(tmp_path, database=database) as site:
        browser = site.browser()
        walk(browser, MODERATOR)
        number = browser.press("on").number
        browser.open("~/return")
        assert browser.say({"number": number}).status == 200
        assert site.store.sweep().names("rewritten")
        assert site.told() == 1
