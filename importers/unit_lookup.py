"""One organisation of the national registers by its number, for a form that a person is filling in. Stores nothing.

The registers' host is the setting `KRETS_BRREG_URL`; without it, nothing is looked up and people write what they know.
"""

import tempfile
from datetime import datetime
from pathlib import Path

from catalog.clock import oslo_day
from catalog.drafts import OrganisationDraft
from catalog.errors import InvalidValue
from catalog.occurrences import horizon
from importers.contract import Context, Feed, draft_from
from importers.errors import FetchFailed, RecordSkipped
from importers.fetch import Fetched, Fetcher, FetchRules
from importers.fields.organisation_numbers import organisation_number
from importers.formats.brreg import BrregImporter
from importers.shapes.brreg_pages import UNITS_PATH, is_gone


def unit_by_number(number: str, base_url: str, rules: FetchRules, now: datetime) -> OrganisationDraft | None:
    """What the registers say of the number; None when they know no such organisation, or one that is a single person's.

    Raises `InvalidValue` for what is no organisation number, `FetchFailed` when the registers do not answer.
    """
    checked = organisation_number(number)
    if checked is None:
        raise InvalidValue("organisation_number", number, "there is no number")
    with tempfile.TemporaryDirectory(prefix="krets-unit-") as folder:
        fetcher = Fetcher(Path(folder), rules, now)
        try:
            feed = _feed(fetcher.fetch(f"{base_url.rstrip('/')}{UNITS_PATH}/{checked}"), fetcher, now)
        except FetchFailed as error:
            if is_gone(error):
                return None
            raise
        return _organisation(feed, now)


def _organisation(feed: Feed, now: datetime) -> OrganisationDraft | None:
    importer = BrregImporter()
    context = Context(now, horizon(oslo_day(now)), _no_categories)
    for record in importer.read(feed):
        try:
            draft = draft_from(importer, record, context)
        except RecordSkipped:
            return None
        return draft if isinstance(draft, OrganisationDraft) else None
    return None


def _feed(fetched: Fetched, fetcher: Fetcher, now: datetime) -> Feed:
    def further(location: str) -> Feed:
        return _feed(fetcher.further(location, fetched.location), fetcher, now)

    return Feed(fetched.path, fetched.location, now, horizon(oslo_day(now)), further, options={"join": "each"})


def _no_categories(_: str) -> tuple[str, ...]:
    return ()
