"""The line by which a file says that it holds a private key, so that an intake can refuse it."""

from __future__ import annotations

PRIVATE_KEY_MARKER = b"GRIEVANCE-PRIVATE-KEY 1"
_ANY_VERSION = PRIVATE_KEY_MARKER.rsplit(b" ", 1)[0]


def looks_like_private_key(data: bytes) -> bool:
    """Tell whether `data` holds a private key of ours, of any version, anywhere in it."""
    # Anywhere, not only at the start: a key pasted under a line of text is a key all the same.
    return _ANY_VERSION in data.upper()
