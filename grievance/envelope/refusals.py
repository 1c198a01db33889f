"""What can be wrong with an envelope, one name for each defect.

The names are those of the table in `docs/envelope-format.md`, and of `expect:` in the vectors.
"""

from __future__ import annotations

from grievance.errors import GrievanceError


class EnvelopeRefused(GrievanceError):
    """The root of every refusal of an envelope, a receipt record or a draft."""


class BadMagic(EnvelopeRefused):
    """It does not begin as an envelope does."""


class BadPurpose(EnvelopeRefused):
    """Its purpose is none of the three."""


class UnknownKey(EnvelopeRefused):
    """It was sealed to a key that the reader does not hold."""


class BadLength(EnvelopeRefused):
    """Its length is not one that sealing makes."""


class NotAuthentic(EnvelopeRefused):
    """It was changed, or sealed to another key; the cipher does not say which."""


class BadPayloadLength(EnvelopeRefused):
    """It announces a longer payload than it holds."""


class BadPadding(EnvelopeRefused):
    """The bytes after the payload are not all zero."""


class NotJSON(EnvelopeRefused):
    """The payload is not one well-formed JSON object."""


class UnknownEdition(EnvelopeRefused):
    """The payload names no edition, or one that the reader does not know."""


class PurposeMismatch(EnvelopeRefused):
    """Header, payload and key do not agree on the purpose."""


class BadRecord(EnvelopeRefused):
    """A receipt record opens, but is not written as the specification says."""


class BadMessage(EnvelopeRefused):
    """A message opens, but does not hold what a message to this worker must."""


class TooLong(EnvelopeRefused):
    """The payload does not fit the one bucket that its purpose allows."""
