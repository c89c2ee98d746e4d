"""The match stage: whether a record that is new to its source is an offer that another source already brought.

Within a source, source and record id are the identity, exact and never a prefix. Across sources only hard evidence merges:
1. the same address of the same page, with much the same title, and no other offer at that address with such a title;
2. or the same organiser, venue and times of meeting, with all but the same title.
Numbers in the titles must agree ("Fotball 10 år" is not "Fotball 11 år"), and nothing that both state may differ: ages, group,
girls and boys, levels, terms, seasons, and on one page the times (two showings are two). Likely pairs are not merged here: a
person is asked about them (`importers.proposals`). Pure decisions over values.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from catalog.drafts import OfferDraft
from catalog.store.twins import Candidate, Sought
from catalog.text import name_key
from importers.likeness import names_alike, page_key
from importers.meeting_times import Meets, Times, compare_times, times_of_meeting
from importers.title_words import folded, numbers_agree, set_apart

__all__ = ["Evidence", "Matcher", "Times", "Twin", "page_key", "sought_in", "times_of_meeting", "titles_agree"]

SAME_TITLE = 95
PAGE_TITLE = 80

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


def titles_agree(one: str, other: str, *, least: int) -> bool:
    """Whether two titles are alike to at least `least` per cent, every number the same, and nothing in them sets them apart."""
    left, right = folded(one), folded(other)
    return numbers_agree(left, right) and fuzz.ratio(left, right, score_cutoff=least) >= least and set_apart(one, other) is None


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
        found = self._same_page(draft, times) or self._same_meeting(draft, times)
        if found is None or found.offer_id in self._given:
            return None
        self._given.add(found.offer_id)
        return found

    def _same_page(self, draft: OfferDraft, times: Times) -> Twin | None:
        here = self._by_page.get(page_key(draft.url) or "", [])
        alike = [
            one
            for one in here
            if titles_agree(draft.title, one.title, least=PAGE_TITLE) and not _contradicts(draft, one) and not _elsewhere(draft, one)
        ]
        if len(alike) != 1:
            return None
        stored = self._times_of([alike[0].offer_id]).get(alike[0].offer_id, Times())
        showings = compare_times(times, stored) in {Meets.APART, Meets.SAME_DAY}
        return None if showings else Twin(alike[0].offer_id, Evidence.SAME_PAGE)

    def _same_meeting(self, draft: OfferDraft, times: Times) -> Twin | None:
        if not times or draft.organisation is None or draft.venue is None:
            return None
        alike = [
            one for one in self._beside(draft) if titles_agree(draft.title, one.title, least=SAME_TITLE) and not _contradicts(draft, one)
        ]
        stored = self._times_of([one.offer_id for one in alike]) if alike else {}
        same = [one for one in alike if compare_times(times, stored.get(one.offer_id, Times())) is Meets.SAME]
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
    ages, grades = draft.ages, draft.grades
    return (
        _differ(ages.min, candidate.age_min)
        or _differ(ages.max, candidate.age_max)
        or _differ(grades.min, candidate.grade_min)
        or _differ(grades.max, candidate.grade_max)
        or _differ(draft.group, candidate.group)
    )


def _elsewhere(draft: OfferDraft, candidate: Candidate) -> bool:
    """Whether both name a place, and not the same one: two halls of a cinema are two showings."""
    ours = (draft.venue.name or draft.venue.address) if draft.venue else None
    return bool(ours and candidate.venue_name) and not names_alike(ours or "", candidate.venue_name or "")


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def candidate_of(draft: OfferDraft) -> Candidate:
    """A draft as it is compared with what is stored; it has no number yet (0)."""
    organiser, venue = draft.organisation, draft.venue
    place = (venue.name or venue.address) if venue else None
    return Candidate(
        0,
        draft.title,
        draft.url,
        organiser.number if organiser else None,
        name_key(organiser.name) if organiser else None,
        name_key(place) if place else None,
        draft.ages.min,
        draft.ages.max,
        draft.group,
        organisation_name=organiser.name if organiser else None,
        venue_name=place,
        address=venue.address if venue else None,
        lat=venue.point.lat if venue and venue.point else None,
        lon=venue.point.lon if venue and venue.point else None,
        grade_min=draft.grades.min,
        grade_max=draft.grades.max,
        email=draft.email,
        phone=draft.phone,
    )
