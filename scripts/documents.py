"""`python -m scripts.documents`: write the parts of docs/ that follow from the source.

`docs/operator/settings.md` and `docs/operator/desk-settings.md` are made whole. In `docs/cli.md`
the help of each command is put between its marks; the paragraph above it is written by hand, and a
test wants one for each command.
`docs/desk-rights.md` is made by `scripts.rights`.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grievance import cli
from grievance.settings import DeskSettings, IntakeSettings
from scripts import rights

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
OPERATOR = ROOT / "docs" / "operator"
COMMANDS = ROOT / "docs" / "cli.md"

SETTINGS = {
    OPERATOR / "settings.md": ("intake", IntakeSettings),
    OPERATOR / "desk-settings.md": ("desk", DeskSettings),
}
SETTINGS_HEAD = """\
# Settings of the {app}

Each is an environment variable. The {app} reads them once, when it starts, and does not start
when one is missing or cannot mean anything.
"""


def settings_page(path: Path) -> str:
    """Return the page at `path`: every setting of one app with its help and its default."""
    app, settings = SETTINGS[path]
    return "\n".join((SETTINGS_HEAD.format(app=app), *map(_setting, fields(settings))))


def _setting(one: Field[Any]) -> str:
    if one.default is MISSING:
        default = "Required."
    elif one.default is None:
        default = "Default: not set."
    else:
        default = f"Default: `{int(one.default) if one.type == 'bool' else one.default}`."
    return f"## `{one.metadata['variable']}`\n\n{one.metadata['help']}\n\n{default}\n"


def commands() -> Iterator[tuple[str, str]]:
    """Yield the name and the help of each command, groups before what they hold."""
    root = next(one for one in vars(cli).values() if isinstance(one, click.Group))
    yield from _walk(root, click.Context(root, info_name="grievance"))


def _walk(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    context.max_content_width = context.terminal_width = 80
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            held = command.get_command(context, name)
            if held is not None and not held.hidden:
                yield from _walk(held, click.Context(held, parent=context, info_name=name))


def section(name: str) -> re.Pattern[str]:
    """Return what finds a command's section: its paragraph as `said`, its help as `help`."""
    heading = re.escape(f"## `{name}`\n")
    return re.compile(
        rf"^{heading}(?P<said>(?:(?!^## ).)*?)```text\n(?P<help>.*?)\n```$",
        re.DOTALL | re.MULTILINE,
    )


def commands_page(page: str) -> str:
    """Return `page` with the help of each command as it is now, new commands at the end."""
    for name, text in commands():
        found = section(name).search(page)
        if found:
            page = page[: found.start("help")] + text + page[found.end("help") :]
        else:
            page = f"{page.rstrip()}\n\n## `{name}`\n\n```text\n{text}\n```\n"
    return page


def main() -> None:
    """Write the pages."""
    OPERATOR.mkdir(parents=True, exist_ok=True)
    for path in SETTINGS:
        path.write_text(settings_page(path), "utf-8")
    page = COMMANDS.read_text("utf-8") if COMMANDS.exists() else "# The command line\n"
    COMMANDS.write_text(commands_page(page), "utf-8")
    rights.PAGE.write_text(rights.page(), "utf-8")


if __name__ == "__main__":
    main()
