"""Clues and their weight: each is told with the words of both; what one does not say is no clue."""

from dataclasses import replace

import pytest

from catalog.store.twins import Candidate
from catalog.terms import Group
from importers.likeness import Says, names_alike, page_key, weigh
from importers.meeting_times import NO_TIMES

KOR = Candidate(
    1,
    "Barnekor",
    "https://kor.example/barn",
    "123456785",
    "liermenighet",
    "frognerkirke",
    6,
    9,
    None,
    organisation_name="Lier menighet",
    venue_name="Frogner kirke",
    lat=59.8,
    lon=10.2,
    email="kor@example.org",
)
NOTHING = Candidate(2, "Barnekor", None, None, None, None, None, None, None)


def clues(one: Candidate, other: Candidate) -> dict[str, Says]:
    return {clue.clue: clue.says for clue in weigh(one, other, (NO_TIMES, NO_TIMES)).clues}


def test_what_one_does_not_say_is_no_clue_and_a_title_alone_is_not_likely() -> None:
    assert clues(KOR, NOTHING) == {"title": Says.SAME}
    assert not weigh(KOR, NOTHING, (NO_TIMES, NO_TIMES)).likely


def test_an_offer_is_most_like_itself() -> None:
    assert set(clues(KOR, KOR).values()) == {Says.SAME}
    assert weigh(KOR, KOR, (NO_TIMES, NO_TIMES)).score > 95


@pytest.mark.parametrize(
    ("change", "clue", "says"),
    [
        ({"title": "Guttekor"}, "title", Says.DIFFERENT),
        ({"organisation_number": None, "organisation_key": "x", "organisation_name": "Lier menighets råd"}, "organiser", Says.ALIKE),
        ({"organisation_number": "999999999", "organisation_key": "x", "organisation_name": "Noen andre"}, "organiser", Says.DIFFERENT),
        ({"venue_key": "x", "venue_name": "Menighetshuset", "lat": 59.8001}, "place", Says.ALIKE),
        ({"venue_key": "x", "venue_name": "Menighetshuset", "lat": 59.9}, "place", Says.DIFFERENT),
        ({"age_min": 10, "age_max": 12}, "ages", Says.CONTRARY),
        ({"age_min": 8, "age_max": 12}, "ages", Says.ALIKE),
        ({"url": "https://kor.example/voksne"}, "page", Says.ALIKE),
    ],
)
def test_each_clue_says_what_differs(change: dict[str, object], clue: str, says: Says) -> None:
    changed = replace(KOR, **change)  # type: ignore[arg-type]
    assert clues(KOR, changed)[clue] is clues(changed, KOR)[clue] is says
    assert weigh(KOR, changed, (NO_TIMES, NO_TIMES)).score <= weigh(KOR, KOR, (NO_TIMES, NO_TIMES)).score


def test_girls_and_boys_are_never_likely() -> None:
    assert not weigh(replace(KOR, group=Group.GIRLS), replace(KOR, group=Group.BOYS), (NO_TIMES, NO_TIMES)).likely


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Parken kulturhus – Foajeen", "Parken kulturhus, Foajeen", True),
        ("Egge skole (gymsalen)", "Egge skole", True),
        ("ODEON – Sal 1", "ODEON – Sal 2", False),
        ("Egge skole", "Høvik skole", False),
        ("", "Egge skole", False),
    ],
)
def test_names_of_places_are_spelt_in_many_ways(one: str, other: str, alike: bool) -> None:
    assert names_alike(one, other) is alike is names_alike(other, one)


def test_a_page_is_one_however_its_address_is_written() -> None:
    assert page_key("http://www.Kor.example/Barn/") == page_key("https://kor.example/barn") == "kor.example/barn"


def test_clues_are_plain_json_with_the_words_of_both() -> None:
    title = weigh(KOR, NOTHING, (NO_TIMES, NO_TIMES)).clues[0].plain()
    assert title == {"clue": "title", "says": "same", "points": 5.0, "one": "Barnekor", "other": "Barnekor"}
