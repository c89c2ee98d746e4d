"""The page about privacy: it says what Krets does with those who search, no more and no less; change it when that changes."""

from urllib.parse import urlsplit

from flask import Response, g

from web.frame import frame_for, krets, page_language, page_response
from web.view import Head, PrivacyPage


def privacy_page(municipality: str | None = None) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page, the same for every municipality but for its frame."""
    head = Head(page_language().gettext("Personvern"))
    tiles = krets().settings.tile_url
    return page_response(PrivacyPage(frame_for(head, g.get("municipality")), urlsplit(tiles).hostname if tiles else None))
