"""`grievance questionnaire template` and `grievance intake import`, as an operator runs them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.cli import grievance
from grievance.importing.columns import header
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.main import Store
from tests.kit.imports import a_row, an_intake, csv_text, read_row, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.imports import Intake

SCRIPT = "from grievance.cli import main; main()"
BAD = [a_row(), a_row(pay__amount="much"), read_row(story__text="=HYPERLINK(1)", language="")]


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with an_intake(tmp_path) as made:
        yield made


def run(*arguments: object, data: Path | None = None) -> Result:
    environ = {"GRIEVANCE_DATA": str(data)} if data else {}
    return CliRunner().invoke(grievance, [str(one) for one in arguments], env=environ)


def bring(intake: Intake, *arguments: object) -> Result:
    return run("intake", "import", *arguments, data=intake.data)


def test_from_template_to_sealed_rows_in_a_process_of_their_own(
    intake: Intake, tmp_path: Path
) -> None:
    """The whole way as a shell takes it: `template > form.csv`, a row typed in, `import`."""
    environ = {"GRIEVANCE_DATA": str(intake.data)}

    def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-c", SCRIPT, *arguments]
        return subprocess.run(line, env=environ, capture_output=True, text=True, check=True)

    template = shell("questionnaire", "template").stdout
    columns = next(csv.reader(io.StringIO(template)))
    row = read_row()
    form = tmp_path / "form.csv"
    typed = csv_text([{column: row.get(column, "") for column in columns}]).splitlines()[1]
    form.write_text(template + typed + "\n", "utf-8")
    said = shell("intake", "import", str(form)).stdout
    assert "1 rows were taken; a union can read 1." in said
    assert "2 words that could show who somebody is were hidden." in said
    assert "Nobody has a secret number for them" in said
    assert len(intake.counted()) == len(intake.read()) == 1


def test_the_code_book_speaks_the_language_that_is_asked_for() -> None:
    done = run("questionnaire", "template", "--codes", "--language", "fr")
    assert done.exit_code == 0
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert ["work.country", "KE", "Kenya"] in rows
    assert any("Avez-vous" in meaning for _, _, meaning in rows)


def test_the_code_book_has_the_operators_own_employers(tmp_path: Path) -> None:
    own = "id,group,name,kind,aliases\nnew_firm,new_firm,New Firm,bpo,\n"
    (tmp_path / "employers.csv").write_text(own, "utf-8")
    done = run("questionnaire", "template", "--codes", "--reference", tmp_path)
    assert "work.employer,new_firm,New Firm" in done.stdout


def test_json_lines_are_taken_too(intake: Intake, tmp_path: Path) -> None:
    row = {**a_row(), "wrong.codes": ["pay.late", "harm.exposure"], "pay.amount": 21000}
    (tmp_path / "form.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    done = bring(intake, tmp_path / "form.jsonl")
    assert done.exit_code == 0, done.output
    assert len(intake.counted()) == 1


def test_a_dry_run_takes_nothing_and_leaves_nothing(intake: Intake, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "form.csv", [a_row()] * 2)
    done = bring(intake, file, "--dry-run")
    assert done.exit_code == 0
    assert "2 rows can be taken, 0 cannot." in done.stdout
    assert "Nothing was taken" in done.stdout
    assert not intake.counted()
    assert bring(intake, file).exit_code == 0
    assert len(intake.counted()) == 2


def test_with_one_bad_row_nothing_is_taken(intake: Intake, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "form.csv", BAD)
    done = bring(intake, file)
    assert done.exit_code == 1
    assert "form.csv, line 3, column pay.amount: write a number in digits" in done.stderr
    assert "form.csv, line 4, column language: write the language" in done.stderr
    assert "2 rows cannot be taken as they are, 1 could be. Nothing was taken." in done.stderr
    assert "--skip-bad" in done.stderr
    assert not intake.counted()
    assert not (tmp_path / "form.csv.imported").exists()
    assert "much" not in done.output
    assert "HYPERLINK" not in done.output


def test_bad_rows_are_set_aside_corrected_and_imported(intake: Intake, tmp_path: Path) -> None:
    done = bring(intake, write_csv(tmp_path / "form.csv", BAD), "--skip-bad")
    assert done.exit_code == 0, done.output
    assert len(intake.counted()) == 1
    aside = tmp_path / "form.bad.csv"
    rows = list(csv.DictReader(io.StringIO(aside.read_text("utf-8-sig"), newline="")))
    assert rows[0]["problem"].startswith("pay.amount: write a number")
    assert rows[1]["story.text"] == "'=HYPERLINK(1)"
    rows[0]["pay.amount"], rows[1]["language"] = "21000", "en"
    done = bring(intake, write_csv(aside, rows))
    assert done.exit_code == 0, done.output
    assert len(intake.counted()) == 3
    assert intake.read()[0]["answers"]["story.text"] == "=HYPERLINK(1)"


def test_bad_rows_may_be_given_a_name_but_not_another_files(intake: Intake, tmp_path: Path) -> None:
    file, named = write_csv(tmp_path / "form.csv", BAD), tmp_path / "mine.csv"
    named.write_text("keep me", "utf-8")
    done = bring(intake, file, "--skip-bad", "--bad-rows", named)
    assert done.exit_code == 1
    assert "mine.csv cannot be written: File exists" in done.stderr
    assert "give another name, or move it away" in done.stderr
    assert named.read_text("utf-8") == "keep me"
    assert not intake.counted()
    named.unlink()
    assert bring(intake, file, "--skip-bad", "--bad-rows", named).exit_code == 0
    assert len(named.read_text("utf-8-sig").splitlines()) == 3


def test_a_second_file_of_bad_rows_takes_the_next_name(intake: Intake, tmp_path: Path) -> None:
    (tmp_path / "form.bad.csv").write_text("being corrected", "utf-8")
    done = bring(intake, write_csv(tmp_path / "form.csv", BAD), "--skip-bad")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "form.bad.csv").read_text("utf-8") == "being corrected"
    assert (tmp_path / "form.bad2.csv").exists()


def test_a_second_attempt_sets_no_bad_row_aside_twice(intake: Intake, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "form.csv", BAD)
    assert bring(intake, file, "--skip-bad").exit_code == 0
    (tmp_path / "form.csv.imported").unlink()  # as if cut off before a row was taken
    done = bring(intake, file, "--skip-bad")
    assert done.exit_code == 0, done.output
    assert f"The others are in {tmp_path / 'form.bad.csv'}:" in done.stdout
    assert not (tmp_path / "form.bad2.csv").exists()


def test_rows_that_were_half_set_aside_are_not_set_aside_twice(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    file = write_csv(tmp_path / "form.csv", BAD)
    with monkeypatch.context() as patched:
        patched.setattr("grievance.cli.imported.name_new", cut)
        assert bring(intake, file, "--skip-bad").exit_code != 0
    assert not (tmp_path / "form.bad.csv").exists()
    assert bring(intake, file, "--skip-bad").exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("*bad*")) == ["form.bad.csv"]
    assert sorted(path.name for path in tmp_path.glob(".*bad*")) == []


def test_where_every_row_is_bad_they_are_set_aside_and_the_file_is_not_noted(
    intake: Intake, tmp_path: Path
) -> None:
    done = bring(intake, write_csv(tmp_path / "form.csv", BAD[1:]), "--skip-bad")
    assert done.exit_code == 0, done.output
    assert "0 rows can be taken, 2 cannot." in done.stdout
    assert not (tmp_path / "form.csv.imported").exists()


def test_the_same_file_is_not_taken_twice(intake: Intake, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "form.csv", [a_row()])
    assert bring(intake, file).exit_code == 0
    again = bring(intake, file)
    assert again.exit_code == 1
    assert "form.csv was imported already, says form.csv.imported." in again.stderr
    write_csv(file, [a_row(), a_row()])
    changed = bring(intake, file)
    assert changed.exit_code == 1
    assert "changed after its import began" in changed.stderr
    assert len(intake.counted()) == 1


def test_what_the_form_would_not_ask_is_said(intake: Intake, tmp_path: Path) -> None:
    done = bring(intake, write_csv(tmp_path / "form.csv", [a_row(story__text="Mine")] * 2))
    assert "story.text: left out of 2 rows, as the form would not ask it." in done.stderr
    assert "Mine" not in done.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("form.csv", ",".join(header(EDITION)) + "\n", "form.csv holds no row."),
        ("form.jsonl", "\n\n", "form.jsonl holds no row."),
        ("form.csv", "", "names no column"),
        ("form.xlsx", "PK", "ends neither in .csv nor in .jsonl"),
        ("form.csv", "language,start.adult,start.agree\nen,yes,\xe9\x00\n", "line 2, column start"),
    ],
)
def test_a_file_that_holds_nothing_to_take_is_refused(
    intake: Intake, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    done = bring(intake, tmp_path / name)
    assert done.exit_code == 1
    assert said in done.stderr


def test_without_a_key_that_counts_nothing_is_taken(tmp_path: Path) -> None:
    Store.open(tmp_path / "data").close()
    file = write_csv(tmp_path / "form.csv", [a_row()])
    done = run("intake", "import", file, data=tmp_path / "data")
    assert done.exit_code == 1
    assert "No key that could open this testimony is valid today." in done.stderr


def test_without_a_store_none_is_made(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "form.csv", [a_row()])
    done = run("intake", "import", file, data=tmp_path / "data")
    assert done.exit_code == 1
    assert not (tmp_path / "data").exists()


def test_where_no_note_can_be_left_nothing_is_taken(intake: Intake, tmp_path: Path) -> None:
    file = write_csv(tmp_path / f"{'x' * 246}.csv", [a_row()])  # its note's name is too long
    done = bring(intake, file)
    assert done.exit_code == 1
    assert "File name too long" in done.stderr
    assert not intake.counted()
