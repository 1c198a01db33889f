"""What everybody may keep for a while: with a strong entity tag, and no second time if unchanged.

    return shared(body, "application/json")

For public figures alone. Whatever belongs to a visitor stays `no-store`, as `headers` has it.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from flask import Response, request

from grievance.web.common.compression import compress

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = "public, max-age=300"
"""Five minutes: a new release is seen soon, and a page that goes round costs the server little."""
_PACKED_ALREADY = ("application/zip", "application/pdf", "application/vnd.openxmlformats")


def shared(body: bytes, content_type: str, more: Mapping[str, str] | None = None) -> Response:
    """Return `body` for anybody to keep; 304 without it where the visitor has it already."""
    if content_type.startswith(_PACKED_ALREADY):
        return _shareable(Response(body, content_type=content_type, headers=dict(more or {})))
    return shared_packed(compress(body), content_type, more)


def shared_packed(
    packed: bytes, content_type: str, more: Mapping[str, str] | None = None
) -> Response:
    """Return what was compressed before, as `shared` does."""
    response = Response(packed, content_type=content_type, headers=dict(more or {}))
    response.vary.add("Accept-Encoding")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content_encoding = "gzip"
    else:
        response.set_data(gzip.decompress(packed))
    return _shareable(response)


def _shareable(response: Response) -> Response:
    # Strong (RFC 9110, section 8.8.1): other bytes, compressed ones included, have another tag.
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = SHARED
    response.make_conditional(request)
    return response
