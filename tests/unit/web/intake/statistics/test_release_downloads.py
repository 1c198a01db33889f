"""The files of a release: byte for byte what was signed, each as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.cli.release_sources import files_of
from grievance.release.archive import unpacked
from grievance.release.verify import verify_files
from tests.kit.browser import SITE
from tests.kit.checked import HEADERS
from tests.kit.ports import free_authority
from tests.kit.published import first_release, publish, second_release, withdrawal
from tests.kit.released import KEY, ORGANISATION
from tests.kit.served import served

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

BASE = f"/statistics/{ORGANISATION}/2026Q4/1"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
HOSTILE = [
    "measurements.tsv",
    "../1/release.json",
    "..%2f1%2frelease.json",
    "charts/../release.json",
    "charts/unpaid_work.de.svg",
    "/etc/passwd",
    "release.json/",
    "release.json%00",
    "RELEASE.JSON",
    ".unfinished",
    "files/release.json",
    "release.zip.part",
]


@pytest.mark.parametrize("name", second_release().files)
def test_every_file_is_there_as_it_was_signed(name: str, english: Browser) -> None:
    response = english.client.get(f"{BASE}/{name}", base_url=SITE)
    assert response.status_code == 200
    assert response.data == second_release().files[name]
    assert response.content_type == TYPES[name.rpartition(".")[2]]
    assert {one: response.headers.get(one) for one in HEADERS} == HEADERS
    saved = f"grievance-{ORGANISATION}-2026Q4-1-{name.replace('/', '-')}"
    assert f'filename="{saved}"' in response.headers["Content-Disposition"]


def test_a_drawing_comes_in_a_sandbox_and_under_no_other_policy(english: Browser) -> None:
    response = english.client.get(f"{BASE}/charts/unpaid_work.en.svg", base_url=SITE)
    policies = response.headers.getlist("Content-Security-Policy")
    assert policies == ["sandbox; default-src 'none'"]


def test_all_other_files_come_under_the_policy_of_pages(english: Browser) -> None:
    for name in ("measurements.csv", "release.json", "README.en.md"):
        (policy,) = english.client.get(f"{BASE}/{name}", base_url=SITE).headers.getlist(
            "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'; style-src 'self'")


def test_the_archive_verifies_and_holds_the_same_files(english: Browser) -> None:
    response = english.client.get(f"{BASE}/release.zip", base_url=SITE)
    files = unpacked(response.data)
    assert verify_files(files, KEY.public).sha256 == second_release().release.sha256
    assert files == dict(second_release().files)
    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("name", ["release.json", "release.zip"])
def test_whoever_verifies_by_the_address_gets_what_was_signed(name: str, shown: Site) -> None:
    with served(shown.app, free_authority()) as address:
        files = files_of(f"{address}{BASE}/{name}")
    assert verify_files(files, KEY.public).sha256 == second_release().release.sha256


@pytest.mark.parametrize("name", HOSTILE)
def test_no_other_name_reaches_the_disk(name: str, english: Browser) -> None:
    response = english.client.get(f"{BASE}/{name}", base_url=SITE)
    assert response.status_code in {308, 404}
    assert b"root:" not in response.data


@pytest.mark.parametrize("revision", ["0", "2", "-1", "1.0", "9" * 40])
def test_a_revision_that_is_not_there_is_said(revision: str, english: Browser) -> None:
    response = english.client.get(
        f"/statistics/{ORGANISATION}/2026Q4/{revision}/release.json", base_url=SITE
    )
    assert response.status_code == 404


def test_earlier_revisions_can_still_be_had_after_a_withdrawal(site: Site) -> None:
    publish(site.store, first_release(), second_release(), withdrawal())
    client = site.browser().client
    for revision, built in ((1, second_release()), (2, withdrawal())):
        path = f"/statistics/{ORGANISATION}/2026Q4/{revision}/release.json"
        assert client.get(path, base_url=SITE).data == built.files["release.json"]
    gone = client.get(f"/statistics/{ORGANISATION}/2026Q4/2/measurements.csv", base_url=SITE)
    assert gone.status_code == 404


def test_a_release_that_was_changed_on_the_disk_is_shown_to_nobody(site: Site) -> None:
    publish(site.store, first_release())
    (kept,) = site.store.releases()
    document = site.store.release_file(kept, "release.json")
    document.write_bytes(
        document.read_bytes().replace(b"Data Workers Union", b"Data Workers Onion")
    )
    browser = site.browser()
    for address in ("~/statistics", f"~/statistics/{ORGANISATION}/2026Q3/everyone"):
        assert "Onion" not in browser.open(address).html
    assert browser.page.status == 500
