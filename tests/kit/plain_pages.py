"""A SQLCipher file as whoever has its key sees it on the disk: every page, also the free ones.

    assert canary not in plain_pages(database)

SQLCipher 4, raw key: https://www.zetetic.net/sqlcipher/design/. Each page ends with
an initialisation vector (16) and an HMAC-SHA512 (64); the first begins with the salt (16).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from grievance.casebook.cipher import PAGE_SIZE as PAGE

if TYPE_CHECKING:
    from grievance.casebook.database import Database

RESERVED, VECTOR, SALT = 80, 16, 16


def plain_pages(database: Database) -> bytes:
    """Return the decrypted pages of the file, one after the other."""
    raw = database.path.read_bytes()
    pages = (raw[at : at + PAGE] for at in range(0, len(raw), PAGE))
    return b"".join(
        _plain(page, database.file_key, SALT if number == 0 else 0)
        for number, page in enumerate(pages)
    )


def _plain(page: bytes, key: bytes, skipped: int) -> bytes:
    vector = page[PAGE - RESERVED :][:VECTOR]
    reader = Cipher(AES(key), CBC(vector)).decryptor()
    return reader.update(page[skipped : PAGE - RESERVED]) + reader.finalize()
