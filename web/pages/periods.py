"""The school calendar: coming holidays and days off, each with what there is to do then. All counts are those of the search."""

from dataclasses import replace
from datetime import timedelta

from flask import Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from catalog.errors import NotFound
from catalog.school_year import LONG_HOLIDAYS, Holiday
from catalog.terms import Booking, Cost
from web.answers import answer
from web.frame import district_word, frame_for, krets, localised, page_response
from web.links import calendar_path, period_path, periods_path
from web.naming import holiday_words
from web.pages.cards import CardMaker
from web.pages.counted import Counting, Shelf, counting, search_url
from web.pages.home import TOP_LEVEL_WORTH
from web.pages.trail import trail
from web.view import CountLink, GuidePage, GuidePart, Head, Link, Notice
from web.wording.answers import lowered, offers_words
from web.wording.dates import dates_words, span_words

A_YEAR = timedelta(days=365)
SHOWN = 6
AGE_GROUPS = ((1, 5), (6, 9), (10, 12), (13, 18))


def periods_page(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The coming holidays and days off in order."""
    told = counting()
    title = told.gettext("Ferier og fridager")
    lead = told.gettext("Når skolen er stengt i %(name)s, og hva som skjer da.", name=told.municipality.name)
    parts = tuple(_holiday(told, holiday) for holiday in told.names.calendar.upcoming(told.speech.today))
    days = _days_off(told)
    if days:
        parts += (GuidePart(told.gettext("Planleggingsdager"), told.gettext("Skolen er stengt for elevene."), links=days),)
    empty = () if parts else (Notice(told.gettext("Kommunen har ikke lagt inn skoleruten ennå.")),)
    return page_response(GuidePage(frame_for(Head(title, lead), told.municipality), title, parts, lead, told.home(), notices=empty))


def period_page(municipality: str, slug: str) -> AnyResponse:
    """One holiday; a kind ("autumn") leads to the next one of it; 404 for one that the calendar has not."""
    told = counting()
    holiday = told.names.calendar.resolve(slug, told.speech.today)
    if holiday is None or holiday.kind not in LONG_HOLIDAYS:
        raise NotFound("period", slug)
    if holiday.slug != slug:
        return redirect(localised(period_path(municipality, holiday.slug)))
    return page_response(_page(told, holiday))


def _holiday(told: Counting, holiday: Holiday) -> GuidePart:
    then = told.shelf(("period", holiday.slug))
    link = Link(
        told.gettext("Mer om %(period)s", period=lowered(holiday_words(holiday, told.speech))),
        localised(period_path(told.municipality.slug, holiday.slug)),
    )
    return GuidePart(
        heading=holiday_words(holiday, told.speech),
        text=_dates(told, holiday),
        links=(*_priced(told, then), *then.one("booking", Booking.DROP_IN)),
        more=link if then.results.total else None,
        empty=told.gettext("Ingen tilbud er lagt inn ennå."),
    )


def _dates(told: Counting, holiday: Holiday) -> str:
    words = dates_words(holiday.first, holiday.last, told.speech)
    return told.gettext("%(dates)s (datoene kan bli endret)", dates=words) if holiday.provisional else words


def _days_off(told: Counting) -> tuple[CountLink, ...]:
    today = told.speech.today
    days = [one for one in told.names.calendar.holidays if one.kind not in LONG_HOLIDAYS and today <= one.first <= today + A_YEAR]
    links: list[CountLink] = []
    for one in days:
        words = span_words(one.first, one.last, told.speech)
        then = told.shelf(("from", one.first.isoformat()), ("to", one.last.isoformat()))
        links += then.everything(words) or (CountLink(words, offers_words(0, told.speech.language)),)
    return tuple(links)


def _priced(told: Counting, then: Shelf) -> tuple[CountLink, ...]:
    return (*then.everything(told.gettext("Alle tilbud")), *then.one("cost", Cost.FREE))


def _page(told: Counting, holiday: Holiday) -> GuidePage:
    then = told.shelf(("period", holiday.slug))
    free = then.count("cost", Cost.FREE)
    name = holiday_words(holiday, told.speech)
    title = told.gettext("%(period)s: %(offers)s", period=name, offers=_said(told, then, free))
    back = Link(told.gettext("Ferier og fridager"), localised(periods_path(told.municipality.slug)))
    parts = (_ages(told, holiday), _what(told, then), _where(told, then), _price(told, then), _first(told, holiday, then, free))
    return GuidePage(
        frame=frame_for(_head(told, holiday, title), told.municipality),
        title=title.replace(name, "\N{NO-BREAK SPACE}".join(name.rsplit(" ", 1))),  # its week on the line of the word
        parts=tuple(part for part in parts if part.links or part.cards),
        lead=_dates(told, holiday),
        back=back,
        notices=(Notice(told.gettext("Denne ferien er over.")),) if _is_over(told, holiday) else _none_yet(told, then),
        calendar_url=localised(calendar_path(told.municipality.slug, then.asked.to_params())) if then.results.total else None,
    )


def _head(told: Counting, holiday: Holiday, title: str) -> Head:
    days = dates_words(holiday.first, holiday.last, told.speech)
    words = told.gettext("%(title)s i %(name)s, %(dates)s", title=title, name=told.municipality.name, dates=days)
    stands = trail(told.municipality, title, period_path(told.municipality.slug, holiday.slug))
    return Head(title, words, noindex=_is_over(told, holiday), json_ld=(stands,))


def _is_over(told: Counting, holiday: Holiday) -> bool:
    return holiday.last < told.speech.today


def _said(told: Counting, then: Shelf, free: int) -> str:
    """How many offers there are, the free ones where there are any."""
    return lowered(offers_words(free or then.results.total, told.speech.language, free=bool(free)))


def _none_yet(told: Counting, then: Shelf) -> tuple[Notice, ...]:
    if then.results.total:
        return ()
    return (Notice(told.gettext("Ingen tilbud er lagt inn ennå. Se igjen nærmere ferien.")),)


def _ages(told: Counting, holiday: Holiday) -> GuidePart:
    links: list[CountLink] = []
    for low, high in AGE_GROUPS:
        group = told.shelf(("period", holiday.slug), ("age_min", str(low)), ("age_max", str(high)))
        links += group.everything(told.gettext("%(low)s–%(high)s år", low=low, high=high))
    return GuidePart(told.gettext("Hvem"), links=tuple(links))


def _what(told: Counting, then: Shelf) -> GuidePart:
    return GuidePart(told.gettext("Hva"), links=then.each("category", TOP_LEVEL_WORTH))


def _where(told: Counting, then: Shelf) -> GuidePart:
    word = district_word(told.municipality, told.speech.language)
    links = [
        link
        for slug in sorted(told.names.districts, key=lambda slug: told.naming.of("district", slug))
        for link in then.one("district", slug)
    ]
    return GuidePart(told.gettext("Hvor"), word[:1].upper() + word[1:], tuple(links))


def _price(told: Counting, then: Shelf) -> GuidePart:
    return GuidePart(told.gettext("Pris og påmelding"), links=(*then.each("cost"), *then.one("booking", Booking.DROP_IN)))


def _first(told: Counting, holiday: Holiday, then: Shelf, free: int) -> GuidePart:
    """The first few offers of the holiday, the free ones where there are any."""
    asked = then.asked.toggled("cost", Cost.FREE) if free else then.asked
    found = answer(krets(), g.session, told.municipality, replace(asked, per_page=SHOWN), told.names)
    maker = CardMaker(told.municipality, told.speech, krets().clock.now(), holiday, holiday.span)
    more = Link(told.gettext("Se alle i søket"), search_url(told.municipality, asked.to_params()))
    heading = told.gettext("Noen av de gratis tilbudene") if free else told.gettext("Noen av tilbudene")
    return GuidePart(heading, cards=maker.cards(found.offers), more=more)
