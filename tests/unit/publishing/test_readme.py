"""The README of a release: what an organisation wrote in it is text, whatever signs it holds."""

from __future__ import annotations

import pytest

from tests.kit.released import counts_of, measured, published, release_of


def _readme(name: str) -> str:
    built = release_of(measured(counts_of(0)), names={"en": name, "fr": "a", "sw": "b"})
    return built.files["README.en.md"].decode()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Data Workers (Kenya) v. 2", "Data Workers (Kenya) v. 2"),
        ("<b>[us](http://evil)</b>", r"\<b\>\[us\](http://evil)\</b\>"),
        ("# First", r"\# First"),
        ("- First", r"\- First"),
        ("1. First", r"1\. First"),
        ("a `b` *c* _d_ ~e~ |f| &amp; !g \\", r"a \`b\` \*c\* \_d\_ \~e\~ \|f\| \&amp; \!g \\"),
    ],
)
def test_a_name_is_only_a_name(name: str, written: str) -> None:
    assert _readme(name).splitlines()[2] == written


def test_it_begins_with_its_title_and_leads_with_what_is_said() -> None:
    lines = published().files["README.en.md"].decode().splitlines()
    assert lines[0] == "# Statistics from testimonies, 1 October 2026 to 31 December 2026"
    assert lines[4] == "## What the testimonies say"
    assert lines[6].startswith("About 1,193 testimonies. The real number is most likely from")
    assert any(line.endswith("they do not measure all workers.") for line in lines)
    assert (
        "We blur every number slightly so that no employer can tell whether any one person spoke."
    ) in lines


def test_no_sentence_stands_there_without_what_it_is_about() -> None:
    text = release_of(measured(counts_of(12))).files["README.en.md"].decode()
    assert "testimonies. The real number is most likely from" in text
    assert "report this" not in text
    assert "- No single problem is clearly named most often." in text


def test_researchers_find_cost_noise_and_hashes() -> None:
    text = published().files["README.en.md"].decode()
    assert "| `main_grievance` | 1/50 | 5.0000 |" in text
    assert f"- plan: `{published().release.plan.sha256}`" in text
    assert f"- ledger: `{published().release.ledger_head}`" in text
