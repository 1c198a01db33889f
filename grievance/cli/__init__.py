"""The command line: `grievance NOUN VERB`.

Each noun is a module that is loaded when it is asked for, so that a command of the intake never
loads a line of code that could open anything.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import IO, Any

import click

from grievance.errors import GrievanceError

_NOUNS = ("courier", "demo", "desk", "intake", "keys", "questionnaire", "release", "statistics")


class Refusal(click.ClickException):
    """A named defect as a terminal shows it: what is wrong, then what to do."""

    def __init__(self, problem: GrievanceError) -> None:
        """Take both sentences and the exit code of `problem`."""
        super().__init__(problem.defect)
        self.advice = problem.advice
        self.exit_code = problem.exit_code  # type: ignore[misc]  # click asks the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print both to stderr."""
        click.echo(f"Error: {self.message}\n{self.advice}", file=file, err=file is None)


class NotInstalled(GrievanceError):
    """A command needs a package that was left out where the program was installed."""

    def __init__(self, package: str) -> None:
        """Name the package."""
        super().__init__(
            f"This command needs {package}, which is not installed here.",
            "Install what it needs, too: requirements/desk.txt for a desk, requirements/intake.txt "
            "for an intake, requirements/postgresql.txt for PostgreSQL.",
        )


class FileRefused(GrievanceError):
    """Who runs the command may not read or write a file of ours."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(
            f"This user may not read or write {path}.",
            "Check its owner and mode. What belongs to a service is for its user: run the command "
            "as the user of the service (docs/operator/serving.md says how). If that user is "
            "refused, a command was run as root: give the folder back with chown --recursive.",
        )


class Nouns(click.Group):
    """The nouns; whatever refuses below them ends with its advice and its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns."""
        del ctx
        return list(_NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a noun's module; it holds a command of the same name."""
        del ctx
        if cmd_name not in _NOUNS:
            return None
        found: click.Command = getattr(import_module(f"grievance.cli.{cmd_name}"), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; raise `Refusal` for any named defect."""
        try:
            return super().invoke(ctx)
        except GrievanceError as problem:
            raise Refusal(problem) from problem
        except ModuleNotFoundError as problem:
            if (problem.name or "grievance").startswith("grievance"):
                raise  # our own fault
            raise Refusal(NotInstalled(str(problem.name))) from problem
        except PermissionError as problem:
            if problem.filename is None:
                raise  # no file was refused
            raise Refusal(FileRefused(os.fsdecode(problem.filename))) from problem


@click.group(cls=Nouns)
@click.version_option(package_name="grievance")
def grievance() -> None:
    """Workers behind AI tell together, sealed from the server that receives it."""


def main() -> None:
    """Run the command line. Ctrl-C and a closed pipe end it without a traceback."""
    grievance(prog_name="grievance")
