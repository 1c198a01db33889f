"""`python -m scripts.catalogues`: write the catalogues anew; with `--check`, judge them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.catalogues.extraction import template
from scripts.catalogues.files import Unreadable, brought_up_to, read, written
from scripts.catalogues.judging import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "grievance.pot"


def _languages() -> list[str]:
    """Return the languages that have a folder, be it empty: each is a catalogue."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def _path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "grievance.po"


def _update() -> int:
    messages = template(ROOT)
    TEMPLATE.write_bytes(written(messages))
    for language in _languages():
        catalogue = brought_up_to(messages, read(_path(language), language))
        _path(language).parent.mkdir(parents=True, exist_ok=True)
        _path(language).write_bytes(written(catalogue))
        empty = sum(not one.string or not all(one.string) for one in catalogue if one.id)
        print(f"{language}: {len(catalogue)} messages, {empty} to translate")
    return 0


def _complaints() -> Iterator[str]:
    messages = template(ROOT)
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != written(messages):
        yield f"{TEMPLATE.name} is not current: run scripts/translations"
    for language in _languages():
        try:
            found = list(faults(messages, read(_path(language), language), language))
        except Unreadable as unreadable:
            found = [str(unreadable)]
        yield from (f"{language}: {fault}" for fault in found)


def _check() -> int:
    complaints = list(_complaints())
    print("\n".join(complaints) or "The catalogues are complete.")
    return 1 if complaints else 0


def main() -> int:
    """Return 0 when the catalogues were written or are good."""
    parser = argparse.ArgumentParser(prog="scripts/translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, list every fault")
    return _check() if parser.parse_args().check else _update()


if __name__ == "__main__":
    sys.exit(main())
