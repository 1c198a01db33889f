"""The shipped nginx configurations on this machine: other paths, ports and names, nothing else.

    with nginx(folder, intake_port) as front:
        front.visitor()          # over TLS, to the name in the configuration
        front.onion              # http://127.0.0.1:port, where tor would call
    with nginx(folder, desk_port, of=DESK) as front:
        front.visitor()

Every file that this nginx could write lies below `folder`, since both turn their logs off, of which
the first would lie elsewhere.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attacks.visitor import Visitor
from tests.kit.certificates import certificate
from tests.kit.ports import free_port
from tests.machine import PATIENCE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

SHIPPED = ROOT / "docs/operator/nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
NAME = "intake.example.org"


@dataclass(frozen=True)
class Ports:
    """Where one nginx listens, and where what it stands in front of does."""

    tls: int
    plain: int
    onion: int
    app: int


def _for_both(folder: Path, ports: Ports) -> dict[str, str]:
    return {
        # The folders of a test are closed to other users, even to one that nginx could become.
        "user www-data;": "user root;",
        "/run/nginx": f"{folder}/nginx",
        "listen 443 ssl": f"listen 127.0.0.1:{ports.tls} ssl",
        "listen 80 ": f"listen 127.0.0.1:{ports.plain} ",
    }


def _for_an_intake(folder: Path, ports: Ports) -> dict[str, str]:
    return {
        **_for_both(folder, ports),
        "/etc/nginx/grievance": str(SHIPPED.with_suffix("")),
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": f"{folder}/certificate.pem",
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": f"{folder}/key.pem",
        "/var/www/html": f"{folder}/html",
        "listen 127.0.0.1:8081": f"listen 127.0.0.1:{ports.onion}",
        "server 127.0.0.1:8080": f"server 127.0.0.1:{ports.app}",
    }


def _for_a_desk(folder: Path, ports: Ports) -> dict[str, str]:
    return {
        **_for_both(folder, ports),
        "/etc/grievance/desk.pem": f"{folder}/certificate.pem",
        "/etc/grievance/desk.key": f"{folder}/key.pem",
        "http://127.0.0.1:8081": f"http://127.0.0.1:{ports.app}",
    }


@dataclass(frozen=True)
class Configuration:
    """One that is shipped: the name it is for, and what has to be changed in it for a test."""

    path: Path
    name: str
    changes: Callable[[Path, Ports], dict[str, str]]
    listens: int
    """At how many of the ports, in their order."""


INTAKE = Configuration(SHIPPED, NAME, _for_an_intake, listens=3)
DESK = Configuration(SHIPPED.with_name("nginx-desk.conf"), "desk.example.org", _for_a_desk, 2)


class OverTls(HTTPConnection):
    """A connection to the name in the configuration, which is on loopback here."""

    def __init__(self, front: Front, address: str) -> None:
        """Come from `address`."""
        super().__init__(front.of.name)
        self._front, self._address = front, address

    def connect(self) -> None:
        """Connect; the certificate has to be that of the name."""
        self.sock = self._front.line(self._address)


@dataclass
class VisitorOverTls(Visitor):
    """A visitor who comes through `front`."""

    front: Front | None = None

    def line(self) -> HTTPConnection:
        """Open a line of TLS."""
        assert self.front is not None
        return OverTls(self.front, self.address)


@dataclass(frozen=True)
class Front:
    """A running nginx; `pid` is its first process."""

    ports: Ports
    folder: Path
    pid: int
    of: Configuration

    @property
    def onion(self) -> str:
        """The address that tor calls."""
        return f"http://127.0.0.1:{self.ports.onion}"

    def context(self) -> ssl.SSLContext:
        """Return a context that trusts the certificate of this run."""
        return ssl.create_default_context(cafile=self.folder / "certificate.pem")

    def visitor(self, address: str = "127.0.0.1", headers: Mapping[str, str] = {}) -> Visitor:
        """Return a visitor from `address`, over TLS."""
        return VisitorOverTls(f"https://{self.of.name}", address, headers, front=self)

    def line(self, address: str = "127.0.0.1") -> ssl.SSLSocket:
        """Return a line of TLS from `address`, on which nothing was asked yet."""
        bare = self.bare_line(address)
        return self.context().wrap_socket(bare, server_hostname=self.of.name)

    def bare_line(self, address: str = "127.0.0.1") -> socket.socket:
        """Return a line on which TLS has not begun."""
        to = ("127.0.0.1", self.ports.tls)
        return socket.create_connection(to, PATIENCE, source_address=(address, 0))

    def onion_line(self) -> socket.socket:
        """Return a line as tor opens it."""
        return socket.create_connection(("127.0.0.1", self.ports.onion), PATIENCE)

    def processes(self) -> list[int]:
        """Return nginx's first process and its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [self.pid, *map(int, children.split())]


def variant(
    folder: Path, ports: Ports, more: Mapping[str, str] | None = None, of: Configuration = INTAKE
) -> Path:
    """Write a shipped configuration with the paths, ports and names of a test; return its path.

    `more` changes further lines, to plant a mistake. What is changed has to be there.
    """
    text = of.path.read_text("utf-8")
    for old, new in {**of.changes(folder, ports), **(more or {})}.items():
        assert old in text, f"{of.path.name} has no {old!r}"
        text = text.replace(old, new.replace("FOLDER", str(folder)))
    path = folder / "nginx.conf"
    path.write_text(text, "utf-8")
    return path


@contextmanager
def nginx(
    folder: Path,
    app: int,
    more: Mapping[str, str] | None = None,
    onion: int | None = None,
    of: Configuration = INTAKE,
) -> Iterator[Front]:
    """Serve what listens at port `app` through a shipped configuration, in `folder`.

    tor would call an intake's at the port `onion`.
    """
    folder.mkdir(parents=True)
    certificate(folder, f"DNS:{of.name}")
    ports = Ports(free_port(), free_port(), onion or free_port(), app)
    path = variant(folder, ports, more, of)
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [*command(path), "-g", "daemon off;"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, (ports.tls, ports.plain, ports.onion)[: of.listens], folder)
        yield Front(ports, folder, process.pid, of)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def command(path: Path) -> list[str]:
    """Return the command line of an nginx with the configuration at `path`."""
    assert NGINX is not None
    return [NGINX, "-p", str(path.parent), "-e", "/dev/null", "-c", str(path)]


def _wait(process: subprocess.Popen[bytes], ports: Iterable[int], folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    left = list(ports)
    while left:
        assert process.poll() is None, (folder / "said").read_text("utf-8")
        assert time.monotonic() < end, "nginx does not listen"
        try:
            socket.create_connection(("127.0.0.1", left[0]), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            left.pop(0)
