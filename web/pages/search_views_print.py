"""A search on paper: a compact list with codes that lead back to the search and to each offer, and the date on which it was made."""

from dataclasses import replace

from search.filters import OfferFilter, View
from web.frame import krets
from web.links import absolute, short_offer_path
from web.pages.search_views import Everything
from web.qr import qr_code
from web.view import Frame, Link, Notice, PrintPage, PrintRow
from web.wording.dates import date_words

MOST_ON_PAPER = 100
"""Some fifteen sheets of A4; whoever wants more chooses first."""


def paper_of(shown: Everything, frame: Frame, heading: str, asked: tuple[str, ...], notices: tuple[Notice, ...]) -> PrintPage:
    """The paper of a search; what does not fit is said."""
    base, address = krets().settings.base_url, list_url(shown)
    return PrintPage(
        frame=frame,
        heading=heading,
        asked=asked,
        made=date_words(shown.cards.speech.today, replace(shown.cards.speech, long=True)),
        rows=tuple(_row(shown, number) for number in range(min(len(shown.offers), MOST_ON_PAPER))),
        qr=qr_code(absolute(base, address)),
        address=without_scheme(absolute(base, address)),
        back=Link(shown.language.gettext("Tilbake til søket"), address),
        notices=(*notices, *shown.left_out(MOST_ON_PAPER)),
    )


def list_url(shown: Everything) -> str:
    """The search as a list, from its beginning."""
    asked: OfferFilter = shown.found.asked
    return shown.url(replace(asked, view=View.LIST, page=1))


def without_scheme(address: str) -> str:
    """An address as it is read from paper and typed."""
    return address.removeprefix("https://").removeprefix("http://")


def _row(shown: Everything, number: int) -> PrintRow:
    offer = shown.offers[number]
    address = absolute(krets().settings.base_url, short_offer_path(shown.cards.municipality.slug, offer.id))
    return PrintRow(shown.cards.card(offer, shown.found.distances.get(offer.id)), qr_code(address), without_scheme(address))
