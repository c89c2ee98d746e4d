"""What tests of formats share: a file as a fetched feed, and everything that a format makes of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from catalog.values import DateSpan
from catalog.vocabulary import Vocabulary, load_vocabulary
from importers.contract import Context, Draft, Feed, FieldWarning, RawRecord, check_options, draft_from
from importers.errors import FetchFailed, RecordRejected, RecordSkipped
from importers.registry import importer_for

NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The real vocabulary, loaded once."""
    return load_vocabulary()


@dataclass
class Outcome:
    """Everything that one feed came to."""

    records: list[RawRecord] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    rejected: dict[str, RecordRejected] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    warnings: list[FieldWarning] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    rows: int = 0

    @property
    def only(self) -> Draft:
        """The one draft there is."""
        (draft,) = self.drafts.values()
        return draft


def no_network(location: str) -> Feed:
    """For feeds of one page."""
    raise FetchFailed(f"no network in this test ({location})")


def feed_of(
    path: Path,
    options: Mapping[str, str] | None = None,
    *,
    now: datetime = NOW,
    location: str = "",
    fetch: Callable[[str], Feed] = no_network,
) -> Feed:
    """A fetched file."""
    return Feed(path, location or str(path), now, horizon(now), fetch, options=options or {})


def horizon(now: datetime) -> DateSpan:
    """Yesterday to 18 months ahead."""
    return DateSpan(now.date() - timedelta(days=1), now.date() + timedelta(days=548))


def context_of(options: Mapping[str, str] | None = None, now: datetime = NOW) -> Context:
    """What a format may know, with the real vocabulary."""
    words = vocabulary()
    return Context(now, horizon(now), words.match_labels, options or {}, category_label=lambda slug: words.label(slug, "nb"))


def outcome_of(path: Path, format_name: str, options: Mapping[str, str] | None = None, now: datetime = NOW) -> Outcome:
    """Read and normalise a whole file, as the pipeline does."""
    return outcome_of_feed(feed_of(path, options, now=now), format_name)


def outcome_of_feed(feed: Feed, format_name: str) -> Outcome:
    """Read and normalise a feed."""
    importer, context, outcome = importer_for(format_name), context_of(feed.options, feed.now), Outcome()
    check_options(importer, feed.options)
    for record in importer.read(feed):
        outcome.records.append(record)
        json.dumps(record.data)
        try:
            outcome.drafts[record.id] = draft_from(importer, record, context)
        except RecordSkipped as error:
            outcome.skipped[record.id] = error.reason
        except RecordRejected as error:
            outcome.rejected[record.id] = error
        outcome.warnings += context.notes.take_warnings()
    outcome.warnings += feed.notes.take_warnings()
    outcome.unused, outcome.rows = context.notes.unused, feed.notes.rows
    return outcome


def plain(value: object) -> object:
    """A draft as JSON without what is unknown, for comparison with a file."""
    if is_dataclass(value) and not isinstance(value, type):
        known = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {name: each for name, each in known.items() if each is not None and each is not False and each not in ("unknown", [], {})}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else value.value if isinstance(value, StrEnum) else _text(value)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
