"""Six digits of an app that change every half minute (RFC 6238), and ten codes on paper instead.

    secret = new_secret()
    step = step_of(secret, "492039", moment)     # None: it is not one of now

A step is the number of half minutes since 1970. Whoever takes a code keeps its step and takes none
that is not later: a code that was watched is worth nothing (RFC 6238, section 5.2).
"""

from __future__ import annotations

import hashlib
import io
import secrets
from typing import TYPE_CHECKING

import pyotp
import segno

from grievance.envelope import base32

if TYPE_CHECKING:
    from datetime import datetime

STEP_SECONDS = 30
DRIFT = 1
"""How many steps a clock may be off, either way."""
ISSUER = "Grievance"
CODES = 10
CODE_SYMBOLS = 16
GROUP = 4
_DIGEST_CONTEXT = b"grievance/v1/recovery code"


def new_secret() -> str:
    """Draw 160 bits (RFC 4226, section 4) as an app takes them: 32 signs of base 32."""
    return pyotp.random_base32()


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Return the step that `typed` belongs to, or None; every step in reach is compared."""
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    here = int(now.timestamp()) // STEP_SECONDS
    digits = "".join(typed.split())
    found = None
    for step in range(here - DRIFT, here + DRIFT + 1):
        expected = totp.generate_otp(step)
        if secrets.compare_digest(expected.encode(), digits.encode("utf-8", "replace")):
            found = step
    return found


def code_at(secret: str, now: datetime) -> str:
    """Return the six digits that an app shows at `now`."""
    return str(pyotp.TOTP(secret, interval=STEP_SECONDS).at(now))


def address(secret: str, name: str) -> str:
    """Return the `otpauth:` address by which an app takes `secret` under `name`."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=name, issuer_name=ISSUER)


def picture(secret: str, name: str) -> str:
    """Return the address as a QR code: an inline `<svg>` without style, script or reference."""
    drawn = segno.make(address(secret, name), error="m", micro=False)
    return str(
        drawn.svg_inline(
            scale=4, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
        )
    )


def terminal_picture(secret: str, name: str) -> str:
    """Return the address as a QR code of half blocks, for a terminal."""
    drawn = io.StringIO()
    segno.make(address(secret, name), micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()


def grouped(secret: str) -> str:
    """Return `secret` in groups of four, as a person types it."""
    return " ".join(secret[first : first + GROUP] for first in range(0, len(secret), GROUP))


def new_codes() -> list[str]:
    """Draw ten recovery codes of 80 bits, in groups: `7K2M-QX0T-94VB-ZZ1C`."""
    return [_new_code() for _ in range(CODES)]


def digest_of(typed: str) -> bytes | None:
    """Return what is kept of a recovery code (SHA-256), or None when `typed` cannot be one.

    80 random bits cannot be searched, so a plain hash keeps them as well as a slow one would.
    """
    values = [base32.VALUES.get(sign, -1) for sign in typed if sign not in "- "]
    if len(values) != CODE_SYMBOLS or -1 in values:
        return None
    symbols = base32.encode(base32.decode(values), CODE_SYMBOLS)
    return hashlib.sha256(_DIGEST_CONTEXT + symbols.encode()).digest()


def _new_code() -> str:
    symbols = base32.encode(secrets.randbits(CODE_SYMBOLS * base32.BITS), CODE_SYMBOLS)
    return "-".join(symbols[first : first + GROUP] for first in range(0, CODE_SYMBOLS, GROUP))
