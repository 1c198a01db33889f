"""The note beside a file that is imported: `form.csv.imported`. The store keeps nothing of it.

    note = Note.beside(Path("form.csv"))     # raises `ImportedBefore`, `ChangedSince`
    note.begin()                             # on the disk before the first row is
    note.code(17)                            # the receipt code of the row on line 17
    note.finish()                            # forgets the codes

Nothing in the store may tell a row from what somebody typed, or one file's rows from another's: not
even a hash of them. So that a file is not imported twice stands where the file itself stands, and
tells nothing that the file does not tell better.

While an import runs, the note holds 32 random bytes from which all its receipt codes follow. An
import that was cut off goes on with the same codes, and the store takes each code once. At the end
they are written over: nobody can be told a number that nobody has.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from grievance.envelope.receipt import SECRET_BITS, ReceiptCode
from grievance.importing.errors import (
    BegunMeanwhile,
    ChangedSince,
    ImportedBefore,
    NameTaken,
    NotWritable,
    UnreadableFile,
)
from grievance.importing.new_file import name_new, new_file
from grievance.store.files import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".imported"
_LABEL = b"grievance/v1/import"
_SECRET = 32


@dataclass
class Note:
    """What is known of one file: its SHA-256, and while it is being imported the secret.

    `begun` tells whether an import of the file was cut off.
    """

    file: Path
    path: Path
    sha256: str
    begun: bool
    _secret: bytes = field(repr=False)

    @classmethod
    def beside(cls, file: Path) -> Self:
        """Look for the note of `file`.

        Raises `ImportedBefore`, `ChangedSince`, `UnreadableFile`.
        """
        path = file.with_name(file.name + SUFFIX)
        digest = _sha256(file)
        found = _read(path)
        if found is None:
            return cls(file, path, digest, begun=False, _secret=secrets.token_bytes(_SECRET))
        known, secret = found
        if known != digest:
            raise ChangedSince(file.name, path.name)
        if secret is None:
            raise ImportedBefore(file.name, path.name)
        return cls(file, path, digest, begun=True, _secret=secret)

    def begin(self) -> None:
        """Bring the secret to the disk; raises `BegunMeanwhile` and `NotWritable`."""
        if self.begun:
            return
        # Whole or not there: half a note would tell nobody that nothing was taken yet.
        fresh = self._aside()
        try:
            self._write(fresh, {"sha256": self.sha256, "codes": self._secret.hex()})
            name_new(fresh, self.path)
        except NameTaken as error:
            raise BegunMeanwhile(self.file.name) from error
        self.begun = True

    def code(self, line: int) -> ReceiptCode:
        """Return the receipt code of the row that begins on `line`: the same at every attempt."""
        drawn = hmac.digest(self._secret, _LABEL + line.to_bytes(8, "big"), "sha256")
        return ReceiptCode.of(int.from_bytes(drawn, "big") >> (8 * len(drawn) - SECRET_BITS))

    def finish(self) -> None:
        """Forget the secret, on the disk too; raises `NotWritable`."""
        done = self._aside()
        self._write(done, {"sha256": self.sha256})
        # Cut off from here on, the note says of the same file that it was taken.
        _write_over(self.path, self._secret)
        done.replace(self.path)
        sync_folder(self.path.parent)
        self._secret = b""

    def is_still_of_its_file(self) -> bool:
        """Tell whether the file is what it was when it was looked for."""
        return _sha256(self.file) == self.sha256

    def _aside(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}")

    def _write(self, path: Path, value: dict[str, str]) -> None:
        try:
            with new_file(path, "utf-8") as written:
                written.write(json.dumps(value) + "\n")
                written.flush()
                os.fsync(written.fileno())
            sync_folder(path.parent)
        except OSError as error:
            raise NotWritable(path.name, error.strerror or "unknown reason") from error


def _read(path: Path) -> tuple[str, bytes | None] | None:
    """Return the hash of the file and the secret; None where there is no note."""
    try:
        match json.loads(path.read_text("utf-8")):
            case {"sha256": str(known), "codes": str(codes)}:
                secret = bytes.fromhex(codes)
                return known, secret if any(secret) else None
            case {"sha256": str(known)}:
                return known, None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFile(path.name, error.strerror or "unknown reason") from error
    except ValueError:
        pass
    raise UnreadableFile(path.name, "it is no note of an import")


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(file.name, error.strerror or "unknown reason") from error


def _write_over(path: Path, secret: bytes) -> None:
    """Put "0" where the digits of the secret stand: most file systems write to the same place."""
    written = path.read_bytes()
    at = written.index(secret.hex().encode())
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"00" * len(secret))
        file.flush()
        os.fsync(file.fileno())
