"""No seed, password or sheet is shown by what is printed, raised or pickled."""

from __future__ import annotations

import base64
import pickle
import traceback
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.errors import GrievanceError
from grievance.opening.grants import open_grant, seal_grant
from grievance.opening.keyfile import parse
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.recovery import RecoveryKey, recover, seal_to_recovery
from grievance.opening.sealed_text import open_note, seal_note
from grievance.opening.sheets import read_sheet, split
from grievance.opening.user_keys import UserKey, session_kek

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = b"\xc3SEED-that-nobody-may-ever-see-\xa9"
CASEWORK = PrivateKey.from_seed(SEED, Purpose.CASEWORK)
STATISTICS = PrivateKey.from_seed(SEED, Purpose.STATISTICS, "2026Q4")
SIGNING = SigningKey.from_seed(SEED)
USER, RECOVERY = UserKey.from_seed(SEED), RecoveryKey.from_seed(SEED)
SHEETS = split(SEED, 3, 5)
HOLDERS = {
    "casework": CASEWORK,
    "signing": SIGNING,
    "held": CASEWORK.held(),
    "user": USER,
    "recovery": RECOVERY,
    "sheet": read_sheet(SHEETS[0], 1),
}
OTHER = UserKey.new()
GRANT = seal_grant(CASEWORK.held(), OTHER.public)
NOTE = seal_note("SEED-that-nobody-may-ever-see", CASEWORK.public, b"here")

FAILURES: dict[str, Callable[[], object]] = {
    "short seed": lambda: PrivateKey.from_seed(SEED + SEED, Purpose.CASEWORK),
    "short signing seed": lambda: SigningKey.from_seed(SEED + SEED),
    "wrong kind": lambda: PrivateKey.from_held(SIGNING.held()),
    "damaged file": lambda: parse(CASEWORK.held().text().replace("casework", "card").encode()),
    "cut file": lambda: parse(CASEWORK.held().text().encode()[:-9]),
    "wrong secret": lambda: UserKey.unwrap(USER.wrap(SEED, b"x"), SEED, b"y"),
    "long secret": lambda: session_kek(SEED + SEED),
    "another's grant": lambda: open_grant(GRANT, USER),
    "changed grant": lambda: open_grant(GRANT[:-1] + b"\0\0"[:1], OTHER),
    "never recovered": lambda: seal_to_recovery(STATISTICS.held(), RECOVERY.public),
    "moved note": lambda: open_note(NOTE, CASEWORK, b"there"),
    "two sheets": lambda: recover(SHEETS[:2]),
    "one sheet thrice": lambda: recover(SHEETS[:1] * 3),
}


def _shows_it(text: str) -> bool:
    # The first four words of a sheet say which set and place it has, and no more.
    sheets = [" ".join(sheet.split()[4:7]) for sheet in SHEETS]
    spelled = [SEED.hex(), base64.b64encode(SEED).decode(), "nobody-may"]
    return any(part in text for part in (*sheets, *spelled))


def test_the_search_finds_what_is_shown() -> None:
    for shown in (CASEWORK.held().text(), SHEETS[0], repr(SEED), SEED.hex()):
        assert _shows_it(shown)


@pytest.mark.parametrize("name", HOLDERS)
def test_what_holds_a_key_does_not_show_it(name: str) -> None:
    holder = HOLDERS[name]
    assert not any(map(_shows_it, (repr(holder), str(holder), f"{holder}")))


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_does_not_tell_a_key(name: str) -> None:
    with pytest.raises(GrievanceError) as refused:
        FAILURES[name]()
    assert not _shows_it("".join(traceback.format_exception(refused.value)))
    assert not _shows_it(f"{refused.value!r} {refused.value.__dict__}")


@pytest.mark.parametrize("name", ["casework", "user", "recovery"])
def test_what_the_library_opens_with_cannot_be_sent_to_another_process(name: str) -> None:
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(HOLDERS[name])


def test_what_is_sent_to_a_process_arrives_whole() -> None:
    assert pickle.loads(pickle.dumps(CASEWORK.held())) == CASEWORK.held()  # noqa: S301 - our own
