"""What a source would store, field by field, and why: which columns fill what, as its options say or their names suggest.

For a person who sets up a source and has seen only the file. It shows, it decides nothing: the drafts are those of the pipeline, and
the guesses those of `importers.columns`, spelled out as options that can be saved with the source.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum

from catalog.drafts import OfferDraft, OrganisationDraft
from importers.columns import columns_for, is_access_field
from importers.contract import FieldWarning, Importer, RawRecord
from importers.errors import RunFailed
from importers.paths import value_at
from importers.series.grouping import ROWS

SHOWN_RECORDS = 20
SHOWN_ROWS = 3
BY_OPTION, BY_NAME, BY_DEFAULT = "map option", "its name", "default option"
_UNSAID: tuple[object, ...] = ("unknown", None, False, [], {}, "")
_PARTS = {
    "categories": ("category",),
    "organisation": (
        "organisation", "organisation_number", "organisation_kind", "organisation_url", "organisation_email", "organisation_phone",
    ),
    "venue": ("venue", "address", "postcode", "city", "latitude", "longitude", "easting", "northing", "point", "transport"),
    "ages": ("age", "age_min", "age_max"),
    "grades": ("grade", "grade_min", "grade_max"),
    "price": ("price", "free", "price_unit", "price_note", "membership"),
    "meetings": (
        "starts", "ends", "date", "end_date", "start_time", "end_time", "weekday", "time", "when", "season_from", "season_to", "exceptions",
        "series",
    ),
    "access": ("access",),
    "image_url": ("image",),
    "focus_areas": ("focus_area",),
    "cancelled": ("status",),
    "stated_on": ("updated",),
    "identity": ("id",),
}  # fmt: skip
_PART_OF = {field: part for part, names in _PARTS.items() for field in names}
_MEETINGS = ("series", "occurrences", "when_words")


@dataclass(frozen=True, slots=True)
class Column:
    """A field, the column (or path, or default) that fills it, and what made the choice."""

    field: str
    column: str
    chosen_by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of an offer: what would be stored (None: unknown), and what the publisher wrote where that is known to belong to it."""

    part: str
    stored: object
    published: Mapping[str, object]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """One record: its parts, or why there would be no offer (`problem`)."""

    id: str
    position: str
    parts: tuple[Shown, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns and what becomes of them, the first records, how many records there are, and the fields that nobody reads."""

    columns: tuple[Column, ...]
    records: tuple[ShownRecord, ...]
    count: int
    unused: tuple[str, ...]

    @property
    def options(self) -> dict[str, str]:
        """The guesses as options, so that they can be saved and stay as they are when the publisher adds a column."""
        return {f"map.{each.field}": each.column for each in self.columns if each.chosen_by == BY_NAME}

    def to_json(self) -> dict[str, object]:
        """Everything as plain values."""
        return {
            "count": self.count,
            "columns": [{"field": each.field, "column": each.column, "chosen_by": each.chosen_by} for each in self.columns],
            "unused_fields": list(self.unused),
            "options": self.options,
            "records": [_record_json(each) for each in self.records],
        }


def columns_of(importer: Importer, members: Iterable[str], options: Mapping[str, str]) -> tuple[Column, ...]:
    """Which column fills which field, in the columns' order; nothing for a format that knows its publisher's fields itself."""
    if "map." not in importer.options:
        return ()
    order = {name: place for place, name in enumerate(members)}
    mapped = {name.removeprefix("map.") for name in options if name.startswith("map.")}
    chosen = columns_for(tuple(order) if "guess" in importer.options else (), options)
    defaults = [Column(name.removeprefix("default."), value, BY_DEFAULT) for name, value in options.items() if name.startswith("default.")]
    found = [Column(field, column, BY_OPTION if field in mapped else BY_NAME) for field, column in chosen.items() if column]
    return (*sorted(found, key=lambda each: order.get(each.column, len(order))), *defaults)


def shown(record: RawRecord, draft: object, warnings: Iterable[FieldWarning], columns: Iterable[Column]) -> ShownRecord:
    """A record whose draft is made, part by part; what stays unknown is shown where the publisher wrote something about it."""
    written = _written(record.data, columns)
    notes: dict[str, list[str]] = {}
    for warning in warnings:
        notes.setdefault(_part_of(warning.field), []).append(f"{warning.field}: {warning.reason}")
    stored = _stored_parts(draft)
    names = list(dict.fromkeys([*stored, *(name for name in written if name != "identity"), *notes]))
    parts = (Shown(name, stored.get(name), written.get(name, {}), tuple(notes.get(name, ()))) for name in names)
    return ShownRecord(record.id, record.position, tuple(parts))


def _written(data: Mapping[str, object], columns: Iterable[Column]) -> dict[str, dict[str, object]]:
    """What the publisher wrote, by the part of the offer that it belongs to."""
    found: dict[str, dict[str, object]] = {}
    for each in columns:
        if each.chosen_by == BY_DEFAULT:
            found.setdefault(_part_of(each.field), {}).setdefault(f"default.{each.field}", each.column)
        elif (value := _value(data, each.column)) is not None:
            found.setdefault(_part_of(each.field), {})[each.column] = value
    return found


def _value(data: Mapping[str, object], column: str) -> object:
    """What stands in a column or at a path; of a record that is made of several rows the first of them."""
    with contextlib.suppress(RunFailed):
        if (value := value_at(data, column)) is not None:
            return value
    rows = data.get(ROWS)
    found = [row[column] for row in rows if isinstance(row, Mapping) and column in row] if isinstance(rows, list) else []
    return found[:SHOWN_ROWS] or None


def _part_of(field: str) -> str:
    return "access" if is_access_field(field) else _PART_OF.get(field, field)


def _stored_parts(draft: object) -> dict[str, object]:
    """The known parts of a draft as plain values, its meetings as one."""
    if not isinstance(draft, OfferDraft | OrganisationDraft):
        return {}
    known = dict(_known(draft))
    meetings = {name: known.pop(name) for name in _MEETINGS if name in known}
    return known | ({"meetings": meetings} if meetings else {})


def _known(value: object) -> Iterator[tuple[str, object]]:
    for each in fields(value) if is_dataclass(value) else ():
        plain = _plain(getattr(value, each.name))
        if plain not in _UNSAID:
            yield each.name, plain


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_known(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [_plain(each) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def _record_json(record: ShownRecord) -> dict[str, object]:
    parts = [
        {"field": each.part, "stored": each.stored, "published": dict(each.published), "notes": list(each.notes)} for each in record.parts
    ]
    return {"record": record.id, "position": record.position, "problem": record.problem, "fields": parts}
