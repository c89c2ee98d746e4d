"""The page about the data: which sources, by whom, under which licence, read when, with how many offers; and whom places are owed to."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Response, g

from catalog.clock import OSLO, today
from catalog.model import ImportRun, Municipality, Source
from catalog.store.municipalities import municipalities
from catalog.store.offer_lists import count_by_source
from catalog.store.sources import COMPLETE, FAILED, PARTIAL, REFUSED, latest_runs, sources
from catalog.terms import Cost
from web.frame import frame_for, krets, page_language, page_response
from web.language import mark
from web.pages.counted import counting
from web.pages.telling import web_address
from web.view import AboutPage, CountLink, Credit, Head, SourceRow
from web.wording.answers import offers_words
from web.wording.dates import Speech, read_words

RESULTS = {
    COMPLETE: mark("Alt ble lest"),
    PARTIAL: mark("Noe kunne ikke leses"),
    REFUSED: mark("Venter på at noen ser over endringene"),
    FAILED: mark("Siste forsøk virket ikke. Vi prøver igjen."),
}
"""What the last reading came to, for those outside; why, staff see."""


def about_page(municipality: str | None = None) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The sources of a municipality, or of every one."""
    one: Municipality | None = g.get("municipality")
    told = Speech(page_language(), today(krets().clock))
    chosen = [one] if one else municipalities(g.session)
    g.any_demo = any(each.demo for each in chosen)
    rows = tuple(row for each in chosen for row in _rows(each, told))
    credits_ = tuple(dict.fromkeys(credit for each in chosen for credit in _credits(each)))
    head = Head(told.language.gettext("Om opplysningene"))
    return page_response(AboutPage(frame_for(head, one), rows, credits_, _figures() if one else ()))


def _figures() -> tuple[CountLink, ...]:
    """What there is now, as the search counts it: all, and how many are free, cost something or do not say."""
    told = counting()
    everything = told.shelf()
    costs = (link for cost in Cost for link in everything.one("cost", cost))
    return (*everything.everything(told.gettext("Alle tilbud")), *costs)


def public_address(location: str) -> str | None:
    """The address of a feed where anybody may have it: one with a query, a user or a private part may hold a key."""
    if web_address(location) is None:
        return None
    parts = urlsplit(location)
    secret = parts.query or parts.username or parts.password or "private" in parts.path.lower()
    return None if secret else location


def _rows(municipality: Municipality, told: Speech) -> list[SourceRow]:
    counts = count_by_source(g.session, krets().clock.now(), municipality.id)
    found = sources(g.session, municipality.id)
    last = latest_runs(g.session, [source.id for source in found])
    return [_row(source, counts, last.get(source.id), told) for source in found]


def _row(source: Source, counts: Mapping[int, int], run: ImportRun | None, told: Speech) -> SourceRow:
    last = source.last_success_at
    return SourceRow(
        name=source.name,
        publisher=source.publisher,
        read=_sentence(read_words(last.astimezone(OSLO), told) if last else told.language.gettext("ikke lest ennå")),
        count=offers_words(counts.get(source.id, 0), told.language),
        licence=source.licence,
        url=public_address(source.location),
        result=told.language.gettext(RESULTS[run.outcome]) if run and run.outcome in RESULTS else None,
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _credits(municipality: Municipality) -> list[Credit]:
    """The attributions that the municipality's settings hold."""
    return [Credit(str(one["text"]), web_address(one.get("url"))) for one in municipality.settings.get("attributions", [])]
