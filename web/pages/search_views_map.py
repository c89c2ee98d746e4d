"""A search on the map: every offer in a list by school district, those with a point also as buttons on the map.

A point that is somebody's home is never shown, and an offer without a point is named apart with the reason. Map images come from the
address of the setting, and the page's content policy allows that host on this page only.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from flask import g

from catalog.listed import ListedOffer
from catalog.offer_facts import held_in, point_of
from web.frame import krets
from web.links import shapes_path
from web.pages.search_views import Everything
from web.view import MapView, Row, RowGroup


def map_of(shown: Everything) -> MapView:
    """The map and its list; allows the answer to fetch map images where a setting names their host."""
    placed = [offer for offer in shown.offers if point_of(offer)]
    settings = krets().settings
    if settings.tile_url:
        parts = urlsplit(settings.tile_url)
        g.image_origin = f"{parts.scheme}://{parts.netloc}"
    return MapView(
        groups=_by_district(shown, placed),
        apart=_apart(shown, len(placed)),
        told=_told(shown, len(placed)),
        shapes_url=shapes_path(shown.cards.municipality.slug),
        tile_url=settings.tile_url,
        tile_credit=settings.tile_credit,
        notices=shown.left_out(len(shown.offers)),
    )


def _told(shown: Everything, placed: int) -> str:
    return shown.language.ngettext("Ett tilbud er på kartet.", "%(num)s tilbud er på kartet.", placed)


def _by_district(shown: Everything, placed: list[ListedOffer]) -> tuple[RowGroup, ...]:
    """The offers by the district that their place lies in, by its name; last those in none."""
    found: defaultdict[str, list[ListedOffer]] = defaultdict(list)
    for offer in placed:
        districts = held_in(offer)
        found[districts[0].name if districts else ""].append(offer)
    outside = shown.language.gettext("Utenfor kretsene")
    return tuple(
        RowGroup(name or outside, tuple(_row(shown, offer) for offer in found[name]))
        for name in sorted(found, key=lambda name: (not name, name))
    )


def _apart(shown: Everything, placed: int) -> RowGroup | None:
    rows = tuple(_row(shown, offer) for offer in shown.offers if point_of(offer) is None)
    if not rows:
        return None
    words = shown.language.ngettext(
        "Ett tilbud har ikke et sted på kartet", "%(num)s tilbud har ikke et sted på kartet", len(shown.offers) - placed
    )
    return RowGroup(words, rows)


def _row(shown: Everything, offer: ListedOffer) -> Row:
    point = point_of(offer)
    card = shown.cards.card(offer, shown.found.distances.get(offer.id))
    return Row(card, point.lat, point.lon) if point else Row(card)
