"""What of a row tells the activity, and what only tells one of its meetings: date, time, id, page, stamp, picture, places left.

Columns are told apart by the field that they fill, else by the words of their names, else by their value (a bare date or time).
Everything else counts: two rows that differ in price, hall or a single word of their text are two activities.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from importers.columns import canonical, columns_for
from importers.contract import RawRecord
from importers.identity import fingerprint
from importers.mapping import Table

PASSING = frozenset(
    "id url image updated confirmed_on status capacity series starts ends date end_date start_time end_time time weekday season_from "  # noqa: SIM905
    "season_to booking_url booking_opens booking_deadline".split()
)
_IDENTIFYING = ("title", "organisation", "organisation_number", "venue", "address", "point", "latitude", "longitude", "age", "grade")
_PASSING_WORDS = frozenset(
    "id ids uuid guid key ref nr nummer number løpenr rad row index page side slug url urls uri link links lenke self href image "  # noqa: SIM905
    "images img bilde thumbnail poster photo foto updated oppdatert modified endret created opprettet published publisert revision "
    "version hash etag timestamp date dato dates datoer day dag week uke weekday ukedag time tid tidspunkt klokkeslett start starts "
    "end ends slutt duration varighet ledige left remaining available availability plasser seats spots påmeldte participants "
    "deltakere".split()
)
_NAME_PART = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+")
_STAMP = re.compile(r"\d{1,4}([-./:])\d{1,2}(\1\d{1,4})?([T ,].{0,40})?")


class Lasting:
    """Tells activities apart for one source: by its options, and by the look-up of its kind of record."""

    def __init__(self, table: Table, options: Mapping[str, str]) -> None:
        self._table = table
        self._options = options
        self._parts: dict[tuple[str, ...], tuple[frozenset[str], frozenset[str]]] = {}

    def values(self, record: RawRecord) -> dict[str, object]:
        """The record under canonical names."""
        return canonical(record.data, self._options, self._table.lookup)

    def key(self, record: RawRecord, values: Mapping[str, object]) -> bytes:
        """Equal for two records exactly if they agree in everything that is not of the single meeting."""
        passing, paths = self._passing(record.data)
        rest = {name: _without_passing(value, name, paths) for name, value in record.data.items() if name not in passing}
        known = {field: value for field, value in values.items() if field not in PASSING}
        return fingerprint([_without_blanks(rest), _without_blanks(known)])

    def _passing(self, data: Mapping[str, object]) -> tuple[frozenset[str], frozenset[str]]:
        """The members of such a record that are of one meeting, and the paths to those deeper in it."""
        names = tuple(data)
        if names not in self._parts:
            columns = columns_for(names, self._options)
            of_meeting = [path for field, path in columns.items() if field in PASSING and path]
            read = _reads(self._table.reads, data, of_meeting)
            lasting = _reads(self._table.reads, data, [path for field, path in columns.items() if field not in PASSING and path])
            named = {name for name in names if _is_passing_name(name)}
            self._parts[names] = frozenset((read | named) - lasting), frozenset(path for path in of_meeting if "." in path)
        return self._parts[names]


def identity_of(values: Mapping[str, object]) -> str:
    """An id for the activity from what makes it, not from its dates, price or texts; "" when it has no title."""
    parts = [values[name] for name in _IDENTIFYING if name in values]
    folded = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).casefold()
    return f"series-{fingerprint(folded).hex()[:20]}" if "title" in values else ""


def series_id(values: Mapping[str, object]) -> str:
    """The publisher's own id of the series: a word or number, or the id or address within an object; "" when there is none."""
    value = values.get("series")
    if isinstance(value, Mapping):
        value = next((value[name] for name in ("id", "@id", "href", "url") if value.get(name)), None)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _reads(reads: Callable[[Mapping[str, object], str], Iterable[str]], data: Mapping[str, object], paths: Iterable[str]) -> set[str]:
    return {name for path in paths for name in reads(data, path)}


@lru_cache(maxsize=4_096)
def _is_passing_name(name: str) -> bool:
    return any(part.casefold() in _PASSING_WORDS for part in _NAME_PART.findall(name))


def _without_passing(value: object, path: str, paths: frozenset[str]) -> object:
    """The value without what is of one meeting, at any depth; a bare date or time of day is nothing."""
    if isinstance(value, Mapping):
        inner = {name: f"{path}.{name}" for name in value if not _is_passing_name(name)}
        return {name: _without_passing(value[name], deeper, paths) for name, deeper in inner.items() if deeper not in paths}
    if isinstance(value, list):
        return [_without_passing(each, path, paths) for each in value]
    if isinstance(value, str):
        text = value.strip()
        return None if _STAMP.fullmatch(text) else text
    return value


def _without_blanks(value: Mapping[str, object]) -> dict[str, object]:
    return {name: each for name, each in value.items() if each not in (None, "", [], {})}
