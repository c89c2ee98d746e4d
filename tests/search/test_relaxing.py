"""Ways on where little was found: what each single change finds, and which comes first."""

import json
from datetime import date

from shapely.geometry import box, mapping

from catalog.model import SchoolDistrict
from catalog.terms import AccessState, AccessTerm, Cost
from search.filters import OfferFilter
from search.relaxing import RADII_M
from search.results import Change, Notice, Results
from tests.search.catalogs import TODAY, YES, Lier, at

WEST = {"hallingstad": 10.0, "tranby": 10.1, "egge": 10.5}
WINTER_DAY = date(2027, 2, 23)


def drawn(lier: Lier, *slugs: str) -> None:
    """Areas for the districts: Hallingstad and Tranby side by side, Egge apart."""
    with lier.database.transaction() as session:
        for slug in slugs:
            area = box(WEST[slug], 59.7, WEST[slug] + 0.1, 59.8)
            session.get_one(SchoolDistrict, lier.districts[slug]).geometry = json.dumps(mapping(area))


def ways(found: Results) -> dict[tuple[str, Change], int]:
    return {(one.remove, one.change): one.count for one in found.relaxations}


def total_of(lier: Lier, asked: OfferFilter) -> int:
    return lier.engine.search(lier.id, asked, lier.names()).total


def test_neighbouring_districts_are_those_that_touch(lier: Lier) -> None:
    drawn(lier, "hallingstad", "tranby", "egge")
    for slug in ("hallingstad", "tranby", "tranby", "egge"):
        lier.add("Kor", venue_id=lier.venue(f"{slug}{len(lier.ids())}", district=slug))
        lier.syncing.sync(lier.id)
    found = lier.search(q="kor", district="hallingstad")
    assert ways(found) == {("district", Change.NEIGHBOURS): 3, ("district", Change.WITHOUT): 4}
    assert found.relaxations[0].asked.district == ("hallingstad", "tranby")
    assert Notice.NEIGHBOURS_UNKNOWN not in found.notices


def test_a_border_that_is_loaded_later_is_known_at_once(lier: Lier) -> None:
    for slug in ("hallingstad", "tranby"):
        lier.add("Kor", venue_id=lier.venue(slug, district=slug))
    lier.syncing.sync(lier.id)
    before = lier.search(district="hallingstad")
    assert ways(before) == {("district", Change.WITHOUT): 2}
    assert Notice.NEIGHBOURS_UNKNOWN in before.notices
    drawn(lier, "hallingstad", "tranby")
    assert ("district", Change.NEIGHBOURS) in ways(lier.search(district="hallingstad"))


def test_a_radius_grows_to_the_first_step_that_finds_enough(lier: Lier) -> None:
    for metres in (400, 1_500, 2_500, 2_600, 2_700, 15_000):
        lier.add("Kor", venue_id=lier.venue(f"h{metres}", lat=59.8 + metres / 111_400, lon=10.2))
    lier.syncing.sync(lier.id)
    first = lier.search(near="59.8,10.2", radius=1000).relaxations[0]
    assert (first.remove, first.change, first.count, first.asked.radius_m) == ("radius", Change.WIDER_RADIUS, 5, 3_000)
    few = lier.search(near="59.8,10.2", radius=1000, q="kor", category="sport").relaxations
    assert {one.change for one in few} == {Change.WITHOUT}
    assert list(RADII_M) == sorted(RADII_M)


def test_a_year_younger_and_older(lier: Lier) -> None:
    lier.add("Små", age_min=6, age_max=7)
    lier.add("Store", age_min=9, age_max=12)
    lier.add("Trinn", grade_min=4, grade_max=5)
    lier.syncing.sync(lier.id)
    one = lier.search(age=8).relaxations[0]
    assert (one.change, one.asked.age, one.asked.age_min, one.asked.age_max) == (Change.AGES_BESIDE, (), 7, 9)
    two = lier.search(age=["8", "13"], q="små").relaxations[0]
    assert (two.asked.age, two.count) == ((7, 8, 9, 12, 13, 14), 1)
    span = lier.search(age_min=13, age_max=14).relaxations[0]
    assert (span.remove, span.asked.age_min, span.asked.age_max) == ("age_min", 12, 15)
    grade = lier.search(grade=6, q="trinn").relaxations[0]
    assert (grade.remove, grade.asked.grade_min, grade.asked.grade_max) == ("grade", 5, 7)


def test_the_whole_season_is_the_half_year_of_the_asked_days(lier: Lier) -> None:
    lier.add("Kor", meetings=[at(date(2027, 3, 4), 18)])
    lier.add("Kor", meetings=[at(date(2027, 9, 4), 18)])
    lier.syncing.sync(lier.id)
    found = lier.search(q="kor", period="winter")
    assert ways(found) == {("period", Change.WHOLE_SEASON): 1, ("period", Change.WITHOUT): 2}
    season = found.relaxations[0].asked
    assert (season.period, season.from_day, season.to_day) == (None, date(2027, 1, 1), date(2027, 7, 31))
    one_day = lier.search(q="kor", from_="2026-12-01", to="2026-12-01").relaxations
    assert {one.change for one in one_day} == {Change.WITHOUT}


def test_the_next_broader_category_takes_the_place_of_the_asked_one(lier: Lier) -> None:
    lier.add("Stupe", categories=["water"])
    lier.add("Fotball", categories=["football"])
    lier.syncing.sync(lier.id)
    first = lier.search(category="swimming").relaxations[0]
    assert (first.change, first.asked.category, first.count) == (Change.BROADER_CATEGORY, ("water",), 1)


def test_what_stays_close_comes_first_and_needs_are_given_up_last(lier: Lier) -> None:
    near, far = at(WINTER_DAY, 18), at(date(2027, 3, 4), 18)
    lier.add("Kor", age_min=9, age_max=9, access=YES, meetings=[near])
    for _ in range(3):
        lier.add("Kor", age_min=8, age_max=8, access=YES, meetings=[far])
    for _ in range(6):
        lier.add("Kor", age_min=8, age_max=8, meetings=[near], cost=Cost.FREE, price_ore=0)
    lier.syncing.sync(lier.id)
    found = lier.search(q="kor", age=8, access="step-free-entrance", period="winter").relaxations
    assert [(one.remove, one.change, one.count) for one in found] == [
        ("age", Change.AGES_BESIDE, 1),
        ("period", Change.WHOLE_SEASON, 3),
        ("access", Change.WITHOUT, 6),
        ("period", Change.WITHOUT, 3),
        ("age", Change.WITHOUT, 1),
    ]


def test_every_count_is_what_its_search_finds(lier: Lier) -> None:
    drawn(lier, "hallingstad", "tranby", "egge")
    for n in range(24):
        slug = ("hallingstad", "tranby", "egge")[n % 3]
        state = {AccessTerm.QUIET: AccessState.YES if n % 2 else AccessState.NO}
        lier.add(
            ("Kor", "Fotball")[n % 2],
            venue_id=lier.venue(f"{slug}-{n}", district=slug, lat=59.75, lon=10.0 + n / 50),
            categories=[("choir", "football", "swimming")[n % 3]],
            age_min=n % 10,
            age_max=n % 10 + 2,
            access=state,
            meetings=[at(date(2027, 1 + n % 9, 5), 18)],
        )
    lier.syncing.sync(lier.id)
    questions: tuple[dict[str, str | int | list[str]], ...] = (
        {"q": "kor", "district": "hallingstad", "age": 8, "category": "choir"},
        {"near": "59.75,10.0", "radius": 900, "access": "quiet", "weekday": "tue"},
        {"from_": "2027-02-01", "to": "2027-02-20", "grade": 3, "category": "swimming"},
        {"age_min": 11, "q": "fotball", "period": "winter"},
    )
    for params in questions:
        found = lier.answer(params)
        assert found.relaxations, params
        assert [(one.count, one.remove) for one in found.relaxations] == [
            (total_of(lier, one.asked), one.remove) for one in found.relaxations
        ]
        assert all(one.count > found.total for one in found.relaxations)


def test_enough_found_needs_no_ways_on(lier: Lier) -> None:
    for _ in range(5):
        lier.add("Kor", meetings=[at(TODAY, 20)])
    lier.syncing.sync(lier.id)
    found = lier.search(q="kor")
    assert (found.relaxations, found.nearest) == ((), ())
