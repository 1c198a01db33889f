"""A second program, in another language and with other libraries, reads and writes the format."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.plain import canonical
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope
from scripts.envelope_vectors import FOLDER

NODE = shutil.which("node")
HERE = Path(__file__).parents[2] / "node"
READY = NODE is not None and (HERE / "node_modules/@hpke/hybridkem-x-wing").exists()

pytestmark = pytest.mark.skipif(
    not READY, reason="the second reader needs node, and npm ci in tests/node"
)
SEED = b"\x07" * 32


def _second_reader(*arguments: str, given: bytes = b"") -> bytes:
    command = [str(NODE), str(HERE / "reader.mjs"), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_second_reader_ends_every_vector_as_we_do() -> None:
    outcomes = json.loads(_second_reader("vectors", str(FOLDER)))
    expected = {}
    for path in FOLDER.glob("*.txt"):
        head = path.read_text().split("\n\n")[0]
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        expected[path.stem] = fields.get("payload sha256", fields["expect"])
    assert outcomes == expected


@pytest.mark.parametrize("purpose", list(Purpose))
def test_the_second_reader_opens_what_we_sealed(purpose: Purpose) -> None:
    private = PrivateKey.from_seed(SEED, purpose)
    payload = {"edition": "2026-1", "story": "Ilitokea Nairobi — déjà vu 🌍"}
    envelope = seal(payload, purpose, private.public)
    opened = _second_reader("open", SEED.hex(), str(purpose.value), "2026-1", given=envelope)
    assert opened == canonical({**payload, "purpose": purpose.word})


@pytest.mark.parametrize("size", [0, 5000, 70_000])
def test_we_open_what_the_second_writer_sealed(size: int) -> None:
    private = PrivateKey.from_seed(SEED, Purpose.CASEWORK)
    payload = {"edition": "2026-1", "purpose": "casework", "story": "é" * size}
    envelope = _second_reader("seal", private.public.raw.hex(), "2", given=canonical(payload))
    assert open_envelope(envelope, private, {"2026-1"}) == payload
