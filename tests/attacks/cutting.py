"""A line between desk and intake that can be cut once, and can tell when a call is under way."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Cut = Literal["before the call arrives", "within the answer", "after it was done"]
PATIENCE = 20.0  # seconds


@dataclass
class Line:
    """Carries calls from its own address to `intake` (a port); cuts the call number `at`.

    `under_way` is called once that call was handed over, while the intake is working on it.
    """

    port: int
    intake: int = 0
    at: int | None = None
    cut: Cut = "after it was done"
    under_way: Callable[[], None] | None = None
    carried: int = 0
    answers: list[bytes] = field(default_factory=list)

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.authority}"

    def carry(self, desk: socket.socket) -> None:
        """Carry one call there and its answer back."""
        call = _whole_call(desk)
        here = self.carried == self.at
        cut = self.cut if here else None
        self.carried += 1
        if cut == "before the call arrives":
            return
        with socket.create_connection(("127.0.0.1", self.intake), PATIENCE) as intake:
            intake.sendall(call)
            if here and self.under_way:
                self.under_way()
            answer = _whole_answer(intake)
        self.answers.append(answer)
        if cut != "after it was done":
            desk.sendall(answer[: len(answer) // 2] if cut else answer)


@contextmanager
def line() -> Iterator[Line]:
    """Listen on a free port until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        carrying = Line(server.getsockname()[1])
        worker = threading.Thread(target=_serve, args=(server, carrying))
        worker.start()
        yield carrying
        server.shutdown(socket.SHUT_RDWR)
        worker.join(PATIENCE)


def _serve(server: socket.socket, carrying: Line) -> None:
    while True:
        try:
            desk, _ = server.accept()
        except OSError:  # the block ended
            return
        with desk:
            carrying.carry(desk)


def _whole_answer(intake: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionResetError):  # the intake died
        while piece := intake.recv(65_536):
            answer += piece
    return answer


def _whole_call(desk: socket.socket) -> bytes:
    call = b""
    while b"\r\n\r\n" not in call:
        call += desk.recv(65_536)
    head, _, body = call.partition(b"\r\n\r\n")
    announced = re.search(rb"(?i)content-length: (\d+)", head)
    missing = int(announced[1]) - len(body) if announced else 0
    while missing > 0:
        piece = desk.recv(65_536)
        call, missing = call + piece, missing - len(piece)
    return call
