"""Excel workbooks (.xlsx): municipal lists and the template; one sheet, its values as last calculated, never its formulas."""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.archives import refuse_bomb
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.decoding import refuse_other_kinds
from importers.errors import NotThisFormat
from importers.identity import distinct
from importers.series.drafting import draft_of
from importers.series.grouping import SERIES_OPTIONS, activities
from importers.tabular import TABLE, records_from_rows
from importers.workbooks import rows_of


class XlsxImporter:
    """Tables in Excel workbooks, mapped by column names."""

    format = "xlsx"
    title = "Excel workbook"
    absence = Absence.FULL_LISTING
    options = TABLE_OPTIONS | SERIES_OPTIONS | {"sheet"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each row below the header of the sheet (`sheet=` name or number, else the first visible)."""
        check_table_options(feed.options)
        if not refuse_other_kinds(feed, "xlsx", but="a zip or Excel file").startswith(b"PK\x03\x04"):
            raise NotThisFormat("xlsx", feed.head(64))
        refuse_bomb(feed.path, "xlsx")
        yield from distinct(activities(records_from_rows(rows_of(feed), feed.options, "xlsx"), TABLE, feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer that a row proposes."""
        return draft_of(TABLE, record, context)
