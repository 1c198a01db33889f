"""Whether this machine has what the tests on PostgreSQL need: a server, its user, the driver."""

from __future__ import annotations

import os
import pwd
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15


def is_here() -> bool:
    """Tell whether a server can be run here and spoken to."""
    return find_spec("psycopg") is not None and _programs() is not None and _has_owner()


def programs() -> Path:
    """Return the folder of the newest server's programs."""
    found = _programs()
    assert found is not None, "no PostgreSQL server"
    return found


@cache
def _programs() -> Path | None:
    """Debian keeps them out of the PATH, a folder for each release."""
    debian = [one for one in DEBIAN.glob("[0-9]*") if (one / "bin/initdb").exists()]
    fitting = [one for one in debian if int(one.name) >= OLDEST]
    if fitting:
        return max(fitting, key=lambda one: int(one.name)) / "bin"
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _has_owner() -> bool:
    """Tell whether a server can run: it refuses to as root, and needs another user then."""
    return os.geteuid() != 0 or any(one.pw_name == "postgres" for one in pwd.getpwall())
