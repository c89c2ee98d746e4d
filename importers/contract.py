"""What a format is, and what it is given: two methods, four attributes, nothing of databases or networks.

`read` streams raw records out of a fetched file; `normalise` turns one into a draft, reading nothing but its arguments.
The pipeline calls `draft_from`, which holds every format to the documented errors.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from catalog.clock import oslo_day
from catalog.drafts import OfferDraft, OrganisationDraft, SchoolDraft, VenueDraft
from catalog.errors import InvalidValue
from catalog.values import DateSpan, Point
from importers.errors import RecordRejected, RunFailed

Draft = OfferDraft | VenueDraft | SchoolDraft | OrganisationDraft
CategoriesFromWords = Callable[[str], tuple[str, ...]]


def _no_label(slug: str) -> str | None:  # noqa: ARG001 — a caller without a vocabulary at hand
    return None


def _no_place(point: Point) -> str | None:  # noqa: ARG001 — a caller without loaded districts
    return None


def _nothing_before(record_id: str) -> Mapping[str, object] | None:  # noqa: ARG001 — a feed that is read for the first time
    return None


class Absence(StrEnum):
    """What it means that a record which was in the last complete run is not in this one."""

    FULL_LISTING = "full-listing"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class FieldWarning:
    """One optional field that could not be used; the record stands without it. `value` is what was published."""

    field: str
    value: str
    reason: str


@dataclass(slots=True)
class Notes:
    """What was noticed on the way: fields seen and used and meetings expanded from rules over a whole run, warnings since last taken.

    `rows` is how many rows or objects the records came from, where several became one; 0 in formats that join none. `doubled` is how
    many records have the id of another one.

    `cursor` is where a feed of changes was left: set by `read` at its very end, kept with the source only when the run is complete.
    `whole` is set by `read` when a feed of changes was read from its very beginning, so that what it does not list is missing; a
    feed whose absence is a full listing need not say so.
    """

    seen: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    warnings: list[FieldWarning] = field(default_factory=list)
    meetings: int = 0
    rows: int = 0
    doubled: int = 0
    cursor: str | None = None
    whole: bool = False

    def warn(self, field_name: str, value: object, reason: str) -> None:
        """Note that a field could not be used."""
        self.warnings.append(FieldWarning(field_name, str(value)[:500], reason))

    def take_warnings(self) -> tuple[FieldWarning, ...]:
        """The warnings since the last call, which are then forgotten: call it after each record."""
        taken = tuple(self.warnings)
        self.warnings.clear()
        return taken

    @property
    def unused(self) -> tuple[str, ...]:
        """The raw fields that some record had and that nothing ever read, in alphabetical order."""
        return tuple(sorted(self.seen - self.used))


@dataclass(frozen=True, slots=True)
class Feed:
    """One fetched file, spooled to `path` so that its size never sits in memory, and what is known of it.

    `fetch` gives follow-up pages of the same source under the same limits and address guard; it raises `FetchFailed`.
    `cursor` is what the last complete run left in `notes.cursor` (None: the first run, or a person wants everything read anew), and
    `before` the data last stored for a record of this source, so that a feed of changes can be joined with what came earlier.
    `now` is aware; `horizon` are the days for which dated meetings are kept. `notes.warn` is for what concerns the whole feed.
    """

    path: Path
    location: str
    now: datetime
    horizon: DateSpan
    fetch: Callable[[str], "Feed"]
    content_type: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    notes: Notes = field(default_factory=Notes)
    cursor: str | None = None
    before: Callable[[str], Mapping[str, object] | None] = _nothing_before

    def open(self) -> BinaryIO:
        """The file's bytes from the start; the caller closes it."""
        return self.path.open("rb")

    def head(self, size: int = 4096) -> bytes:
        """The first bytes of the file, enough to see what it is."""
        with self.open() as file:
            return file.read(size)

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as published. `id` is the publisher's, else derived from the content; `data` is JSON-able.

    `position` tells a person where it stands ("row 12"). A record that could not be read whole has a `problem`: it is
    kept and counted, and `draft_from` raises the problem.
    """

    id: str
    data: Mapping[str, object]
    position: str
    problem: RecordRejected | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Context:
    """All that `normalise` may know beside the record: the source's options, the day, the municipality's language.

    `categories_from_words` finds category slugs (slug or nb, nn, en label) in a publisher's words; unknown words give ().
    `category_label` and `place_name` (the name of the district or village at a point) make titles for nameless facilities.
    """

    now: datetime
    horizon: DateSpan
    categories_from_words: CategoriesFromWords
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    notes: Notes = field(default_factory=Notes)
    category_label: Callable[[str], str | None] = _no_label
    place_name: Callable[[Point], str | None] = _no_place

    @property
    def today(self) -> date:
        """The present day in Norway."""
        return oslo_day(self.now)


class Importer(Protocol):
    """One format. `options` are the names it understands; one that ends in a dot is a prefix (`map.`)."""

    format: str
    title: str
    absence: Absence
    options: frozenset[str]

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """Every record of the feed, in its order, each id once; raises `RunFailed` and its kinds."""

    def normalise(self, record: RawRecord, context: Context) -> Draft:
        """The draft that the record proposes; raises `RecordRejected`, `RecordSkipped` or `InvalidValue`."""


def draft_from(importer: Importer, record: RawRecord, context: Context) -> Draft:
    """The draft of a record, whichever the format; raises only `RecordRejected` and `RecordSkipped`.

    Notes the record's fields as seen, so that those which nobody reads can be reported.
    """
    if record.problem is not None:
        raise record.problem
    context.notes.seen.update(record.data)
    try:
        return importer.normalise(record, context)
    except InvalidValue as error:
        raise RecordRejected(error.field, error.value, error.reason) from error


def check_options(importer: Importer, options: Mapping[str, str]) -> None:
    """Raise `RunFailed` naming every option that the format does not understand."""
    prefixes = tuple(name for name in importer.options if name.endswith("."))
    unknown = sorted(name for name in options if name not in importer.options and not name.startswith(prefixes))
    if unknown:
        known = ", ".join(f"{name}…" if name.endswith(".") else name for name in sorted(importer.options)) or "none"
        raise RunFailed(f"{importer.format} has no option {', '.join(unknown)}; it knows {known}")
