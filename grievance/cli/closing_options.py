"""Options of the commands that close a period, and that say more about one that was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from grievance.cli.passphrases import passphrase_fd

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

_INTAKE = click.option(
    "--intake", envvar="GRIEVANCE_INTAKE", show_envvar=True, required=True, help="Its address."
)
_PROXY = click.option("--proxy", help="For Tor: socks5h://127.0.0.1:9050.")
_NAME = click.option("--name", prompt="Your name", help="Who signs in for it.")
_REASONS = tuple(
    click.option(
        f"--reason-{language}",
        f"reason_{language}",
        prompt=f"Why, in {name}",
        help=f"Why, in {name}: everybody will read it.",
    )
    for language, name in (("en", "English"), ("fr", "French"), ("sw", "Swahili"))
)


def calls_the_intake(command: Command) -> Command:
    """Add what a command needs that opens the desk, signs somebody in and calls the intake."""
    for option in (_NAME, passphrase_fd, _PROXY, _INTAKE):
        command = option(command)
    return command


def gives_reasons(command: Command) -> Command:
    """Add a reason in each language; what is not given is asked."""
    for option in reversed(_REASONS):
        command = option(command)
    return command


def reasons(given: dict[str, str]) -> dict[str, str]:
    """Return the reasons by language."""
    return {name.removeprefix("reason_"): text for name, text in given.items()}
