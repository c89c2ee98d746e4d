"""What a run and its reader say to each other, over two pipes, in turns: the run asks for one thing and hears until it is done.

Errors travel as their name in `importers.errors`, their words and their plain facts. How all this is pickled is `wire`'s matter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from catalog.errors import InvalidValue, KretsError
from catalog.values import DateSpan
from importers import errors
from importers.contract import CategoriesFromWords, FieldWarning, Importer
from importers.drafting import Drafted
from importers.errors import RunFailed
from importers.listing import Arrival, Ending
from importers.record_keys import RecordKeys

_PLAIN = (str, bytes, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Assignment:
    """What stays the same for a whole run: the format, the source's options, the day, and where words are looked up."""

    importer: Importer
    categories_from_words: CategoriesFromWords
    category_label: Callable[[str, str], str | None]
    options: Mapping[str, str]
    language: str
    now: datetime
    horizon: DateSpan


@dataclass(frozen=True, slots=True)
class Assigned:
    """From now on this pickled `Assignment` holds; it is unpickled only when something is asked for."""

    assignment: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """Read the file at `path` into a listing at `into`; say so every `tick` records."""

    path: Path
    into: Path
    location: str
    content_type: str | None
    cursor: str | None
    tick: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Draft these records; `meetings` is how many dated meetings the run has made so far."""

    arrivals: list[Arrival]
    meetings: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noted on the way; the names are those of `contract.Notes`."""

    seen: frozenset[str]
    used: frozenset[str]
    warnings: tuple[FieldWarning, ...]
    meetings: int
    rows: int = 0
    doubled: int = 0
    cursor: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ReadWhole:
    """The file is read; all but `noticed` is the listing's."""

    keys: RecordKeys
    repeated: tuple[str, ...]
    ending: Ending
    ending_reason: str | None
    noticed: Noticed


@dataclass(frozen=True, slots=True)
class AllDrafted:
    """The records are drafted, in their order. `overfull`: memory ran out at one of them, and the reader is to be replaced."""

    drafts: list[Drafted]
    noticed: Noticed
    overfull: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """So many records are read."""

    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that only the run can answer: a further page, a record stored before, the name of a place."""

    about: str
    arguments: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question."""

    value: object


@dataclass(frozen=True, slots=True)
class Failed:
    """An error: its kind in `importers.errors` (or `InvalidValue`), its words, its facts."""

    kind: str
    words: str
    facts: dict[str, object] = field(default_factory=dict)

    @staticmethod
    def of(error: BaseException) -> "Failed":
        """The error as a message; one of a kind that is not known is a failed run in its own words."""
        kind = next((each.__name__ for each in type(error).__mro__ if _known_kind(each.__name__) is each), RunFailed.__name__)
        words = str(error) if isinstance(error, KretsError) else f"{type(error).__name__}: {error}"
        return Failed(kind, words, {name: each for name, each in vars(error).items() if isinstance(each, _PLAIN)})

    def error(self) -> KretsError:
        """The message as an error, equal in kind, words and facts."""
        kind = _known_kind(self.kind) or RunFailed
        made = kind.__new__(kind)
        Exception.__init__(made, self.words)
        made.__dict__.update(self.facts)
        return made


def _known_kind(name: str) -> type[KretsError] | None:
    kind = InvalidValue if name == InvalidValue.__name__ else getattr(errors, name, None)
    return kind if isinstance(kind, type) and issubclass(kind, KretsError) else None
