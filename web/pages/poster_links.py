"""The way from the page of a district or school to its posters: one for each of the next holidays."""

from catalog.store.municipalities import school_calendar
from web.frame import localised
from web.links import poster_path
from web.naming import holiday_words
from web.pages.offer_groups import Grouping
from web.view import FactLine

NEXT_HOLIDAYS = 3


def poster_lines(told: Grouping, place: tuple[str, str]) -> tuple[FactLine, ...]:
    """A line for each of the next holidays; `place` is the parameter and slug by which the offers are found."""
    coming = school_calendar(told.municipality).upcoming(told.speech.today)[:NEXT_HOLIDAYS]
    return tuple(
        FactLine(
            told.gettext("%(period)s (PDF)", period=holiday_words(one, told.speech)),
            localised(poster_path(told.municipality.slug, [place, ("period", one.slug)])),
        )
        for one in coming
    )
