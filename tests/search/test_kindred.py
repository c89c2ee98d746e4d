"""The nearest offers for the same children, where little was found: needs are kept, wishes are counted."""

from catalog.terms import AccessTerm, Cost, Group
from tests.search.catalogs import YES, Lier, at
from tests.search.test_relaxing import WINTER_DAY, drawn


def nearest(lier: Lier, **params: str | int) -> list[int]:
    found = lier.answer(params)
    assert not {hit.id for hit in found.nearest} & set(found.ids)
    return [hit.id for hit in found.nearest]


def test_age_access_and_cost_are_never_given_up(lier: Lier) -> None:
    fits = lier.add("Sjakk", age_min=8, age_max=8, cost=Cost.FREE, price_ore=0, access=YES)
    lier.add("Uten pris", age_min=8, age_max=8, access=YES)
    lier.add("Uten tilgang", age_min=8, age_max=8, cost=Cost.FREE, price_ore=0)
    lier.add("Uten alder", cost=Cost.FREE, price_ore=0, access=YES)
    lier.syncing.sync(lier.id)
    assert nearest(lier, q="hockey", age=8, cost="free", access=AccessTerm.STEP_FREE_ENTRANCE.value) == [fits]


def test_what_is_found_is_not_told_again(lier: Lier) -> None:
    hockey, chess = lier.add("Hockey", age_min=8, age_max=8), lier.add("Sjakk", age_min=8, age_max=8)
    lier.syncing.sync(lier.id)
    assert lier.ids(q="hockey", age=8) == [hockey]
    assert nearest(lier, q="hockey", age=8) == [chess]


def test_excluded_subjects_and_other_groups_stay_out(lier: Lier) -> None:
    lier.add("Fotball", categories=["football"])
    lier.add("Gutter", group=Group.BOYS)
    girls, everyone = lier.add("Jenter", group=Group.GIRLS), lier.add("Alle")
    lier.syncing.sync(lier.id)
    assert set(nearest(lier, q="hockey", exclude_category="football", group="girls")) == {girls, everyone}


def test_near_the_asked_point_first(lier: Lier) -> None:
    far = lier.add("Langt", venue_id=lier.venue("A", lat=59.90, lon=10.2))
    nowhere = lier.add("Uten sted")
    near = lier.add("Nær", venue_id=lier.venue("B", lat=59.81, lon=10.2))
    lier.syncing.sync(lier.id)
    assert nearest(lier, q="hockey", near="59.8,10.2") == [near, far, nowhere]


def test_the_asked_district_then_what_lies_nearest_to_it(lier: Lier) -> None:
    drawn(lier, "hallingstad", "tranby", "egge")
    egge = lier.add("Egge", venue_id=lier.venue("E", district="egge", lat=59.75, lon=10.55))
    tranby = lier.add("Tranby", venue_id=lier.venue("T", district="tranby", lat=59.75, lon=10.15))
    home = lier.add("Hallingstad", venue_id=lier.venue("H", district="hallingstad", lat=59.79, lon=10.01))
    lier.syncing.sync(lier.id)
    assert nearest(lier, q="hockey", district="hallingstad") == [home, tranby, egge]


def test_without_a_place_most_of_the_asked_things_and_at_most_five(lier: Lier) -> None:
    for _ in range(6):
        lier.add("Annet")
    both = lier.add("Begge", categories=["football"], meetings=[at(WINTER_DAY, 18)])
    one = lier.add("Fotball", categories=["football"])
    lier.syncing.sync(lier.id)
    found = nearest(lier, q="hockey", category="football", period="winter")
    assert found[:2] == [both, one]
    assert len(found) == 5


def test_where_nothing_fits_nothing_is_told(lier: Lier) -> None:
    lier.add("Voksne", age_min=40, age_max=99)
    lier.syncing.sync(lier.id)
    assert nearest(lier, age=8) == []
