"""How commands speak: one line of JSON on standard output or a table for people; errors are one line on standard error."""

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.errors import InvalidValue, KretsError

WORK_FAILED = 1
WRONG_USAGE = 2
UNBOUNDED = 100_000
"""Columns of a table that no terminal shows: nothing is cut off in a file or a pipe."""


def say_json(value: object) -> None:
    """One line of JSON, and nothing else, on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def say(words: str) -> None:
    """A message for people, on standard error, so that standard output stays what was asked for."""
    click.echo(words, err=True)


def show_text(words: str) -> None:
    """A line for people on standard output, beside tables."""
    click.echo(words)


def say_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people on standard output; brackets in a cell are its words, not markup."""
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    Console(file=sys.stdout, soft_wrap=True, width=None if sys.stdout.isatty() else UNBOUNDED).print(table)


def say_facts(facts: Mapping[str, object]) -> None:
    """Names and values, one a line, on standard output."""
    for name, value in facts.items():
        click.echo(f"{name}: {value}")


def fail(words: str, code: int = WORK_FAILED) -> NoReturn:
    """Ends the command with one line on standard error."""
    say(f"krets: {' '.join(words.split())}")
    raise SystemExit(code)


@contextlib.contextmanager
def errors_in_one_line() -> Iterator[None]:
    """Turns Krets's own errors into one line and an exit code: a value that cannot be meant is wrong usage."""
    try:
        yield
    except InvalidValue as error:
        fail(str(error), WRONG_USAGE)
    except KretsError as error:
        fail(str(error))
