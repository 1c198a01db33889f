"""What every test stands on: fresh catalogues, loopback only, and what is left out, said."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from ctypes.util import find_library
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from scripts.build_backend import compile_catalogues
from tests.kit import postgres_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.kit.postgres import Cluster

ROOT = Path(__file__).parent.parent
LEFT_OUT = pytest.StashKey[dict[str, int]]()

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)


def _needs_a_long_run(config: pytest.Config) -> bool:
    return bool(config.getoption("--long"))


def _has_chromium(_config: pytest.Config) -> bool:
    return shutil.which("chromium") is not None


def _has_pango(_config: pytest.Config) -> bool:
    return find_library("pangoft2-1.0") is not None


def _has_nginx(_config: pytest.Config) -> bool:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") is not None


def _has_postgresql(_config: pytest.Config) -> bool:
    return postgres_found.is_here()


def _has_axe(_config: pytest.Config) -> bool:
    return (ROOT / "tests/node/node_modules/axe-core/axe.min.js").exists()


def _may_give_away(_config: pytest.Config) -> bool:
    with TemporaryDirectory() as folder:
        try:
            os.chown(folder, pwd.getpwall()[-1].pw_uid, -1)
        except OSError:  # not root, or root of a container that has no other user
            return False
    return os.geteuid() == 0


# Marker: (whether its tests can run here, why they are left out and what brings them back).
CONDITIONS: dict[str, tuple[Callable[[pytest.Config], bool], str]] = {
    "long": (_needs_a_long_run, "long runs: add --long"),
    "browser": (_has_chromium, "browser journeys: no chromium (Debian: apt-get install chromium)"),
    "pango": (
        _has_pango,
        "sheets as PDF: no pango (Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0)",
    ),
    "nginx": (_has_nginx, "behind nginx: no nginx (Debian: apt-get install nginx-light)"),
    "postgresql": (
        _has_postgresql,
        (
            "store on PostgreSQL: no server of its release 15 or later (Debian: apt-get install "
            "postgresql), or no psycopg (pip install 'psycopg[binary]')"
        ),
    ),
    "axe": (_has_axe, "accessibility by axe-core: no npm, or npm ci failed in tests/node"),
    "root": (_may_give_away, "what root must not do in folders of others: only root can try"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the long run."""
    parser.addoption(
        "--long", action="store_true", help="also run tests marked long, and more examples each"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Compile stale catalogues, choose how long properties search, close the network."""
    compile_catalogues(ROOT)
    settings.load_profile("long" if config.getoption("--long") else "quick")
    sys.addaudithook(_refuse_strangers)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose condition this machine or this run does not meet."""
    left_out: dict[str, int] = {}
    for marker, (holds, reason) in CONDITIONS.items():
        unmet = [] if holds(config) else [one for one in items if one.get_closest_marker(marker)]
        if unmet:
            left_out[reason] = len(unmet)
            config.hook.pytest_deselected(items=unmet)
            items[:] = [one for one in items if one not in unmet]
    config.stash[LEFT_OUT] = left_out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, before the closing line."""
    for reason, count in terminalreporter.config.stash.get(LEFT_OUT, {}).items():
        terminalreporter.write_line(f"left out: {count} tests, {reason}", yellow=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Run a PostgreSQL server of our own, for tests marked `postgresql`."""
    from tests.kit.postgres import Cluster  # noqa: PLC0415 - needs psycopg

    with Cluster.started() as started:
        yield started


def _refuse_strangers(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse any address but loopback.

    An audit hook sees every library's connections, and `AssertionError` is what no retry of a
    library swallows. Programs that a test starts are outside it: they are started on loopback.
    """
    if event not in {"socket.connect", "socket.sendto", "socket.getaddrinfo"}:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(address, tuple) or event == "socket.getaddrinfo":
        assert _is_loopback(host), f"A test may speak to loopback only, not to {host!r}."


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
