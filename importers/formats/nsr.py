"""Nasjonalt skoleregister: schools with the grades they teach, from its API (v3, v4), or lists made of it as CSV or script.

A missing grade is unknown; a point of 0, 0 ("Undefined") is no point; units that are no school, or closed, are skipped.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from catalog.drafts import SchoolDraft
from importers.contract import Absence, Context, Feed, RawRecord
from importers.decoding import encoding_of, refuse_other_kinds, text_of
from importers.delimited import delimiter_of, rows_of
from importers.errors import INACTIVE, NOT_AN_OFFER, NotThisFormat, RecordRejected, RecordSkipped
from importers.identity import distinct, raw_record
from importers.objects import json_bytes, list_in, members_beside, rows_in
from importers.paging import pages
from importers.schools import NUMBER_NAMES, named_row, rows_under_header, schools_in_script, unit_from


class NsrImporter:
    """Schools of the national register."""

    format = "nsr"
    title = "Nasjonalt skoleregister"
    absence = Absence.FULL_LISTING
    options = frozenset({"encoding", "delimiter", "list"})

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each unit of the register."""
        yield from distinct(self._records(feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> SchoolDraft:
        """The school that a unit is; closed units and those that are no school are skipped."""
        unit = unit_from(record.data, context.notes)
        if not unit.is_school:
            raise RecordSkipped(NOT_AN_OFFER, "ErSkole", unit.draft.name)
        if not unit.draft.active:
            raise RecordSkipped(INACTIVE, "ErAktiv", unit.draft.name)
        return unit.draft

    def _records(self, feed: Feed) -> Iterator[RawRecord]:
        head = refuse_other_kinds(feed, "nsr").removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith((b"{", b"[")):
            found = ((f"page {n}, unit {count}", item) for n, page in enumerate(pages(feed, _next), 1) for count, item in _units(page))
        elif b"const " in head:
            if (listed := schools_in_script(text_of(feed))) is None:
                raise NotThisFormat("nsr", head, "the script has no list of schools (skoler)")
            found = ((f"unit {count}", named_row(row)) for count, row in enumerate(rows_in(listed.encode(), "nsr"), 1))
        else:
            encoding = encoding_of(feed)
            rows = rows_of(feed, encoding, feed.options.get("delimiter") or delimiter_of(feed, encoding))
            found = ((f"row {count}", row) for count, row in rows_under_header(rows, NUMBER_NAMES))
        for position, item in found:
            if isinstance(item, RecordRejected):
                yield RawRecord(f"unreadable: {position}", {"position": position}, position, item)
            else:
                yield raw_record(next((item[name] for name in NUMBER_NAMES if item.get(name)), None), item, position)


def _units(page: Feed) -> Iterator[tuple[int, Mapping[str, object] | RecordRejected]]:
    return list_in(json_bytes(page, "nsr"), page.options.get("list", ""), "nsr")


def _next(page: Feed) -> str | None:
    """The address of the next page of the v4 listing, which numbers its pages from 1."""
    body = json_bytes(page, "nsr")
    members = members_beside(body, "EnhetListe", "nsr") if body.lstrip()[:1] == b"{" else {}
    number, last = members.get("Sidenummer"), members.get("AntallSider")
    if not isinstance(number, int) or not isinstance(last, int) or number >= last:
        return None
    parts = urlsplit(page.location)
    query = urlencode({**dict(parse_qsl(parts.query)), "sidenummer": str(number + 1)})
    return urlunsplit(parts._replace(query=query))
