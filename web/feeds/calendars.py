"""Calendar files by address: of one offer, and of any search, to subscribe to.

A file changes only when its offers or the day do, and calendars that ask again are answered "not modified" before it is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import oslo_day, today
from catalog.listed import AnyOffer
from catalog.model import Municipality
from catalog.offer_facts import coming_meetings
from catalog.store.listed_offers import offers_by_id
from catalog.values import DateSpan
from search.filters import OfferFilter
from search.names import Names
from web.addressed import addressed_offer, moved_to
from web.answers import all_found, legal_names
from web.asked import pairs
from web.feeds.ics import CONTENT_TYPE, Entry, calendar_of
from web.frame import krets
from web.language import Language
from web.links import absolute, offer_calendar_path, offer_path

MOST_MEETINGS = 1000
"""A search's calendar holds its next meetings up to this number; as it is read again, later ones follow."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A calendar that was asked for: whose it is, what it and its file are called, and which entries it has."""

    municipality: Municipality
    name: str
    file: str
    entries: Sequence[Entry]


def offer_calendar(municipality: str, offer_id: int, slug: str) -> AnyResponse:  # noqa: ARG001  the address's words are checked by `moved_to`
    """Every date of one offer; found, moved and gone by the rules of its page."""
    found = addressed_offer(g.session, offer_id, today(krets().clock))
    offer, home = found.offer, found.municipality
    entries = [Entry(offer, meeting, _address(home, offer)) for meeting in offer.occurrences]
    return moved_to(offer_calendar_path(home, offer)) or _answer(Wanted(home, offer.title, offer.slug, entries))


def search_calendar(municipality: str) -> Response:
    """The next dates of everything that a search finds, whatever its page; a value that cannot be meant is refused."""
    opened, home = krets(), g.municipality
    names = legal_names(opened, g.session, home)
    asked = OfferFilter.from_params(pairs(), strict=False, names=names)
    sought, ids = all_found(opened, g.session, home, asked, names)
    offers = offers_by_id(g.session, ids, opened.kept_rows)
    name = Language.of(request.args.get("lang") or home.language).gettext("Fritid i %(name)s", name=home.name)
    return _answer(Wanted(home, name, municipality, _next_entries(home, offers, _asked_days(sought, names))))


def _asked_days(sought: OfferFilter, names: Names) -> DateSpan | None:
    """The days that the search is about, where it names any."""
    if sought.period:
        return names.period(sought.period).span
    first, last = sought.from_day or names.today, sought.to_day
    return DateSpan(first, last) if last and last >= first else None


def _next_entries(home: Municipality, offers: Sequence[AnyOffer], days: DateSpan | None) -> list[Entry]:
    now = krets().clock.now()
    coming = (Entry(offer, row, _address(home, offer)) for offer in offers for row in coming_meetings(offer, now))
    asked = [entry for entry in coming if days is None or oslo_day(entry.meeting.starts_at) in days]
    return sorted(asked, key=lambda entry: (entry.meeting.starts_at, entry.offer.id))[:MOST_MEETINGS]


def _answer(wanted: Wanted) -> Response:
    response = Response(content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{wanted.file}.ics"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(_fingerprint(wanted))
    response.make_conditional(request)
    if response.status_code == 200:
        response.data = calendar_of(wanted.entries, name=wanted.name, base_url=krets().settings.base_url)
    return response


def _fingerprint(wanted: Wanted) -> str:
    """What the file depends on: its name, the versions of its offers, and which of their meetings it has."""
    told = [wanted.name]
    for entry in wanted.entries:
        offer, row = entry.offer, entry.meeting
        told.append(f"{offer.id} {offer.version} {offer.status} {row.starts_at:%Y%m%dT%H%M} {row.status} {row.unsure}")
    return sha256("\n".join(told).encode()).hexdigest()[:32]


def _address(home: Municipality, offer: AnyOffer) -> str:
    return absolute(krets().settings.base_url, offer_path(home, offer))
