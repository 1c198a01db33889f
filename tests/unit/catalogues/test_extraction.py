from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.build_backend import compile_catalogues
from scripts.catalogues.extraction import template
from scripts.catalogues.files import brought_up_to, read, written

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = {
    "questionnaire/pay.py": 'prompt = say("pay.amount", "How much were you paid?")\n',
    "web/pages.py": '_("Continue")\nngettext("%(n)s hour", "%(n)s hours", n)\nspeaker.gettext(x)\n',
    "templates/intake/done.html": "<p>{{ pgettext('done', 'Your secret number') }}</p>",
    "reference/grievance_codes.csv": "code,group,label\npay.late,pay,Paid late\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        path = tmp_path / "grievance" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_every_kind_of_source_reaches_the_template(tree: Path) -> None:
    found = {(one.context, one.id) for one in template(tree) if one.id}
    assert found == {
        ("pay.amount", "How much were you paid?"),
        (None, "Continue"),
        (None, ("%(n)s hour", "%(n)s hours")),
        ("done", "Your secret number"),
        ("grievance.pay.late", "Paid late"),
    }


def test_a_template_that_cannot_be_read_stops_the_extraction(tree: Path) -> None:
    (tree / "grievance/templates/intake/done.html").write_text("{% if %}", "utf-8")
    with pytest.raises(Exception, match="Expected an expression"):
        template(tree)


def test_a_catalogue_written_twice_is_the_same_file(tree: Path) -> None:
    path = tree / "grievance.po"
    path.write_bytes(written(brought_up_to(template(tree), read(path, "fr"))))
    again = written(brought_up_to(template(tree), read(path, "fr")))
    assert again == path.read_bytes()
    assert b"Date" not in again


def test_what_was_translated_stays_and_what_left_the_source_goes(tree: Path) -> None:
    path = tree / "grievance.po"
    catalogue = brought_up_to(template(tree), read(path, "fr"))
    catalogue["Continue"].string = "Continuer"
    catalogue.add("Gone", "Parti")
    path.write_bytes(written(catalogue))
    kept = brought_up_to(template(tree), read(path, "fr"))
    assert kept["Continue"].string == "Continuer"
    assert "Gone" not in kept
    assert b"Gone" not in written(kept)


def test_only_a_stale_catalogue_is_compiled_again(tree: Path) -> None:
    path = tree / "translations" / "fr" / "LC_MESSAGES" / "grievance.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(written(brought_up_to(template(tree), read(path, "fr"))))
    compiled = tree / "grievance/wording/catalogues/fr/LC_MESSAGES/grievance.mo"
    assert compile_catalogues(tree) == [compiled]
    assert compile_catalogues(tree) == []


def test_a_language_without_its_catalogue_is_offered_no_longer(tree: Path) -> None:
    compiled = tree / "grievance/wording/catalogues/pl/LC_MESSAGES/grievance.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(b"of a catalogue that was taken away")
    compile_catalogues(tree)
    assert not compiled.exists()
