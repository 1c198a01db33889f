"""`python -m scripts.benchmark`: every figure of `scripts/benches`, beside its floor.

Each module there has `figures()`, which yields one mapping a figure: its `name`, `value` and
`unit`, the `floor` measured in the same run (the least the work can cost) and the `ratio` of both.
With --long also `long_figures()` of those that have it: minutes, and gigabytes of disk.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BENCHES = Path(__file__).parent / "benches"
KEYS = ("name", "value", "unit", "floor", "ratio")


def _figures(only: list[str], *, long: bool) -> Iterator[dict[str, object]]:
    for path in sorted(BENCHES.glob("*.py")):
        if not only or path.stem in only:
            bench = import_module(f"scripts.benches.{path.stem}")
            more = getattr(bench, "long_figures", tuple) if long else tuple
            for figure in chain(bench.figures(), more()):
                yield {key: figure.get(key) for key in KEYS}


def _row(figure: Mapping[str, object]) -> str:
    name, value, unit, floor, ratio = (_shown(figure[key]) for key in KEYS)
    return f"{name:<32} {value:>12} {unit:<12} {floor:>12} {ratio:>8}"


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "" if value is None else str(value)


def main() -> int:
    """Print one line a figure as it is measured; return 1 when there is none."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--long", action="store_true", help="also what takes minutes")
    parser.add_argument("bench", nargs="*", help="only these modules of scripts/benches")
    arguments = parser.parse_args()
    if not arguments.json:
        print(_row(dict(zip(KEYS, KEYS, strict=True))))
    measured = False
    for figure in _figures(arguments.bench, long=arguments.long):
        print(json.dumps(figure) if arguments.json else _row(figure), flush=True)
        measured = True
    return 0 if measured else 1


if __name__ == "__main__":
    sys.exit(main())
