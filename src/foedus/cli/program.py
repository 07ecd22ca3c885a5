"""What every command and group of commands of the program shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand

from foedus.cli.terminal import libraries_aside

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(TyperCommand):
    """A command whose results alone go to standard output."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with what libraries print out of the way."""
        with libraries_aside():
            return super().invoke(ctx)


class Program(typer.Typer):
    """A group of commands: plain help, in half the time of rich's, which takes longer to load than the rest."""

    def __init__(self, help: str) -> None:
        super().__init__(
            help=help,
            no_args_is_help=True,
            pretty_exceptions_enable=False,
            add_completion=False,
            rich_markup_mode=None,
        )

    def command(self, name: str | None = None, **options: Any) -> Callable[[Function], Function]:
        """Register a function as a command."""
        return super().command(name, cls=Command, **options)
