"""The ways to show an answer beside the paged list, and everything it found for those that do not page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import g

from catalog.listed import ListedOffer
from catalog.store.listed_offers import offers_by_id
from search.filters import OfferFilter, View
from web.answers import Answer, all_found
from web.frame import krets
from web.language import Language, mark
from web.pages.cards import CardMaker
from web.view import Notice, ViewLink
from web.wording.answers import lowered

ToUrl = Callable[[OfferFilter], str]
VIEWS = (
    (View.LIST, mark("Liste"), "list"),
    (View.MAP, mark("Kart"), "map"),
    (View.CALENDAR, mark("Kalender"), "calendar-days"),
    (View.PRINT, mark("Utskrift"), "printer"),
)
"""Each way to show results with its name and icon."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All that one search found, in its order, as far as one page bears; `url` makes the address of a search."""

    found: Answer
    offers: tuple[ListedOffer, ...]
    cards: CardMaker
    url: ToUrl

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.cards.speech.language

    def left_out(self, most: int) -> tuple[Notice, ...]:
        """That only the first offers are shown, where more were found."""
        shown, total = min(most, len(self.offers)), self.found.results.total
        if shown >= total:
            return ()
        words = self.language.gettext(
            "Her er de %(shown)s første av %(total)s tilbud. Velg for eksempel alder eller tid for å få med alle.", shown=shown, total=total
        )
        return (Notice(words, "warning"),)


def everything(found: Answer, asked: OfferFilter, cards: CardMaker, url: ToUrl) -> Everything:
    """What a search found, whatever its page."""
    _, ids = all_found(krets(), g.session, cards.municipality, asked, found.names)
    return Everything(found, tuple(offers_by_id(g.session, ids, krets().kept_rows)), cards, url)


def titled(heading: str, view: View, page: int, language: Language) -> str:
    """The heading of a search with the way it is shown and the page, so that each has a title of its own; the list's first is the rule."""
    words = {one: words for one, words, _ in VIEWS}
    way = "" if view is View.LIST else f" – {lowered(language.gettext(words[view]))}"
    return heading + way + (f", {lowered(language.gettext('Side %(number)s', number=page))}" if page > 1 else "")


def view_links(asked: OfferFilter, url: ToUrl, language: Language) -> tuple[ViewLink, ...]:
    """The same search in each way, from its beginning."""
    return tuple(
        ViewLink(language.gettext(words), url(replace(asked, view=view, page=1)), icon, current=view is asked.view)
        for view, words, icon in VIEWS
    )
