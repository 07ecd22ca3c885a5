"""What every command and group of commands of the program shares."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_name

from foedus.cli.terminal import libraries_aside

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(TyperCommand):
    """A command whose results alone go to standard output."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with what libraries print out of the way."""
        with libraries_aside():
            return super().invoke(ctx)


class Usually(TyperGroup):
    """A group whose name alone stands for its command `open`: what is not a command of it is what `open` is given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front where none is named."""
        named = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if named else ["open", *args])


class Program(typer.Typer):
    """A group of commands: plain help, in half the time of rich's, which takes longer to load than the rest."""

    def __init__(self, help: str, *, group: type[TyperGroup] = TyperGroup) -> None:
        super().__init__(
            help=help,
            cls=group,
            no_args_is_help=True,
            pretty_exceptions_enable=False,
            add_completion=False,
            rich_markup_mode=None,
        )

    def command(self, name: str | None = None, **options: Any) -> Callable[[Function], Function]:
        """Register a function as a command."""
        return super().command(name, cls=Command, **options)

    def part(self, words: Sequence[str]) -> Program:
        """Return what of the program these words call: one command, or the whole where they name none.

        To build every command takes longer than many a command works.
        """
        word = words[0] if words else ""
        commands = [one for one in self.registered_commands if word == (one.name or _name(one.callback))]
        groups = [copy.copy(one) for one in self.registered_groups if word == one.name]
        if len(commands) + len(groups) != 1:
            return self
        for group in groups:
            if isinstance(group.typer_instance, Program):
                group.typer_instance = group.typer_instance.part(words[1:])
        found = copy.copy(self)
        found.registered_commands, found.registered_groups = commands, groups
        return found


def _name(function: Callable[..., Any] | None) -> str:
    return "" if function is None else get_command_name(function.__name__)
