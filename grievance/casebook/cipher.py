"""SQLCipher: one connection to an encrypted file, its key derived from the desk's passphrase.

The salt is the first 16 bytes of the file itself, as SQLCipher keeps it, so that there is no
second file to lose: https://www.zetetic.net/sqlcipher/sqlcipher-api/#key (raw key with salt).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2.low_level import Type, hash_secret_raw
from sqlcipher3 import dbapi2 as sqlcipher

from grievance.casebook.errors import (
    CasebookBusy,
    CasebookFull,
    CasebookMissing,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.casebook.errors import CasebookError

SALT_SIZE = 16
KEY_SIZE = 32
# RFC 9106, section 4, second recommended option: 3 passes over 64 MiB by 4 lanes.
PASSES, MEMORY, LANES = 3, 64 * 1024, 4
# An account is 5 KB: in pages of 16 KB less is enciphered to keep it than in the usual 4 KB, and
# opening what waits is a tenth faster. Part of the file's format: never change it for files there.
PAGE_SIZE = 16 * 1024
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-16384",  # KB: every page read anew is decrypted anew
)


def derive(secret: str, salt: bytes, size: int = KEY_SIZE) -> bytes:
    """Give `size` bytes for a typed secret: Argon2id, some 0.1 s and 64 MiB (RFC 9106)."""
    return hash_secret_raw(
        secret.encode("utf-8", "surrogatepass"), salt, PASSES, MEMORY, LANES, size, Type.ID
    )


def salt_of(path: Path) -> bytes:
    """Give the salt of an existing file; raises `CasebookMissing`."""
    try:
        with path.open("rb") as file:
            salt = file.read(SALT_SIZE)
    except FileNotFoundError as error:
        raise CasebookMissing(path) from error
    return salt


def connect(path: Path, key: bytes, salt: bytes, *, busy_seconds: float) -> sqlcipher.Connection:
    """Open `path` with a raw key; the first statement tells whether the key is right."""
    connection = sqlcipher.connect(
        str(path), timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    # Of this whole process, so that a copy made by VACUUM INTO has it, too.
    connection.execute(f"PRAGMA cipher_default_page_size = {PAGE_SIZE}").fetchall()
    # Must come before the file is touched. Hexadecimal digits only, so nothing can be smuggled in.
    connection.execute(f"PRAGMA key = \"x'{(key + salt).hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # it would write to stderr
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def refusal(problem: BaseException | None, path: Path) -> CasebookError | None:
    """Return what to raise for an error of the driver about the file `path`; None: it is a fault.

    The driver has no result codes; these are SQLite's own sentences (sqlite3_errstr).
    """
    said = str(problem)
    if "file is not a database" in said:
        return WrongPassphrase(path)
    if "locked" in said or "busy" in said:
        return CasebookBusy(path)
    if "full" in said or "readonly" in said or "disk I/O" in said or "unable to open" in said:
        return CasebookFull(path)
    return None
