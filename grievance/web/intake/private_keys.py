"""The intake does not start where a private key lies: it would undo the whole promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.card import IsAPrivateKey
from grievance.envelope.marker import looks_like_private_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.settings import IntakeSettings

_BEGINNING = 64  # bytes: the marker is the first line of a key file


def refuse_private_keys(settings: IntakeSettings) -> None:
    """Raise `IsAPrivateKey` when a file in the intake's folders is one of our private keys."""
    for folder in (settings.data, settings.drafts, settings.reference):
        for path in _files(folder):
            with path.open("rb") as file:
                if looks_like_private_key(file.read(_BEGINNING)):
                    raise IsAPrivateKey(
                        f"{path} is a private key, and this is the intake.",
                        "Remove it from this machine at once and make new keys with "
                        "`grievance keys new` on another one: it may have been copied.",
                    )


def _files(folder: Path | None) -> Iterator[Path]:
    if folder and folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file())
