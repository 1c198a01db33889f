"""Canaries: texts that occur nowhere else, so that wherever one is found something leaked."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from tests.kit.syllables import unheard_of

if TYPE_CHECKING:
    from grievance.envelope.slip import SlipCode
    from tests.attacks.visitor import Visitor


class Canaries(dict[str, str]):
    """What is looked for, by what it is; `fresh` makes one that occurs nowhere else."""

    def fresh(self, name: str) -> str:
        """Return a new canary, in letters of three languages."""
        self[name] = f"Ségou ng’ombe {unheard_of()}"
        return self[name]

    def plain(self, name: str) -> str:
        """Return a new canary of plain letters, for where nothing else may stand."""
        self[name] = f"Canary{unheard_of()}"
        return self[name]

    def slip(self, name: str, code: SlipCode) -> SlipCode:
        """Look for the code of an invitation slip, as it is printed and as one word."""
        self[name], self[f"{name}, joined"] = code.grouped, code.text
        return code

    def keep(self, visitor: Visitor, name: str) -> None:
        """Note the secrets that only this visitor may have: its cookie and the secret number."""
        number = visitor.number
        if number:
            self[f"number {name}"] = number
            self[f"number {name}, joined"] = number.replace(" ", "")
        self.cookie(name, visitor.cookies["__Host-grievance"])

    def cookie(self, name: str, cookie: str) -> None:
        """Look for a cookie of Flask, and for what is signed in it."""
        self[f"cookie {name}"] = cookie
        for key, value in _inside(cookie).items():
            self[f"{key} in cookie {name}"] = value


def _inside(cookie: str) -> dict[str, str]:
    """Return what a signed cookie of Flask holds."""
    coded = cookie.removeprefix(".").partition(".")[0]
    body = urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
    text = zlib.decompress(body) if cookie.startswith(".") else body
    return {key: str(value) for key, value in json.loads(text).items() if len(str(value)) > 12}
