"""Reads one local file of a register (schools) into drafts, without the journal of a source: the loaders' way in.

A record that cannot be meant is told to `refuse` and left out; a file that is not the format raises `RunFailed` and its kinds.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from catalog.clock import oslo_day
from catalog.drafts import SchoolDraft
from catalog.errors import InvalidValue
from catalog.occurrences import horizon
from importers.contract import Context, Feed, Importer, draft_from
from importers.errors import FetchFailed, RecordRejected, RecordSkipped


def schools_in(importer: Importer, path: Path, now: datetime, refuse: Callable[[str], None]) -> Iterator[SchoolDraft]:
    """Every school of the file; `refuse` gets one line for each record that is left out."""
    if not path.is_file():
        raise InvalidValue("file", path.name, "there is no such file")
    days = horizon(oslo_day(now))
    feed = Feed(path=path, location=str(path), now=now, horizon=days, fetch=_no_pages)
    context = Context(now=now, horizon=days, categories_from_words=lambda _words: ())
    for record in importer.read(feed):
        try:
            draft = draft_from(importer, record, context)
        except (RecordRejected, RecordSkipped) as problem:
            refuse(f"{record.position}: {problem}")
            continue
        if isinstance(draft, SchoolDraft):
            yield draft
        else:
            refuse(f"{record.position}: not a school")


def _no_pages(location: str) -> NoReturn:
    raise FetchFailed(f"a register file has no further pages ({location})")
