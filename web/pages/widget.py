"""A search in a frame on somebody else's page: the same search, at most ten offers, no script and no cookie.

Any site may show it, or only those that the setting KRETS_WIDGET_SITES names. Every link leaves the frame and says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from flask import Response, g, request

from catalog.clock import today
from search.filters import OfferFilter
from search.parameters import number
from web.answers import answer, legal_names
from web.frame import district_word, frame_for, krets, page_language, page_response
from web.links import absolute, widget_path
from web.naming import Naming
from web.pages.cards import CardMaker
from web.pages.counted import search_url
from web.pages.search_told import heading_of
from web.view import Embed, Head, Link, WidgetPage
from web.wording.dates import Speech

SIZE = "size"
MOST, USUAL = 10, 5
HEIGHT_PX = 780
ANY_SITE = "*"
NOT_SHOWN = frozenset({"page", "per_page", "view", "sort", SIZE})
"""Parameters that a widget decides itself."""
Pairs = Sequence[tuple[str, str]]


def widget_page(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The first offers of a search. A value that cannot be meant is refused, so that whoever pastes the line sees it at once."""
    opened, home = krets(), g.municipality
    g.frame_ancestors = " ".join(opened.settings.widget_sites) or ANY_SITE
    pairs = [(name, value) for name, value in request.args.items(multi=True) if value.strip()]
    size = _size([value for name, value in pairs if name == SIZE])
    names = legal_names(opened, g.session, home)
    asked = OfferFilter.from_params([pair for pair in pairs if pair[0] not in NOT_SHOWN], strict=True, names=names)
    speech = Speech(page_language(), today(opened.clock))
    found = answer(opened, g.session, home, replace(asked, per_page=size), names)
    naming = Naming(speech, opened.vocabulary, names)
    period = names.period(found.sought.period) if found.sought.period else None
    maker = CardMaker(home, speech, opened.clock.now(), period, period.span if period else None, tuple(found.sought.access))
    heading = heading_of(found, naming, district_word(home, speech.language))
    page = WidgetPage(
        frame=frame_for(Head(heading, noindex=True), home),
        heading=heading,
        cards=maker.cards(found.offers, found.distances),
        all_link=Link(speech.language.gettext("Se alle tilbudene"), search_url(home, replace(asked, lang=None).to_params())),
    )
    return page_response(page)


def embed_of(pairs: Pairs, title: str) -> Embed:
    """The line that shows a search of this municipality elsewhere, in the page's language; `title` names the frame to a screen reader."""
    kept = [pair for pair in pairs if pair[0] not in NOT_SHOWN | {"lang"}]
    path = widget_path(g.municipality.slug, [*kept, (SIZE, str(USUAL)), ("lang", page_language().code)])
    address = absolute(krets().settings.base_url, path)
    line = f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{HEIGHT_PX}" loading="lazy"></iframe>'
    return Embed(line, path)


def _size(texts: Sequence[str]) -> int:
    return number(1, MOST).read(SIZE, texts, None) if texts else USUAL
