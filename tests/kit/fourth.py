"""A fourth language: the source as somebody has it who added one catalogue, and nothing else.

    tree = with_a_fourth(folder)          # a copy of the product with one file more
    with serving(machine, cards, PYTHONPATH=str(tree)): ...   # http://.../pl/

The catalogue is the pseudo-locale of `scripts.catalogues.pseudo`. Polish has three plural forms,
writes 21 000,5 and has names of its own for months, countries and money.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.build_backend import compile_catalogues
from scripts.catalogues.extraction import template
from scripts.catalogues.files import written
from scripts.catalogues.pseudo import pseudo

ROOT = Path(__file__).parents[2]
FOURTH = "pl"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.mo")


def with_a_fourth(folder: Path, language: str = FOURTH) -> Path:
    """Copy the product to `folder`, put the catalogue there, build it; return the copy."""
    for name in ("grievance", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=_LEFT_OUT)
    # Python reads this before it looks anywhere else for a package, and gunicorn looks elsewhere.
    (folder / "sitecustomize.py").write_text("import grievance\n", "ascii")
    catalogue = folder / "translations" / language / "LC_MESSAGES" / "grievance.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(written(pseudo(template(ROOT), language)))
    compile_catalogues(folder)
    return folder
