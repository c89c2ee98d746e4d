"""Groups of offers on the page of a district, school or organisation: the first few as cards, all of them by a search."""

from dataclasses import dataclass
from datetime import datetime

from flask import g

from catalog.clock import today
from catalog.model import Municipality
from catalog.store.offer_lists import Listing, OfferList
from web.frame import krets, localised, page_language
from web.links import municipality_path, search_path
from web.pages.cards import CardMaker
from web.view import CardGroup, Link
from web.wording.dates import Speech

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Grouping:
    """Whose page it is, told in which language and when."""

    municipality: Municipality
    speech: Speech
    now: datetime

    def gettext(self, message: str, **values: object) -> str:
        """The message in the page's language."""
        return self.speech.language.gettext(message, **values)

    def listing(self, limit: int = SHOWN) -> Listing:
        """What to ask the catalog for."""
        return Listing(self.municipality.id, self.now, limit, krets().kept_rows)

    def home(self) -> Link:
        """The way back to the municipality's own page."""
        words = self.gettext("Fritid i %(name)s", name=self.municipality.name)
        return Link(words, localised(municipality_path(self.municipality.slug)))

    def group(self, heading: str, found: OfferList, empty: str, search: tuple[str, str] | None = None) -> CardGroup:
        """The offers under a heading; `search` is the parameter that finds them all, and without one all are shown."""
        offers = found.offers[:SHOWN] if search else found.offers
        more = None
        if search and found.total > len(offers):
            more = Link(self.gettext("Se alle i søket"), localised(search_path(self.municipality.slug, [search])))
        return CardGroup(heading, CardMaker(self.municipality, self.speech, self.now).cards(offers), empty, more)


def grouping() -> Grouping:
    """The grouping of this request."""
    opened = krets()
    return Grouping(g.municipality, Speech(page_language(), today(opened.clock)), opened.clock.now())
