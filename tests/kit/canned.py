"""A site on loopback that answers with pages written down before, whatever is asked or sent."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BANNER = '<p class="demo">Invented.</p>'


@contextmanager
def canned(pages: Mapping[str, str], banner: str = BANNER) -> Iterator[str]:
    """Serve `pages`, bodies by "GET /path" or "POST /path", each below the banner of a demo.

    A body that begins with "/" is where a page leads on to; what is not there is answered 404.
    """

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = pages.get(f"{self.command} {self.path}")
            if body is not None and body.startswith("/"):
                self.send_response(303)
                self.send_header("Location", body)
                self.end_headers()
                return
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(f"{banner}{body or ''}".encode())

        do_GET = do_POST = _answer  # noqa: N815 - the names that the base class looks for

        def log_message(self, *_arguments: object) -> None:
            """Write nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
