"""A process that keeps testimonies and says after each which receipt was acknowledged.

    python writer.py FOLDER COUNT [fork]

The database, where there is one, stands in the environment as DATABASE.

With `fork` the store is opened and used first, and most of the writing is done by a child, after
the parent has let go of the store, and the child is killed: a server that loads the app before it
forks its workers, at its worst.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from socket import socketpair

from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_testimony


def main(folder: str, count: str, *how: str) -> None:
    store = Store.open(Path(folder), database=os.environ.get("DATABASE"))
    if "fork" in how:
        _keep_one(store)
        parent, child = socketpair()
        if os.fork():
            parent.recv(1)
            store.close()
            parent.send(b".")
            os.wait()
            _keep_one(store)
            return
        _keep_one(store)
        child.send(b".")
        child.recv(1)
    for _ in range(int(count)):
        _keep_one(store)
    if "fork" in how:
        os.kill(os.getpid(), signal.SIGKILL)


def _keep_one(store: Store) -> None:
    envelopes, receipt = a_testimony()
    assert store.keep(WEEK, envelopes, receipt)
    os.write(1, receipt.id.hex().encode() + b"\n")


main(*sys.argv[1:])
