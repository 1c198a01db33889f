"""Static files under names that carry their hash, so that a browser asks once and never again."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, abort, request, url_for

if TYPE_CHECKING:
    from flask import Flask

STATIC = Path(__file__).parents[2] / "static"
IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One static file: its bytes, compressed bytes and content type."""

    body: bytes
    compressed: bytes
    content_type: str


def install(app: Flask, names: tuple[str, ...]) -> None:
    """Serve `names` out of the package's static folder and give templates `asset(name)`."""
    served: dict[str, Asset] = {}
    address: dict[str, str] = {}
    for name in names:
        body = (STATIC / name).read_bytes()
        stem, _, ending = name.rpartition(".")
        address[name] = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        served[address[name]] = Asset(body, gzip.compress(body, 9, mtime=0), content_type)

    def asset(hashed: str) -> Response:
        return _response(served[hashed]) if hashed in served else abort(404)

    app.add_url_rule("/static/<hashed>", endpoint="asset", view_func=asset)
    app.add_template_global(cache(lambda name: url_for("asset", hashed=address[name])), "asset")


def _response(asset: Asset) -> Response:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(asset.compressed if takes_gzip else asset.body)
    response.content_type = f"{asset.content_type}; charset=utf-8"
    response.headers["Cache-Control"] = IMMUTABLE
    response.headers["Vary"] = "Accept-Encoding"
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return response
