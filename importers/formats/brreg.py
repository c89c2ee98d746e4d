"""Brønnøysund: organisations of a municipality from Enhetsregisteret, joined with Frivillighetsregisteret on their number.

Its place is a question to Enhetsregisteret (`/enhetsregisteret/api/enheter?registrertIFrivillighetsregisteret=true&kommunenummer=…`).
What is private is dropped before it becomes a record (`importers.shapes.brreg_units`).
"""

from collections.abc import Iterator
from dataclasses import replace

from catalog.drafts import OrganisationDraft
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import FetchFailed, RecordRejected, RunFailed
from importers.identity import distinct, raw_record
from importers.shapes.brreg_pages import entries, units
from importers.shapes.brreg_units import draft_from, kept
from importers.shapes.members import words

JOINS = ("each", "list", "no")


class BrregImporter:
    """Organisations of the national registers."""

    format = "brreg"
    title = "Enhetsregisteret and Frivillighetsregisteret"
    absence = Absence.FULL_LISTING
    options = frozenset({"join", "volunteers"})

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each unit, without what is private."""
        if feed.options.get("join", "no") not in JOINS:
            raise RunFailed(f"join={feed.options['join']}: it is one of {', '.join(JOINS)}")
        yield from distinct(_records(feed), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OrganisationDraft:
        """The organisation that a unit is."""
        return draft_from(record.data, context)


def _records(feed: Feed) -> Iterator[RawRecord]:
    found = list(units(feed))
    numbers = [
        number
        for unit in found
        if unit.get("registrertIFrivillighetsregisteret") is True and (number := words(unit, "organisasjonsnummer"))
    ]
    is_joined = feed.options.get("join") != "no" and feed.location.startswith(("http://", "https://"))
    told = entries(feed, dict.fromkeys(numbers).keys()) if numbers and is_joined else {}
    if numbers and not told:
        feed.notes.warn("icnpo", feed.location, "not joined with Frivillighetsregisteret: no ICNPO codes are known")
    for count, unit in enumerate(found, 1):
        number = words(unit, "organisasjonsnummer")
        entry = told.get(number or "")
        record = raw_record(number, kept(unit, None if isinstance(entry, FetchFailed) else entry), f"unit {count}", (count,))
        if isinstance(entry, FetchFailed):
            record = replace(record, problem=RecordRejected("icnpo", number, f"Frivillighetsregisteret did not answer: {entry}"))
        yield record
