"""The match stage: whether a record that is new to its source is an offer that another source already brought.

Within a source, source and record id are the identity, exact and never a prefix. Across sources only hard evidence merges:
1. the same address of the same page, with much the same title, and no other offer at that address with such a title;
2. or the same organiser, venue and times of meeting, with all but the same title.
Numbers in the titles must agree ("Fotball 10 år" is not "Fotball 11 år"), and nothing that both state may differ (ages, group).
Likely pairs are not merged here; a person is asked about them elsewhere. Pure decisions over values.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from catalog.drafts import OfferDraft
from catalog.store.twins import Candidate, Sought
from catalog.text import clean_line, name_key

SAME_TITLE = 95
PAGE_TITLE = 80
_NOT_WORD = re.compile(r"[^\w]+")
_BYDAY = re.compile(r"BYDAY=([A-Z0-9,+-]+)", re.IGNORECASE)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Times = frozenset[tuple[object, ...]]
TimesOf = Callable[[Collection[int]], Mapping[int, Times]]


class Evidence(StrEnum):
    """Why two records are the same offer."""

    SAME_PAGE = "same-page"
    SAME_MEETING = "same-meeting"


@dataclass(frozen=True, slots=True)
class Twin:
    """The offer that a record is, and why."""

    offer_id: int
    evidence: Evidence


class Rule(Protocol):
    """What a series of a draft and a stored one share."""

    @property
    def rrule(self) -> str:
        """An iCalendar RRULE value."""

    @property
    def first(self) -> date:
        """The first day on which it may meet."""

    @property
    def start(self) -> time | None:
        """The wall time at which it begins."""


def times_of_meeting(series: Iterable[Rule], starts: Iterable[datetime]) -> Times:
    """When something meets, so that equal sets mean the same meetings: weekday and hour of a weekly rule, else the rule; dates."""
    found: set[tuple[object, ...]] = {("on", start.timestamp()) for start in starts}
    for rule in series:
        if "FREQ=WEEKLY" in rule.rrule.upper():
            found.update(("weekly", weekday, rule.start) for weekday in _weekdays(rule))
        else:
            found.add(("rule", rule.rrule.upper(), rule.first, rule.start))
    return frozenset(found)


def _weekdays(rule: Rule) -> list[str]:
    stated = _BYDAY.search(rule.rrule)
    return stated.group(1).upper().split(",") if stated else [_DAYS[rule.first.weekday()]]


def page_key(url: str | None) -> str | None:
    """What spellings of one page's address share; None for a site's front page, which is no page of one offer."""
    if not url:
        return None
    parts = urlsplit(url.strip().lower())
    path = parts.path.rstrip("/")
    if not parts.hostname or not (path or parts.query):
        return None
    return f"{parts.hostname.removeprefix('www.')}{path}{'?' + parts.query if parts.query else ''}"


def _address_spellings(key: str) -> frozenset[str]:
    host_and_path, _, query = key.partition("?")
    tail = f"?{query}" if query else ""
    hosts = (host_and_path, f"www.{host_and_path}")
    return frozenset(f"{scheme}://{host}{slash}{tail}" for scheme in ("http", "https") for host in hosts for slash in ("", "/"))


def sought_in(drafts: Iterable[OfferDraft]) -> Sought:
    """By what candidates for these drafts are found."""
    urls, numbers, keys = set[str](), set[str](), set[str]()
    for draft in drafts:
        key = page_key(draft.url)
        urls |= _address_spellings(key) if key else set()
        if draft.organisation:
            keys.add(name_key(draft.organisation.name))
            numbers |= {draft.organisation.number} if draft.organisation.number else set()
    return Sought(frozenset(urls), frozenset(numbers), frozenset(keys))


def title_key(title: str) -> str:
    """A title as it is compared: lower case, words only."""
    return _NOT_WORD.sub(" ", clean_line(title).casefold()).strip()


def titles_agree(one: str, other: str, *, least: int) -> bool:
    """Whether two titles are alike to at least `least` per cent, every number in them being the same."""
    left, right = title_key(one), title_key(other)
    return re.findall(r"\d+", left) == re.findall(r"\d+", right) and fuzz.ratio(left, right, score_cutoff=least) >= least


class Matcher:
    """Finds the twins of one batch's drafts among the candidates; no offer is given to two records."""

    def __init__(self, candidates: Iterable[Candidate], times_of: TimesOf) -> None:
        self._by_page: dict[str, list[Candidate]] = {}
        self._by_meeting: dict[tuple[str, str], list[Candidate]] = {}
        self._times_of = times_of
        self._given: set[int] = set()
        for candidate in candidates:
            key = page_key(candidate.url)
            if key:
                self._by_page.setdefault(key, []).append(candidate)
            for organiser in {candidate.organisation_number, candidate.organisation_key} - {None, ""}:
                if candidate.venue_key:
                    self._by_meeting.setdefault((str(organiser), candidate.venue_key), []).append(candidate)

    def twin(self, draft: OfferDraft, times: Times) -> Twin | None:
        """The one offer that the draft certainly is, None when there is none or more than one."""
        found = self._same_page(draft) or self._same_meeting(draft, times)
        if found is None or found.offer_id in self._given:
            return None
        self._given.add(found.offer_id)
        return found

    def _same_page(self, draft: OfferDraft) -> Twin | None:
        here = self._by_page.get(page_key(draft.url) or "", [])
        alike = [one for one in here if titles_agree(draft.title, one.title, least=PAGE_TITLE) and not _contradicts(draft, one)]
        return Twin(alike[0].offer_id, Evidence.SAME_PAGE) if len(alike) == 1 else None

    def _same_meeting(self, draft: OfferDraft, times: Times) -> Twin | None:
        if not times or draft.organisation is None or draft.venue is None:
            return None
        alike = [
            one for one in self._beside(draft) if titles_agree(draft.title, one.title, least=SAME_TITLE) and not _contradicts(draft, one)
        ]
        stored = self._times_of([one.offer_id for one in alike]) if alike else {}
        same = [one for one in alike if stored.get(one.offer_id) == times]
        return Twin(same[0].offer_id, Evidence.SAME_MEETING) if len(same) == 1 else None

    def _beside(self, draft: OfferDraft) -> list[Candidate]:
        """Candidates of the same organiser at the same venue; a number that differs is another organiser whatever the name."""
        organiser, venue = draft.organisation, draft.venue
        if organiser is None or venue is None:
            return []
        venue_key = name_key(venue.name or venue.address or "")
        names = (organiser.number or "", name_key(organiser.name))
        found = {one.offer_id: one for name in names if name for one in self._by_meeting.get((name, venue_key), [])}
        return [one for one in found.values() if not _differ(organiser.number, one.organisation_number)]


def _contradicts(draft: OfferDraft, candidate: Candidate) -> bool:
    return _differ(draft.ages.min, candidate.age_min) or _differ(draft.ages.max, candidate.age_max) or _differ(draft.group, candidate.group)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
