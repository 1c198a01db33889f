"""Every vector opens, or is refused, as its `expect:` line says."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from grievance.envelope import refusals
from grievance.envelope.keys import Purpose
from grievance.envelope.plain import canonical
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope
from scripts.envelope_vectors import FOLDER, files

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = sorted(FOLDER.glob("*.txt"))


def _read(path: Path) -> tuple[dict[str, str], bytes, PrivateKey]:
    head, body = path.read_text().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    purpose = Purpose[fields["key purpose"].upper()]
    private = PrivateKey.from_seed(bytes.fromhex(fields["seed"]), purpose)
    return fields, base64.b64decode(body), private


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_a_vector_ends_as_it_says(path: Path) -> None:
    fields, envelope, private = _read(path)
    if fields["expect"] == "success":
        payload = open_envelope(envelope, private, {fields["edition"]})
        if path.stem != "opens-not-canonical":
            digest = hashlib.sha256(canonical(payload)).hexdigest()
            assert digest == fields["payload sha256"]
        return
    with pytest.raises(refusals.EnvelopeRefused) as refused:
        open_envelope(envelope, private, {fields["edition"]})
    assert type(refused.value).__name__ == fields["expect"]
    assert refused.value.advice


def test_every_refusal_on_opening_has_a_vector() -> None:
    expected = {_read(path)[0]["expect"] for path in VECTORS} - {"success"}
    # TooLong is a refusal to seal; the others are of what a code opens, and of a sealed note.
    elsewhere = {"TooLong", "BadRecord", "BadMessage", "NotText"}
    named = {one.__name__ for one in refusals.EnvelopeRefused.__subclasses__()}
    assert expected == named - elsewhere


def test_the_vectors_and_the_worked_example_made_again_are_the_same() -> None:
    made = files()
    assert set(VECTORS) == {path for path in made if path.parent == FOLDER}
    assert [path.name for path, text in made.items() if path.read_text() != text] == []
