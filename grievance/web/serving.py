"""How gunicorn serves an app of ours, so that nothing of a visitor is written down.

    gunicorn --config python:grievance.web.serving --bind 127.0.0.1:8080 wsgi:app

`grievance intake serve` runs just this. Sync workers, because each answer takes a millisecond or
two of one core; slow lines belong to the proxy in front, which keeps no log either.
"""

from __future__ import annotations

import fcntl
import gc
import os
import resource
import socket
import time
from typing import TYPE_CHECKING

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.sync import SyncWorker

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

SIGNS_EVERY = 1.0  # seconds
_SIOCOUTQNSD = 0x894B  # linux/sockios.h: bytes that wait for room at the other end
_SILENT = 600  # seconds that a line without a byte holds nobody; browsers let go after one minute
# Also of this family, but made by a header that the app wrote: our failure, not the visitor's.
_OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)
_STATUS = {
    errors.LimitRequestLine: (414, "URI Too Long"),
    errors.LimitRequestHeaders: (431, "Request Header Fields Too Large"),
    errors.UnsupportedTransferCoding: (501, "Not Implemented"),
}


class TimelessLog(Logger):  # type: ignore[misc]
    """gunicorn's log without its times: a line about a request would tell when somebody came."""

    error_fmt = "%(levelname)s gunicorn: %(message)s"


class SilentWorker(SyncWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A sync worker that answers what it cannot read, and writes nothing about who sent it."""

    _next_sign = 0.0

    def notify(self) -> None:
        """Show a sign of life, once a second at most; let the app tidy up while nobody comes.

        gunicorn would show one before each visitor, and looks for one in `timeout` seconds.
        """
        now = time.monotonic()
        if now < self._next_sign:
            return
        self._next_sign = now + SIGNS_EVERY
        super().notify()
        tidy = getattr(self.wsgi, "extensions", {}).get("tidy")
        if tidy:
            tidy()

    def handle_request(
        self, listener: object, request: object, client: socket.socket, address: object
    ) -> None:
        """Answer, and let go of a visitor who has the answer and was heard to the end.

        gunicorn waits after each answer, up to two seconds, until the visitor lets go, too. Who
        still sends needs that: of an answer on its way the kernel would drop what is left.
        """
        super().handle_request(listener, request, client, address)
        if _has_said_all(request, client):
            client.close()

    def handle_error(
        self, _request: object, client: socket.socket, _address: object, problem: BaseException
    ) -> None:
        """Answer with the right status; log the kind of a failure of ours, never the request.

        gunicorn's own method logs the visitor's address, the address asked for, and the bytes
        that it could not read.
        """
        if isinstance(problem, errors.ParseException) and not isinstance(problem, _OURS):
            status, reason = _STATUS.get(type(problem), (400, "Bad Request"))
        else:
            status, reason = 500, "Internal Server Error"
            self.log.error("A request failed before the app could answer: %s", type(problem))
        try:
            util.write_error(client, status, reason, reason)
        except OSError:
            self.log.debug("A visitor left before the answer.")


def _has_said_all(request: object, client: socket.socket) -> bool:
    """Tell whether a request was read to its end, nothing came after it, and the answer is sent."""
    body = getattr(request, "body", None)
    # Of a body in chunks nobody knows how much is to come.
    if getattr(getattr(body, "reader", None), "length", None) != 0:
        return False
    try:
        unsent = fcntl.ioctl(client, _SIOCOUTQNSD, bytes(4))
        return not any(unsent) and not client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return True
    except (OSError, ValueError):  # it is gone, or a line under TLS, where one cannot look ahead
        return False


worker_class = SilentWorker
logger_class = TimelessLog
workers = 2
bind = "127.0.0.1:8080"
# Loaded once, before the workers are made: what stops the app from starting stops the server.
preload_app = True

# No header of a request may say where the app lies or how it was reached. gunicorn would believe
# these from loopback, where tor and a proxy's visitors come from: `SCRIPT_NAME` moves every link of
# a page, and pages are rendered once for all. X-Forwarded-Proto is read by the app if the operator
# has a proxy.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

# Seconds that an answer may take. A desk counts and publishes a whole period in one.
timeout = 900 if os.environ.get("GRIEVANCE_ROLE") == "desk" else 30

accesslog = None
errorlog = "-"
loglevel = "warning"
# gunicorn's control socket offers what its workers do to other programs of this user.
control_socket_disable = True

# The workers' signs of life, written every second: in memory, where no disk keeps their times.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - files without content, unlinked as soon as opened
umask = 0o077


def when_ready(server: Arbiter) -> None:
    """Spare the workers idle lines, and to look through what lives as long as they do.

    The app is loaded by now, and they are made next: they also share its memory for longer.
    """
    for listener in server.LISTENERS:
        if listener.family != socket.AF_UNIX:
            # Browsers open lines that they may need later: a worker gets one with its first byte.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT)
    gc.collect()
    gc.freeze()


def on_starting(_server: object) -> None:
    """Leave no memory behind: a core dump of a worker would hold what was being typed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
