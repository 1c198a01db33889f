"""The build backend: setuptools, with the catalogues compiled first (PEP 517, PEP 660).

    from scripts.build_backend import compile_catalogues
    compile_catalogues(Path())  # the root of the source tree

The source holds `translations/<language>/LC_MESSAGES/grievance.po` only; what is installed holds
the `.mo` beside `grievance/wording`. Nothing else differs from setuptools.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import build_meta
from setuptools.build_meta import (
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "compile_catalogues",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]


def compile_catalogues(root: Path) -> list[Path]:
    """Compile each catalogue under `root` that is newer than its `.mo`; return what was written.

    What was compiled of a catalogue that is there no longer goes: its language would be offered.
    """
    written, catalogues = [], dict(_catalogues(root))
    for compiled in (root / "grievance" / "wording" / "catalogues").glob("*/LC_MESSAGES/*.mo"):
        if compiled not in catalogues.values():
            compiled.unlink()
    for source, target in catalogues.items():
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parts[-3], abort_invalid=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as mo:
            write_mo(mo, catalogue)
        written.append(target)
    return written


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build a wheel (PEP 517) that holds the compiled catalogues and no file of an older tree."""
    shutil.rmtree("build/lib", ignore_errors=True)
    compile_catalogues(Path())
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build an editable wheel (PEP 660); the catalogues are compiled into the source tree."""
    compile_catalogues(Path())
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def _catalogues(root: Path) -> Iterator[tuple[Path, Path]]:
    compiled = root / "grievance" / "wording" / "catalogues"
    for source in sorted(root.glob("translations/*/LC_MESSAGES/grievance.po")):
        yield source, (compiled / source.relative_to(root / "translations")).with_suffix(".mo")
