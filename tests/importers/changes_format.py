"""The small format as a feed of changes: it goes on from its cursor, and knows what it stored before. For tests of the pipeline."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from importers.contract import Absence, Feed, RawRecord
from tests.importers.small_feed import SmallFormat


@dataclass
class ChangesFormat(SmallFormat):
    """Each line has a number `seq`; those after the cursor are new. A line with `also` is joined with what was stored of that id."""

    format: str = "changes"
    absence: Absence = Absence.CHANGES

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """The lines after the cursor; from the beginning when there is none."""
        after = json.loads(feed.cursor) if feed.cursor else 0
        last = after
        for record in super().read(replace(feed, cursor=None)):
            at = int(str(record.data["seq"]))
            if at <= after:
                continue
            last = max(last, at)
            joined = feed.before(str(record.data["also"])) if "also" in record.data else None
            title = f"{record.data.get('title')} / {joined['title']}" if joined else record.data.get("title")
            yield replace(record, data={**record.data, "title": title})
        feed.notes.cursor, feed.notes.whole = str(last), not after


def changes_format(_name: str) -> ChangesFormat:
    """The only format there is."""
    return ChangesFormat()
