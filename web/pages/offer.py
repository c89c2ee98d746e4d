"""The page of one offer. Its address leads right however it was written; what is over says so and names other things to do."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from flask import g, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from catalog.clock import OSLO, today
from catalog.model import Municipality, Offer, Source
from catalog.offer_facts import coming_meetings
from catalog.store.municipalities import school_calendar
from catalog.store.offer_lists import Listing, offers_like
from catalog.store.offers import sources_by_id
from catalog.terms import Status
from catalog.text import shorten
from catalog.vocabulary import Vocabulary
from importers.fields.markup import plain_line, safe_html
from web.addressed import Addressed, addressed_offer, moved_to
from web.frame import frame_for, krets, localised, page_language, page_response
from web.links import absolute, municipality_path, offer_calendar_path, offer_path, organisation_path, report_path, short_offer_path
from web.pages.cards import CardMaker, alert_words, trust_of
from web.pages.json_ld import Described, json_ld
from web.pages.offer_access import access_lines, source_ids, who_said
from web.pages.offer_dates import SHOWN_AT_ONCE, date_lines
from web.pages.offer_facts_view import booking_link, facts_of, organiser_line
from web.pages.telling import Telling, web_address
from web.pages.trail import trail
from web.qr import qr_code
from web.view import Card, Head, Link, OfferPage, SourceView
from web.wording.dates import Speech, date_words, read_words

ALTERNATIVES = 6
DESCRIPTION_LENGTH = 155
"""What a search engine shows of a page's description."""


def offer_page(municipality: str, offer_id: int, slug: str = "") -> Response:  # noqa: ARG001  the address's words are checked by `moved_to`
    """The page of an offer that families may see; 301 to its right address, 404 without one, 410 a year after its end."""
    found = addressed_offer(g.session, offer_id, today(krets().clock))
    return moved_to(offer_path(found.municipality, found.offer)) or page_response(_page(found))


def back_link(municipality: Municipality) -> Link:
    """Back to the search that the visitor came from, else to the municipality's own page."""
    language, home = page_language(), municipality_path(municipality.slug)
    came_from = _search_before(home)
    if came_from:
        return Link(language.gettext("Tilbake til søket"), came_from)
    return Link(language.gettext("Fritid i %(name)s", name=municipality.name), localised(home))


def _search_before(home: str) -> str | None:
    """Path and query of the search of this site that the visitor came from."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:
        return None
    ours = parts.scheme in {"http", "https"} and parts.netloc == request.host and parts.path == home
    return f"{home}?{parts.query}" if ours and any(name != "lang" for name, _ in parse_qsl(parts.query)) else None


def _page(found: Addressed) -> OfferPage:
    offer, municipality, now = found.offer, found.municipality, krets().clock.now()
    speech = Speech(page_language(), today(krets().clock), long=True)
    told = Telling(offer, municipality, school_calendar(municipality), speech, now, found.ended_on)
    sources = sources_by_id(g.session, source_ids(told) | ({offer.source_id} if offer.source_id else set()))
    dates = date_lines(told) if found.ended_on is None else ()
    others = _others(told, krets().vocabulary)
    summary, description = _texts(offer)
    return OfferPage(
        frame=frame_for(_head(told), municipality, own_address=offer_path(municipality, offer)),
        title=offer.title,
        organiser=organiser_line(told),
        trust=trust_of(offer, speech, municipality),
        facts=facts_of(told),
        json_ld=json_ld(_described(told)),
        back=back_link(municipality),
        lang=told.lang,
        summary=summary,
        description=description,
        booking=booking_link(told),
        calendar_url=_calendar_url(told),
        access=access_lines(told),
        access_source=who_said(told, sources),
        dates=dates[:SHOWN_AT_ONCE],
        more_dates=dates[SHOWN_AT_ONCE:],
        source=_source(told, sources),
        report_url=localised(report_path(municipality.slug, offer.id)),
        alert=_alert(told),
        ended=_ended(told),
        alternatives=others if found.ended_on else (),
        similar=() if found.ended_on else others,
        address=absolute(krets().settings.base_url, offer_path(municipality, offer)),
        qr=qr_code(absolute(krets().settings.base_url, short_offer_path(municipality.slug, offer.id))),
        id=offer.id,
    )


def _head(told: Telling) -> Head:
    words = plain_line(told.offer.summary or told.offer.description or "")
    stands = trail(told.municipality, told.offer.title, offer_path(told.municipality, told.offer))
    short = shorten(words, DESCRIPTION_LENGTH) if words else None
    return Head(told.offer.title, short, noindex=told.ended_on is not None, json_ld=(stands,))


def _texts(offer: Offer) -> tuple[str | None, Markup | None]:
    """Summary and description, the summary left out where the description begins with it; made safe once more on the way out."""
    if not offer.description:
        return offer.summary, None
    repeated = offer.summary and plain_line(offer.description).startswith(offer.summary)
    return None if repeated else offer.summary, Markup(_below_the_title(safe_html(offer.description)))  # noqa: S704  cleaned by nh3


def _below_the_title(description: str) -> str:
    """Headings of a description follow the page's only h1, so they are h2 and h3."""
    return description.replace("h3>", "h2>").replace("h4>", "h3>")


def _described(told: Telling) -> Described:
    base, offer, slug = krets().settings.base_url, told.offer, told.municipality.slug
    return Described(
        offer=offer,
        municipality=told.municipality,
        now=told.now,
        url=absolute(base, offer_path(told.municipality, offer)),
        organiser_url=absolute(base, organisation_path(slug, offer.organisation.slug)) if offer.organisation else None,
        booking_url=web_address(offer.booking_url),
        image_url=web_address(offer.image_url),
    )


def _calendar_url(told: Telling) -> str | None:
    if told.ended_on or not coming_meetings(told.offer, told.now):
        return None
    return localised(offer_calendar_path(told.municipality, told.offer))


def _source(told: Telling, sources: Mapping[int, Source]) -> SourceView | None:
    source = sources.get(told.offer.source_id) if told.offer.source_id else None
    if source is None:
        return None
    last = source.last_success_at
    read = read_words(last.astimezone(OSLO), told.speech) if last else told.gettext("tidspunktet er ikke kjent")
    return SourceView(source.name, read, web_address(told.offer.url))


def _alert(told: Telling) -> str | None:
    if told.offer.status is Status.CANCELLED:
        return told.gettext("Tilbudet er avlyst")
    return None if told.ended_on else alert_words(told.offer, told.speech, told.now)


def _ended(told: Telling) -> str | None:
    if told.ended_on is None:
        return None
    if told.ended_on == told.offer.last_day:
        return told.gettext("Dette tilbudet er over. Siste gang var %(day)s.", day=date_words(told.ended_on, told.speech))
    return told.gettext("Dette tilbudet er avsluttet.")


def _others(told: Telling, vocabulary: Vocabulary) -> tuple[Card, ...]:
    """Offers of the same subjects, or of subjects under the same heading, and those nearby."""
    own = [row.slug for row in told.offer.categories if row.slug in vocabulary.concepts]
    siblings = {below for slug in own for above in vocabulary.broader(slug) for below in vocabulary.with_narrower(above)}
    listing = Listing(told.municipality.id, told.now, ALTERNATIVES, krets().kept_rows)
    cards = CardMaker(told.municipality, Speech(told.language, told.speech.today), told.now)
    return cards.cards(offers_like(g.session, told.offer, siblings, listing))
