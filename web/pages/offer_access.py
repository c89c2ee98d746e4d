"""Access facts of an offer, each with its answer, and who gave them when. The six core questions are always answered, if only by
"ask the organiser": what nobody has told is neither yes nor no."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from catalog.model import Source
from catalog.offer_facts import StatedAccess, access_of
from catalog.terms import AccessState, AccessTerm
from web.labels import label
from web.pages.telling import Telling
from web.view import AccessLine
from web.wording.dates import date_words, list_words

CORE = frozenset(
    {
        AccessTerm.STEP_FREE_ENTRANCE,
        AccessTerm.ACCESSIBLE_TOILET,
        AccessTerm.HEARING_LOOP,
        AccessTerm.QUIET,
        AccessTerm.EXTRA_ADULT,
        AccessTerm.COMPANION_FREE,
    }
)
"""The questions that every organiser is asked."""
STATES: Mapping[AccessState, Literal["yes", "partly", "no", "unknown"]] = {
    AccessState.YES: "yes",
    AccessState.PARTLY: "partly",
    AccessState.NO: "no",
    AccessState.UNKNOWN: "unknown",
}
_FEED = re.compile(r"feed:(\d+)")


def access_lines(told: Telling) -> tuple[AccessLine, ...]:
    """Every known fact, and the core ones that are not known, in the terms' order."""
    known = access_of(told.offer)
    return tuple(_line(told, term, known.get(term)) for term in AccessTerm if term in known or term in CORE)


def source_ids(told: Telling) -> set[int]:
    """The sources that stated any of the facts."""
    matches = (_FEED.fullmatch(fact.said_by) for fact in access_of(told.offer).values())
    return {int(match[1]) for match in matches if match}


def who_said(told: Telling, sources: Mapping[int, Source]) -> str | None:
    """Who gave the facts and when: in one sentence, or one for the place and one for the offer where these differ."""
    facts = access_of(told.offer).values()
    of_venue = _statements(told, (fact for fact in facts if fact.of_venue), sources)
    of_offer = _statements(told, (fact for fact in facts if not fact.of_venue), sources)
    if not of_venue or not of_offer or of_venue == of_offer:
        stated = of_venue or of_offer
        return told.gettext("Oppgitt %(who)s", who=list_words(stated, told.language)) if stated else None
    return told.gettext(
        "Om stedet: oppgitt %(venue)s. Om tilbudet: oppgitt %(offer)s",
        venue=list_words(of_venue, told.language),
        offer=list_words(of_offer, told.language),
    )


def _statements(told: Telling, facts: Iterable[StatedAccess], sources: Mapping[int, Source]) -> list[str]:
    by_day = sorted({(fact.said_on, fact.said_by) for fact in facts})
    return list(dict.fromkeys(_said(told, said_by, date_words(day, told.speech), sources) for day, said_by in by_day))


def _said(told: Telling, said_by: str, day: str, sources: Mapping[int, Source]) -> str:
    match = _FEED.fullmatch(said_by)
    source = sources.get(int(match[1])) if match else None
    if source:
        return told.gettext("i «%(source)s» %(day)s", source=source.name, day=day)
    if said_by.startswith("staff") or said_by == "system":
        return told.gettext("av kommunen %(day)s", day=day)
    return told.gettext("av arrangøren %(day)s", day=day)


def _line(told: Telling, term: AccessTerm, fact: StatedAccess | None) -> AccessLine:
    state = fact.state if fact else AccessState.UNKNOWN
    return AccessLine(label(term, told.language), label(state, told.language), STATES[state], fact.note if fact else None)
