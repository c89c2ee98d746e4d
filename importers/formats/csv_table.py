"""CSV: lists and exports of municipalities, clubs and of the template; any delimiter, encoding and position of the header.

Quoting is strict: a quote that is never closed is an error with its row, and swallows nothing. The whole file is parsed once
before the first record is handed on, so that a broken file changes nothing.
"""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.decoding import encoding_of, refuse_other_kinds
from importers.delimited import delimiter_of, rows_of
from importers.errors import NotThisFormat
from importers.identity import distinct
from importers.recipes.loading import RECIPE
from importers.series.drafting import draft_of
from importers.series.grouping import SERIES_OPTIONS, activities
from importers.tabular import TABLE, records_from_rows


class CsvImporter:
    """Tables in text, mapped by column names."""

    format = "csv"
    title = "Table as CSV"
    absence = Absence.FULL_LISTING
    options = TABLE_OPTIONS | SERIES_OPTIONS | {"encoding", "delimiter", RECIPE}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each row below the header."""
        check_table_options(feed.options)
        head = refuse_other_kinds(feed, "CSV").lstrip(b"\xef\xbb\xbf \r\n\t")
        if head.startswith((b"{", b"[{", b"BEGIN:VCALENDAR", b"<?xml")):
            raise NotThisFormat("CSV", head)
        encoding = encoding_of(feed)
        delimiter = delimiter_of(feed, encoding)
        for _ in rows_of(feed, encoding, delimiter):
            pass
        rows = records_from_rows(rows_of(feed, encoding, delimiter), feed.options, "CSV")
        yield from distinct(activities(rows, TABLE, feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that a row proposes."""
        return draft_of(TABLE, record, context)
