"""A line to a PostgreSQL server that is cut where a test says so.

    with CutLine.laid(cluster, folder) as line:
        line.cut_at(b"COMMIT", arrives=True)     # the server gets it, its answer does not come back
        store.keep(...)

It stands between client and server on a socket of its own, and cuts once.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.kit.postgres import Cluster

SOCKET = ".s.PGSQL.5432"


class CutLine:
    """Forwards every connection, until what a client says holds the word."""

    def __init__(self, server: Path, listener: socket.socket) -> None:
        self._server = server
        self._listener = listener
        self._word: bytes | None = None
        self._arrives = False
        self._refuses = self._will_refuse = False
        self._lines: list[socket.socket] = [listener]
        self._threads: list[threading.Thread] = []
        self.has_cut = threading.Event()

    @classmethod
    @contextmanager
    def laid(cls, cluster: Cluster, folder: Path) -> Iterator[CutLine]:
        """Listen in `folder`, whose name is short."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(folder / SOCKET))
        listener.listen()
        line = cls(cluster.folder / SOCKET, listener)
        line._start(line._accept)
        try:
            yield line
        finally:
            _shut(*line._lines)  # which wakes every thread that waits for one
            for thread in line._threads:
                thread.join()
            for one in line._lines:
                one.close()

    def cut_at(self, word: bytes, *, arrives: bool, for_good: bool = False) -> None:
        """Cut the connection that says `word` next; it still `arrives`, or not even that.

        `for_good`: no other is let through, until it is `mended`.
        """
        self._word, self._arrives, self._will_refuse = word, arrives, for_good
        self.has_cut.clear()

    def mended(self) -> None:
        """Let connections through again."""
        self._refuses = False

    def _start(self, work: Callable[..., None], *lines: socket.socket) -> None:
        self._lines += lines
        self._threads.append(threading.Thread(target=work, args=lines))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self._lines += (client, server)
                if self._refuses or server.connect_ex(str(self._server)):
                    _shut(client)
                    continue
                self._start(self._to_server, client, server)
                self._start(self._to_client, client, server)

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(65_536):
                if self._word is not None and self._word in said:
                    self._cut(client, server, said)
                    return
                server.sendall(said)
        _shut(client, server)

    def _cut(self, client: socket.socket, server: socket.socket, said: bytes) -> None:
        self._word, self._refuses = None, self._will_refuse
        # First, so that no answer slips through to the client.
        _shut(client)
        if self._arrives:
            server.sendall(said)
            server.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                while server.recv(65_536):  # until the server has done it and hung up
                    pass
        _shut(server)
        self.has_cut.set()

    @staticmethod
    def _to_client(client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(65_536):
                client.sendall(said)
        _shut(client, server)


def _shut(*lines: socket.socket) -> None:
    for one in lines:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
