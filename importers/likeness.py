"""How likely two offers are one: each clue weighed by itself, so that a person can be told why. Pure.

The points of the clues add up; `LIKELY` is 50 of 100. They were set on one half of a labelled set and measured on the other
(docs/decisions/0009). What one of the two does not say is no clue. Nothing is merged for being likely.
"""

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from catalog.geo.distance import distance_m
from catalog.store.twins import Candidate
from catalog.text import name_key
from catalog.values import Point
from importers.meeting_times import Meets, Times, compare_times
from importers.title_words import NUMBER, set_apart, title_words, titles_alike

LIKELY = 50
THRESHOLD = 6.0
SAME_TIMES = 3.0
NEAR_M, FAR_M = 250, 2_500
_SHARED_SITES = ("facebook.", "instagram.", "google.", "forms.", "spond.", "ticketmaster.", "tikkio.", "friskus.", "minidrett.")


class Says(StrEnum):
    """What one clue says of two offers."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"
    CONTRARY = "contrary"


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing compared: what it says, what that weighs, and the words of both."""

    clue: str
    says: Says
    points: float
    one: str
    other: str

    def plain(self) -> dict[str, Any]:
        """The clue as JSON."""
        return asdict(self) | {"says": self.says.value}


@dataclass(frozen=True, slots=True)
class Weighed:
    """All clues of a pair, and how likely they make it that the two are one (0–100)."""

    score: int
    clues: tuple[Clue, ...]

    @property
    def likely(self) -> bool:
        """Whether a person should be asked."""
        return self.score >= LIKELY


def weigh(one: Candidate, other: Candidate, times: tuple[Times, Times]) -> Weighed:
    """Weighs everything that both say."""
    return with_times(clues_but_times(one, other), times)


def clues_but_times(one: Candidate, other: Candidate) -> tuple[Clue, ...]:
    """What speaks for and against it before anybody asks when they meet."""
    return (*_titles(one, other), *_organisers(one, other), *_places(one, other), *_people(one, other), *_pages(one, other))


def with_times(clues: tuple[Clue, ...], times: tuple[Times, Times]) -> Weighed:
    """The same with their times."""
    clues = (*clues, *_times(*times))
    points = sum(clue.points for clue in clues)
    return Weighed(round(100 / (1 + math.exp(min(50.0, (THRESHOLD - points) / 1.5)))), clues)


def may_be_likely(clues: tuple[Clue, ...]) -> bool:
    """Whether a pair would be likely if it met at the same times."""
    return sum(clue.points for clue in clues) + SAME_TIMES >= THRESHOLD


def _titles(one: Candidate, other: Candidate) -> Iterator[Clue]:
    beside = {word for each in (one, other) for name in (each.organisation_name, each.venue_name) if name for word in title_words(name)}
    alike = titles_alike(one.title, other.title, beside)
    steps = ((0.93, Says.SAME, 5.0), (0.8, Says.ALIKE, 4.0), (0.68, Says.ALIKE, 3.0), (0.55, Says.ALIKE, 1.5), (0.42, Says.ALIKE, 0.0))
    says, points = next(((says, points) for least, says, points in steps if alike >= least), (Says.DIFFERENT, -5.0))
    yield Clue("title", says, points, one.title, other.title)
    apart = set_apart(one.title, other.title)
    if apart:
        yield Clue("title-words", Says.CONTRARY, -20.0, one.title, other.title)


def _organisers(one: Candidate, other: Candidate) -> Iterator[Clue]:
    ours, theirs = one.organisation_name, other.organisation_name
    if not ours or not theirs:
        return
    numbers = one.organisation_number, other.organisation_number
    if all(numbers) and numbers[0] == numbers[1]:
        yield Clue("organiser", Says.SAME, 2.5, ours, theirs)
    elif one.organisation_key == other.organisation_key:
        yield Clue("organiser", Says.SAME, 2.0, ours, theirs)
    elif names_alike(ours, theirs):
        yield Clue("organiser", Says.ALIKE, 1.0, ours, theirs)
    else:
        yield Clue("organiser", Says.DIFFERENT, -1.5 if all(numbers) else -0.5, ours, theirs)


def _places(one: Candidate, other: Candidate) -> Iterator[Clue]:
    ours, theirs = one.venue_name, other.venue_name
    if not ours or not theirs:
        return
    metres = _metres(one, other)
    same_address = bool(one.address and other.address) and name_key(one.address or "") == name_key(other.address or "")
    if one.venue_key == other.venue_key or same_address:
        yield Clue("place", Says.SAME, 2.0, ours, theirs)
    elif names_alike(ours, theirs):
        yield Clue("place", Says.ALIKE, 1.5, ours, theirs)
    elif metres is not None and metres <= NEAR_M:
        yield Clue("place", Says.ALIKE, 1.0, ours, theirs)
    else:
        yield Clue("place", Says.DIFFERENT, -3.5 if metres is not None and metres > FAR_M else -2.0, ours, theirs)


def names_alike(one: str, other: str) -> bool:
    """Whether two names of an organiser or a place are spellings of one: much the same, or the one whole within the other."""
    left, right = (" ".join(title_words(name)) for name in (one, other))
    if not left or not right or set_apart(one, other) == NUMBER:
        return False
    if fuzz.ratio(left.replace(" ", ""), right.replace(" ", "")) >= 86:
        return True
    shared = set(left.split()) & set(right.split())
    return fuzz.token_set_ratio(left, right) >= 95 and sum(len(word) for word in shared) >= 6


def _metres(one: Candidate, other: Candidate) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_m(Point(one.lat, one.lon), Point(other.lat, other.lon))


def _times(ours: Times, theirs: Times) -> Iterator[Clue]:
    weights = {Meets.SAME: SAME_TIMES, Meets.SHARED: 2.5, Meets.SAME_DAY: 0.5, Meets.APART: -10.0}
    says = {Meets.SAME: Says.SAME, Meets.SHARED: Says.ALIKE, Meets.SAME_DAY: Says.ALIKE, Meets.APART: Says.CONTRARY}
    meets = compare_times(ours, theirs)
    if meets is not Meets.UNKNOWN:
        yield Clue("times", says[meets], weights[meets], _in_words(ours), _in_words(theirs))


def _in_words(times: Times) -> str:
    weekly = [f"{day} {at:%H:%M}" if at else day for day, at in sorted(times.weekly, key=str)]
    dated = [f"{day.isoformat()} {at:%H:%M}" for day, at in sorted(times.dated)]
    return ", ".join([*weekly, *dated][:4]) or "another rule"


def _people(one: Candidate, other: Candidate) -> Iterator[Clue]:
    for clue, ours, theirs in (
        ("ages", (one.age_min, one.age_max), (other.age_min, other.age_max)),
        ("grades", (one.grade_min, one.grade_max), (other.grade_min, other.grade_max)),
    ):
        if ours == (None, None) or theirs == (None, None):
            continue
        says, points = (Says.SAME, 1.0) if ours == theirs else (Says.ALIKE, 0.0) if _overlap(ours, theirs) else (Says.CONTRARY, -10.0)
        yield Clue(clue, says, points, _bounds(ours), _bounds(theirs))
    if one.group and other.group and one.group != other.group:
        yield Clue("group", Says.CONTRARY, -20.0, one.group.value, other.group.value)


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return max(one[0] or 0, other[0] or 0) <= min(*(200 if each[1] is None else each[1] for each in (one, other)))


def _bounds(ages: tuple[int | None, int | None]) -> str:
    return f"{'' if ages[0] is None else ages[0]}–{'' if ages[1] is None else ages[1]}"


def _pages(one: Candidate, other: Candidate) -> Iterator[Clue]:
    if one.url and other.url:
        left, right = page_key(one.url), page_key(other.url)
        if left and left == right:
            yield Clue("page", Says.SAME, 3.0, one.url, other.url)
        elif left and right and left.split("/")[0] == right.split("/")[0] and not left.startswith(_SHARED_SITES):
            yield Clue("page", Says.ALIKE, 0.3, one.url, other.url)
    for clue, ours, theirs in (("email", one.email, other.email), ("phone", one.phone, other.phone)):
        if ours and theirs and ours.casefold() == theirs.casefold():
            yield Clue(clue, Says.SAME, 0.5, ours, theirs)


def page_key(url: str | None) -> str | None:
    """What spellings of one page's address share; None for a site's front page, which is no page of one offer."""
    if not url:
        return None
    parts = urlsplit(url.strip().lower())
    path = parts.path.rstrip("/")
    if not parts.hostname or not (path or parts.query):
        return None
    return f"{parts.hostname.removeprefix('www.')}{path}{'?' + parts.query if parts.query else ''}"
