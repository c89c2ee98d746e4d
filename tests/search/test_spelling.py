"""Slips in words for full text: put right to words that offers have, said so, and never in a literal search."""

from catalog.terms import Cost
from search.filters import OfferFilter
from search.results import Meant, Notice
from tests.search.catalogs import Lier


def test_a_slip_is_put_right_and_said(lier: Lier) -> None:
    found = lier.add("Trampolinehopping")
    lier.add("Kor")
    lier.syncing.sync(lier.id)
    for typed in ("trampolinehoping", "Trampolinheopping", "tranpolinehopping"):
        answered = lier.search(q=typed)
        assert answered.ids == (found,), typed
        assert (answered.corrected, Notice.CORRECTED in answered.notices) == ("trampolinehopping", True)


def test_a_literal_search_is_told_what_may_be_meant_and_left_alone(lier: Lier) -> None:
    lier.add("Innebandy", cost=Cost.FREE, price_ore=0)
    lier.add("Innebandy for jenter")
    lier.syncing.sync(lier.id)
    answered = lier.search(q="inebandy", literal="true", cost="free")
    assert (answered.total, answered.corrected) == (0, None)
    assert answered.did_you_mean == (Meant("innebandy", 1),)


def test_only_the_words_that_nobody_has_are_changed(lier: Lier) -> None:
    both = lier.add("Innebandy i hallen")
    lier.add("Innebandy ute")
    lier.syncing.sync(lier.id)
    answered = lier.search(q="Inebandy hall")
    assert (answered.corrected, answered.ids) == ("innebandy hall", (both,))
    assert lier.search(q="innebandy").corrected is None


def test_the_word_of_more_titles_comes_first_and_others_are_told(lier: Lier) -> None:
    lier.add("Bandy")
    lier.add("Sandy")
    lier.add("Sandy ute")
    lier.syncing.sync(lier.id)
    answered = lier.search(q="xandy")
    assert answered.corrected == "sandy"
    assert answered.did_you_mean == (Meant("bandy", 1),)


def test_a_facet_of_a_corrected_search_leads_to_its_count(lier: Lier) -> None:
    lier.add("Innebandy", cost=Cost.FREE, price_ore=0)
    lier.add("Innebandy", cost=Cost.PAID, price_ore=100)
    lier.add("Trebandy", cost=Cost.FREE, price_ore=0)
    lier.syncing.sync(lier.id)
    counts = {one.value: one.count for one in lier.search(q="inebandy").facets["cost"]}
    for cost in ("free", "paid", "unknown"):
        assert lier.search(q="inebandy", cost=cost).total == counts[cost]


def test_short_words_numbers_and_words_of_the_vocabulary_stand(lier: Lier) -> None:
    for title in ("Kors", "U15", "Fotballen", "Ballspill2", "Idretten"):
        lier.add(title)
    lier.syncing.sync(lier.id)
    for typed in ("kon", "u16", "musikk", "zzzzzz"):
        assert lier.search(q=typed).corrected is None, typed


def test_names_of_venues_and_organisers_are_words_too(lier: Lier) -> None:
    found = lier.add("Trening", organisation="lier-kulturskole")
    lier.syncing.sync(lier.id)
    assert lier.search(q="kulturskolle").ids == (found,)


def test_calendars_and_maps_hold_what_the_page_shows(lier: Lier) -> None:
    found = lier.add("Innebandy")
    lier.syncing.sync(lier.id)
    assert lier.engine.all_ids(lier.id, OfferFilter(q="inebandy"), lier.names(), limit=5) == (found,)


def test_the_database_puts_right_like_the_index(lier: Lier) -> None:
    lier.add("Innebandy")
    stood_in = lier.search(q="inebandy")
    lier.syncing.sync(lier.id)
    assert (stood_in.ids, stood_in.corrected) == (lier.search(q="inebandy").ids, "innebandy")
