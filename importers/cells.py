"""One record under canonical field names, read cell by cell: a cell that cannot be used is noted and left unknown.

What must be there, and what a bad cell may cost beyond itself, is decided where drafts are made (`importers.mapping`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from catalog.errors import InvalidValue
from catalog.text import shorten
from importers.contract import Context
from importers.fields.markup import plain_line

_Value = TypeVar("_Value")
_LIST = re.compile(r"[;\n|]|,(?!\d)")


@dataclass(frozen=True, slots=True)
class Cells:
    """The values of one record by canonical name (blank ones are absent), and the context that takes the warnings."""

    values: Mapping[str, object]
    context: Context

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def raw(self, name: str) -> object:
        """The value as published; None when there is none."""
        return self.values.get(name)

    def line(self, name: str, length: int = 300) -> str | None:
        """The value as one line of plain text, shortened."""
        value = self.values.get(name)
        if value is None or isinstance(value, dict):
            return None
        text = plain_line(", ".join(str(each) for each in value) if isinstance(value, list) else _plain(value))
        return shorten(text, length) or None

    def items(self, name: str) -> list[str]:
        """The value as a list: of a JSON list its items, of words those between `;`, `,` or `|`."""
        value = self.values.get(name)
        parts = value if isinstance(value, list) else _LIST.split(_plain(value)) if value is not None else []
        return [text for part in parts if not isinstance(part, dict | list) and (text := plain_line(_plain(part)))]

    def parsed(self, name: str, parse: Callable[[object], _Value]) -> _Value | None:
        """What `parse` makes of the value; None, with a warning, when it raises `InvalidValue`."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return parse(_plain(value) if isinstance(value, str | float) else value)
        except InvalidValue as error:
            self.context.notes.warn(name, value, error.reason)
            return None

    def chosen(self, name: str, choose: Callable[[object], _Value | None]) -> _Value | None:
        """The term that the words name; None, with a warning, when they name none."""
        if (words := self.line(name)) is None:
            return None
        term = choose(words)
        if term is None:
            self.context.notes.warn(name, words, "not one of the known words")
        return term

    def each_chosen(self, name: str, choose: Callable[[object], _Value | None]) -> tuple[_Value, ...]:
        """The terms that a list of words names, each once; words that name none are noted."""
        found: dict[_Value, None] = {}
        for words in self.items(name):
            if (term := choose(words)) is None:
                self.context.notes.warn(name, words, "not one of the known words")
            else:
                found[term] = None
        return tuple(found)


def _plain(value: object) -> str:
    """The value as text; a whole number without the ".0" that spreadsheets give it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
