"""`python -m scripts.benchmark`: every figure of `scripts/benches`, beside its floor.

Each module there has `figures()`, which yields one mapping a figure: its `name`, `value` and
`unit`, the `floor` measured in the same run (the least the work can cost) and the `ratio` of both.
With --long also `long_figures()` of those that have it: minutes, and gigabytes of disk.

    scripts/bench --peer http://127.0.0.1:8080 --driver FILE [--pid PID]

measures another platform on this machine the same way instead; FILE says what its visitors do
(`scripts/load/visit.py`), and `scripts/drivers/grievance.py` is the one for ours.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.load.peer import Peer
from scripts.load.peer import figures as peer_figures
from scripts.load.visit import PeerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BENCHES = Path(__file__).parent / "benches"
KEYS = ("name", "value", "unit", "floor", "ratio")
_FIELDS = {"submissions": "submissions", "at-once": "at_once", "timeout": "seconds"}


def _figures(only: list[str], *, long: bool) -> Iterator[dict[str, object]]:
    for name in _benches():
        if not only or name in only:
            bench = import_module(f"scripts.benches.{name}")
            more = getattr(bench, "long_figures", tuple) if long else tuple
            yield from chain(bench.figures(), more())


def _benches() -> list[str]:
    return sorted(path.stem for path in BENCHES.glob("*.py"))


def _row(figure: Mapping[str, object]) -> str:
    name, value, unit, floor, ratio = (_shown(figure[key]) for key in KEYS)
    return f"{name:<32} {value:>12} {unit:<12} {floor:>12} {ratio:>8}"


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "" if value is None else str(value)


def main() -> int:
    """Print one line a figure as it is measured; return 1 when there is none."""
    parser = _parser()
    arguments = parser.parse_args()
    unknown = set(arguments.bench).difference(_benches())
    if unknown:
        parser.error(f"no module {min(unknown)} in scripts/benches, only {', '.join(_benches())}")
    try:
        return _print(_chosen(arguments), as_json=arguments.json)
    except PeerFailed as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--long", action="store_true", help="also what takes minutes")
    parser.add_argument("bench", nargs="*", help="only these modules of scripts/benches")
    peer = parser.add_argument_group(
        "another platform", "Only one that runs on your own machine; others are refused."
    )
    peer.add_argument("--peer", metavar="URL", help="its address, on loopback")
    peer.add_argument("--driver", metavar="FILE", type=Path, help="what its visitors do")
    peer.add_argument("--pid", type=int, help="its first process: also measure processor time")
    for name, what, unit in (
        ("submissions", "how many are sent", int),
        ("at-once", "how many visitors there are at any moment", int),
        ("timeout", "seconds after which a request is given up", float),
    ):
        usual = getattr(Peer, _FIELDS[name])
        peer.add_argument(f"--{name}", type=unit, default=usual, help=f"{what} ({usual:g})")
    return parser


def _chosen(arguments: argparse.Namespace) -> Iterator[dict[str, object]]:
    if arguments.peer is None and arguments.driver is None:
        # One build of Python may cost a fifth more than another (docs/figures.md).
        which = f"{platform.python_implementation()} {platform.python_version()}"
        print(f"Measured with {which} of {sys.base_prefix}", file=sys.stderr)
        return _figures(arguments.bench, long=arguments.long)
    if arguments.peer is None or arguments.driver is None:
        raise PeerFailed("--peer URL and --driver FILE belong together.")
    peer = Peer(
        arguments.peer,
        arguments.driver.absolute(),
        arguments.pid,
        arguments.submissions,
        arguments.at_once,
        arguments.timeout,
    )
    return peer_figures(peer)


def _print(figures: Iterator[dict[str, object]], *, as_json: bool) -> int:
    measured = False
    for figure in figures:
        if not (measured or as_json):
            print(_row(dict(zip(KEYS, KEYS, strict=True))))
        row = {key: figure.get(key) for key in KEYS}
        print(json.dumps(row) if as_json else _row(row), flush=True)
        measured = True
    return 0 if measured else 1


if __name__ == "__main__":
    sys.exit(main())
