"""For those from 13 to 18 themselves: the same search in shorter words, and things that they can do on their own."""

from dataclasses import replace
from datetime import date, timedelta

from flask import Response

from catalog.terms import Booking, Cost, TimeOfDay
from search.filters import OfferFilter
from web.frame import frame_for, localised, page_response
from web.help_numbers import FOR_THE_YOUNG
from web.links import help_path
from web.pages.counted import Counting, Shelf, counting
from web.pages.help import number_terms
from web.pages.home import language_kept, search_form
from web.view import GuidePage, GuidePart, Head, Link

AGES = (("age_min", "13"), ("age_max", "18"))
SUBJECTS = ("sport", "culture", "games", "science-technology", "outdoors", "water", "music", "dance", "food")
TOGETHER = ("youth-club", "open-hall", "meeting-place", "gaming", "girls-group", "boys-group", "lgbt-youth", "night-patrol")
WORK = ("summer-job", "volunteering", "youth-council", "first-aid")
SATURDAY = 5


def youth_page(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page."""
    told = counting()
    mine = told.shelf(*AGES)
    title = told.gettext("Hva vil du gjøre?")
    lead = told.gettext("For deg mellom 13 og 18 år. Let selv, uten å logge inn.")
    parts = (_alone(told, mine), _what(told, mine), _together(told, mine), _work(told, mine))
    form = search_form(OfferFilter(), told.naming, {}, keep=(*AGES, *language_kept()))
    page = GuidePage(
        frame=frame_for(Head(told.gettext("For ungdom"), lead), told.municipality),
        title=title,
        parts=(*(part for part in parts if part.links), _talk(told)),
        lead=lead,
        form=replace(form, young=True),
    )
    return page_response(page)


def weekend_from(day: date) -> tuple[date, date]:
    """The days of the running or next weekend, from today on where it has begun."""
    ahead = SATURDAY - day.weekday()
    first = day + timedelta(days=max(0, ahead))
    return first, day + timedelta(days=ahead + 1)


def _alone(told: Counting, mine: Shelf) -> GuidePart:
    """What needs nobody's help: just turn up, free, soon."""
    today = told.speech.today
    first, last = weekend_from(today)
    weekend = told.shelf(*AGES, ("from", first.isoformat()), ("to", last.isoformat()))
    now = told.shelf(*AGES, ("from", today.isoformat()), ("to", today.isoformat()))
    free = told.shelf(*AGES, ("cost", Cost.FREE))
    links = (
        *free.one("booking", Booking.DROP_IN, told.gettext("Gratis, bare møt opp")),
        *mine.one("booking", Booking.DROP_IN),
        *free.everything(told.gettext("Gratis")),
        *now.everything(told.gettext("I dag")),
        *weekend.everything(told.gettext("I helga")),
        *mine.one("time", TimeOfDay.EVENING, told.gettext("På kvelden")),
    )
    return GuidePart(told.gettext("Ting du kan gjøre selv"), told.gettext("Kom alene eller ta med en venn."), links)


def _what(told: Counting, mine: Shelf) -> GuidePart:
    return GuidePart(told.gettext("Hva liker du?"), links=mine.each("category", SUBJECTS))


def _together(told: Counting, mine: Shelf) -> GuidePart:
    return GuidePart(told.gettext("Treff andre"), links=mine.each("category", TOGETHER))


def _work(told: Counting, mine: Shelf) -> GuidePart:
    return GuidePart(told.gettext("Jobb og bli hørt"), links=mine.each("category", WORK))


def _talk(told: Counting) -> GuidePart:
    more = Link(told.gettext("Hjelp og kontakt"), localised(help_path(told.municipality.slug)))
    heading, text = told.gettext("Vil du snakke med noen?"), told.gettext("Du kan ringe uten å si navnet ditt.")
    return GuidePart(heading, text, terms=number_terms(told, FOR_THE_YOUNG), more=more)
