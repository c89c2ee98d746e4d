"""The page of a school: what goes on there when school is over, where adults are present, and what is open to its pupils."""

from collections.abc import Callable, Iterable
from datetime import time

from flask import Response, g

from catalog.clock import OSLO
from catalog.listed import ListedOffer
from catalog.model import School
from catalog.offer_facts import coming_meetings
from catalog.store.offer_lists import OfferList, offers_at_venues, offers_open_to
from catalog.store.places import every_border_of, school, venues_of_school
from catalog.terms import Cost
from catalog.values import GradeRange
from web.frame import frame_for, krets, localised, page_response
from web.links import district_path, map_address, school_path, search_path
from web.pages.district import district_title
from web.pages.json_ld_site import JsonObject, school_ld
from web.pages.offer_groups import Grouping, grouping
from web.pages.poster_links import poster_lines
from web.pages.trail import public, trail
from web.pages.widget import embed_of
from web.view import CardGroup, Fact, FactLine, Head, Link, ListPage
from web.wording.people import grade_words

SCHOOL_IS_OVER = time(12)
MOST_AT_A_SCHOOL = 100
SAFETY = "safety"
"""The category of adults who are present, with all that lies under it."""
WALKING_M = 1500


def school_page(municipality: str, slug: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page of an active school; 404 for another."""
    told, found = grouping(), school(g.session, g.municipality.id, slug)
    page = ListPage(
        frame=frame_for(Head(found.name, json_ld=_described(told, found)), g.municipality),
        title=found.name,
        back=told.home(),
        groups=_groups(told, found),
        facts=_facts(told, found),
        links=_nearby(told, found),
        embed=embed_of([("school", found.slug)], found.name),
    )
    return page_response(page)


def _described(told: Grouping, found: School) -> tuple[JsonObject, ...]:
    path = school_path(told.municipality.slug, found.slug)
    return trail(told.municipality, found.name, path), school_ld(found, told.municipality, public(path))


def after_school(offer: ListedOffer, told: Grouping) -> bool:
    """Whether it has a coming meeting on a weekday from noon on; one whose time nobody knows has none."""
    starts = (row.starts_at.astimezone(OSLO) for row in coming_meetings(offer, told.now) if not row.all_day)
    return any(start.weekday() < 5 and start.time() >= SCHOOL_IS_OVER for start in starts)


def _groups(told: Grouping, found: School) -> tuple[CardGroup, ...]:
    listing = told.listing(MOST_AT_A_SCHOOL)
    there = offers_at_venues(g.session, listing, venues_of_school(g.session, found)).offers
    district_ids = every_border_of(g.session, found.district) if found.district else []
    invited = offers_open_to(g.session, listing, district_ids=district_ids, school_ids=[found.id]).offers
    safe = krets().vocabulary.with_narrower(SAFETY)
    adults = _those(
        {offer.id: offer for offer in (*there, *invited)}.values(), lambda offer: any(row.slug in safe for row in offer.categories)
    )
    shown = {offer.id for offer in adults}
    later = _those(there, lambda offer: offer.id not in shown and after_school(offer, told))
    shown |= {offer.id for offer in later}
    rest = _those(there, lambda offer: offer.id not in shown)
    shown |= {offer.id for offer in rest}
    groups = [
        told.group(told.gettext("På skolen etter skoletid"), _all(later), told.gettext("Ingen tilbud på skolen er lagt inn ennå.")),
        told.group(told.gettext("Voksne til stede"), _all(adults), told.gettext("Ingen har meldt fra om dette ennå.")),
        told.group(told.gettext("Annet på skolen"), _all(rest), ""),
        told.group(
            told.gettext("Åpent for elevene her"),
            _all(_those(invited, lambda offer: offer.id not in shown)),
            told.gettext("Ingen andre arrangører har sagt at de tar imot elever spesielt herfra."),
            ("school", found.slug),
        ),
    ]
    return tuple(group for group in groups if group.cards or group.empty)


def _those(offers: Iterable[ListedOffer], fits: Callable[[ListedOffer], bool]) -> tuple[ListedOffer, ...]:
    return tuple(offer for offer in offers if fits(offer))


def _all(offers: tuple[ListedOffer, ...]) -> OfferList:
    return OfferList(len(offers), offers)


def _facts(told: Grouping, found: School) -> tuple[Fact, ...]:
    grades = GradeRange(found.grade_from, found.grade_to)
    words = grade_words(grades, told.speech.language)
    rows = (
        Fact("school", told.gettext("Trinn"), (FactLine(words[:1].upper() + words[1:]),)),
        Fact("map-pin", told.gettext("Hvor"), _where(told, found)),
        Fact("printer", told.gettext("Plakat"), poster_lines(told, ("school", found.slug))),
    )
    return tuple(row for row in rows if row.lines)


def _where(told: Grouping, found: School) -> tuple[FactLine, ...]:
    town = " ".join(part for part in (found.postcode, found.city) if part)
    address = ", ".join(part for part in (found.address, town) if part)
    lines = [FactLine(address)] if address else []
    if found.lat is not None and found.lon is not None:
        lines.append(FactLine(told.gettext("Vis på kart"), map_address(found.lat, found.lon)))
    if found.district:
        path = district_path(told.municipality.slug, found.district.slug)
        lines.append(FactLine(district_title(told, found.district), localised(path)))
    return tuple(lines)


def _nearby(told: Grouping, found: School) -> tuple[Link, ...]:
    """Searches that begin at the school."""
    slug, links = told.municipality.slug, []
    if found.lat is not None and found.lon is not None:
        near = [("near", f"{found.lat:.4f},{found.lon:.4f}"), ("radius", str(WALKING_M)), ("cost", Cost.FREE.value)]
        links.append(Link(told.gettext("Gratis i gangavstand"), localised(search_path(slug, near))))
    links.append(Link(told.gettext("Alt for elevene her"), localised(search_path(slug, [("school", found.slug)]))))
    return tuple(links)
