"""What the operator adds, and what stops an intake from starting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grievance.envelope.card import IsAPrivateKey
from grievance.errors import GrievanceError
from grievance.web.intake.app import create_app
from tests.kit.browser import SITE
from tests.kit.site import a_site
from tests.kit.stories import START, walk
from tests.kit.union import DATA_WORKERS

EMPLOYERS = "id,group,name,kind,aliases\n"


@pytest.mark.parametrize("folder", ["data", "drafts", "reference"])
def test_an_intake_within_reach_of_a_private_key_does_not_start(
    folder: str, tmp_path: Path
) -> None:
    with a_site(tmp_path, reference=tmp_path / "reference") as site:
        place = getattr(site.settings, folder) / "forgotten"
        place.mkdir(parents=True)
        key = next(iter((tmp_path / DATA_WORKERS["en"]).glob("casework-*.key")))
        (place / "notes.txt").write_bytes(key.read_bytes())
        with pytest.raises(IsAPrivateKey, match=r"notes\.txt"):
            create_app(site.settings, site.clock)


def test_a_card_within_reach_is_no_private_key(tmp_path: Path) -> None:
    with a_site(tmp_path) as site:
        (site.settings.data / "card.json").write_bytes(site.unions[0].card.raw)
        create_app(site.settings, site.clock)


def test_an_employer_that_the_operator_adds_can_be_chosen(tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "employers.csv").write_text(f"{EMPLOYERS}zebra,zebra,Zebra Labels,bpo,\n", "utf-8")
    with a_site(tmp_path, reference=reference) as site:
        page = walk(site.browser(), {"start": START}, until="employer")
        assert "zebra" in page.choices["work.employer"]
        assert "Zebra Labels" in page.text


def test_a_bad_row_of_the_operator_stops_the_start_with_its_line(tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "employers.csv").write_text(f"{EMPLOYERS}zebra,zebra,,bpo,\n", "utf-8")
    with (
        pytest.raises(GrievanceError, match=r"employers\.csv.*2"),
        a_site(tmp_path, reference=reference),
    ):
        pass


def test_drafts_on_a_disk_stop_the_start(tmp_path: Path) -> None:
    with a_site(tmp_path) as site:
        on_disk = Path("/proc/grievance")  # whatever this machine has, that is no memory of ours
        settings = replace(site.settings, drafts=on_disk)
        with pytest.raises(GrievanceError, match="memory"):
            create_app(settings, site.clock)
        assert not on_disk.exists()


@pytest.mark.parametrize(("behind", "believed"), [(True, True), (False, False)])
def test_one_proxy_is_believed_about_tls_if_the_operator_has_one(
    tmp_path: Path, *, behind: bool, believed: bool
) -> None:
    with a_site(tmp_path, behind_proxy=behind) as site:
        client = site.browser().client
        plain = SITE.replace("https", "http")
        response = client.get("/en/", base_url=plain, headers={"X-Forwarded-Proto": "https"})
        assert ("Strict-Transport-Security" in response.headers) == believed
