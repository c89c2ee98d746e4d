"""What search engines may read: robots.txt, an index of sitemaps, and the sitemaps of each municipality.

Only pages that stand: searches with parameters, the API, calendars and widgets are nothing to index, so they are not to be crawled
either. Protocol: https://www.sitemaps.org, at most 50,000 addresses in a file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from flask import Response, g, request

from catalog.clock import today
from catalog.errors import NotFound
from catalog.model import Municipality
from catalog.school_year import LONG_HOLIDAYS
from catalog.store.addresses import count_of_addresses, offer_addresses, organisations_with_offers
from catalog.store.municipalities import municipalities, school_calendar
from catalog.store.offer_lists import Listing
from catalog.store.places import districts, schools
from web.frame import krets, ways_of
from web.language import BOKMAL
from web.links import (
    about_path,
    absolute,
    district_path,
    municipality_path,
    offer_address,
    organisation_path,
    period_path,
    privacy_path,
    school_path,
    sitemap_path,
)

MOST_IN_A_PART = 50_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = """User-agent: *
Disallow: /*?
Allow: /*?lang=nb$
Allow: /*?lang=nn$
Allow: /*?lang=en$
Allow: /*?cost=free$
Allow: /*?cost=free&lang=nb$
Allow: /*?cost=free&lang=nn$
Allow: /*?cost=free&lang=en$
Disallow: /api/v1/
Disallow: /*.ics$
Disallow: /*/widget

Sitemap: {sitemap}
"""


@dataclass(frozen=True, slots=True)
class Address:
    """A path and when what it shows last changed, where that is known."""

    path: str
    changed: datetime | None = None


def robots() -> Response:
    """What may be crawled, and where the index of sitemaps is."""
    return _kept(Response(ROBOTS.format(sitemap=_public("/sitemap.xml")), mimetype="text/plain"))


def sitemap_index() -> Response:
    """The sitemaps of every municipality: its own pages first, then its offers in parts."""
    parts: list[Address] = []
    for home in municipalities(g.session):
        number, newest = count_of_addresses(g.session, _listing(home))
        parts += [Address(sitemap_path(home.slug, part), newest if part else None) for part in range(1 + _parts(number))]
    return _xml("sitemapindex", "sitemap", parts)


def sitemap(municipality: str, part: int) -> Response:
    """Part 0: the municipality's own pages; from 1: its offers, by number; 404 for a part that is not there."""
    home: Municipality = g.municipality
    if part == 0:
        return _xml("urlset", "url", _own_pages(home))
    found = offer_addresses(g.session, _listing(home), skip=(part - 1) * MOST_IN_A_PART)
    if not found:
        raise NotFound("sitemap", f"{municipality} {part}")
    return _xml("urlset", "url", (Address(offer_address(home.slug, one.id, one.slug), one.changed) for one in found))


def _own_pages(home: Municipality) -> Iterator[Address]:
    slug, day = home.slug, today(krets().clock)
    yield Address(municipality_path(slug))
    yield from (Address(path) for _, path in ways_of(home, BOKMAL))
    yield from (Address(path) for path in (about_path(slug), privacy_path(slug)))
    coming = (one for one in school_calendar(home).holidays if one.kind in LONG_HOLIDAYS and one.last >= day)
    yield from (Address(period_path(slug, one.slug)) for one in coming)
    yield from (Address(district_path(slug, row.slug)) for row in districts(g.session, home.id, on=day, level=None))
    yield from (Address(school_path(slug, row.slug)) for row in schools(g.session, home.id))
    yield from (Address(organisation_path(slug, one)) for one in organisations_with_offers(g.session, _listing(home)))


def _listing(home: Municipality) -> Listing:
    return Listing(home.id, krets().clock.now(), MOST_IN_A_PART)


def _parts(number: int) -> int:
    return -(-number // MOST_IN_A_PART)


def _xml(outer: str, inner: str, addresses: Iterable[Address]) -> Response:
    lines = (f"<{inner}><loc>{escape(_public(one.path))}</loc>{_lastmod(one.changed)}</{inner}>" for one in addresses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{NAMESPACE}">\n' + "\n".join(lines) + f"\n</{outer}>\n"
    return _kept(Response(text, mimetype="application/xml"))


def _lastmod(changed: datetime | None) -> str:
    return f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response


def _public(path: str) -> str:
    return absolute(krets().settings.base_url, path)
