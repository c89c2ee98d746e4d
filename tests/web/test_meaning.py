"""What an address means, and that the addresses that lead on from it ask for exactly what they shall."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from search.filters import OfferFilter
from search.understanding.reading import Part, Understood
from web.meaning import Meaning, differing, meanings, with_texts

MEANS = {
    "gratis": (("cost", "free"),),
    "fotball": (("category", "football"),),
    "ski": (("category", "skiing"), ("category", "alpine-skiing")),
    "jentefotball": (("group", "girls"), ("category", "football")),
    "ungdom": (("age_min", "13"), ("age_max", "18")),
    "høstferien": (("period", "autumn"),),
    "rolig": (("access", "quiet"),),
    "tranby": (("near", "Tranby"),),
}
ALONE = {("jentefotball", "group"): "for jenter", ("jentefotball", "category"): "fotball"}
PARAMETERS = (("cost", "paid"), ("age", "8"), ("category", "choir"), ("access", "quiet"), ("access", "hearing-loop"), ("period", "winter"))


def understand(text: str) -> Understood:
    """A tiny language: whole words of the table, everything else is left; the literal reading is the other one."""
    parts, left = [], []
    for word in re.finditer(r"\S+", text):
        meant = MEANS.get(word[0].lower(), ())
        parts += [Part(name, value, word.start(), word.end(), alone=ALONE.get((word[0], name))) for name, value in meant]
        left += [] if meant else [word[0]]
    rest = " ".join(left)
    return Understood(text, tuple(parts), rest, rest, "", (Understood(text, (), text, text),) if parts else ())


def meant(*pairs: tuple[str, str]) -> Meaning:
    """The first meaning of an address."""
    return meanings(OfferFilter.from_params(pairs, strict=True), understand)[0]


def sought_at(address: OfferFilter) -> OfferFilter:
    """What an address asks for when it is followed."""
    return meanings(OfferFilter.from_params(address.to_params(), strict=True), understand)[0].sought


def test_words_narrow_and_say_that_they_did() -> None:
    meaning = meant(("q", "Gratis turn"), ("age", "8"))
    assert meaning.sought == OfferFilter(q="turn", age=(8,), cost=meant(("cost", "free")).asked.cost)
    said = {(one.name, one.value): meaning.words(one.part) if one.part else None for one in meaning.constraints()}
    assert said == {("age", "8"): None, ("cost", "free"): "Gratis"}
    assert meaning.reads_words()


def test_what_a_parameter_says_too_has_no_words() -> None:
    meaning = meant(("q", "gratis fotball"), ("cost", "paid"))
    assert [(one.value, bool(one.part)) for one in meaning.constraints()] == [("paid", False), ("football", True)]


def test_a_literal_address_means_its_words_as_they_stand() -> None:
    found = meanings(OfferFilter(q="gratis fotball", literal=True), understand)
    assert [(one.sought.q, one.reads_words()) for one in found] == [("gratis fotball", False)]
    assert meant(("q", "gratis fotball")).literally() == OfferFilter(q="gratis fotball", literal=True)


def test_taking_a_word_away_cuts_it_and_a_parameter_goes_from_the_address() -> None:
    meaning = meant(("q", "gratis fotball turn"), ("age", "8"), ("page", "3"))
    assert meaning.without([("cost", "free")]).to_params() == (("q", "fotball turn"), ("age", "8"))
    assert meaning.without([("age", "8")]).to_params() == (("q", "gratis fotball turn"),)


def test_one_of_several_values_of_a_word_leaves_the_others_as_parameters() -> None:
    meaning = meant(("q", "gratis ski"))
    assert meaning.without([("category", "skiing")]).to_params() == (("q", "gratis"), ("category", "alpine-skiing"))
    assert meaning.without([("category", "skiing"), ("category", "alpine-skiing")]).to_params() == (("q", "gratis"),)


def test_a_word_that_says_two_things_gives_way_to_one_that_says_the_other() -> None:
    assert meant(("q", "jentefotball")).without([("group", "girls")]).to_params() == (("q", "fotball"),)


def test_what_no_word_says_alone_becomes_a_parameter() -> None:
    without = meant(("q", "jentefotball")).without([("category", "football")])
    assert sought_at(without).constraints() == (("group", "girls"),)


def test_a_wider_search_keeps_the_words_that_it_does_not_change() -> None:
    meaning = meant(("q", "gratis ungdom fotball"))
    wider = with_texts(meaning.sought, {"age_min": ["12"], "age_max": ["19"]})
    assert meaning.leading_to(wider).to_params() == (("q", "gratis fotball"), ("age_min", "12"), ("age_max", "19"))


def test_the_text_can_be_left_out_or_put_in_other_words() -> None:
    meaning = meant(("q", "gratis tunr fotball"))
    assert meaning.leading_to(OfferFilter.from_params((("cost", "free"), ("category", "football")), strict=True)).q == "gratis fotball"
    assert meaning.leading_to(with_texts(meaning.sought, {"q": ["turn"]})).q == "gratis turn fotball"


def test_another_reading_leads_on_by_parameters_alone() -> None:
    first, literal = meanings(OfferFilter(q="gratis ski"), understand)
    assert (first.is_first, literal.is_first) == (True, False)
    assert literal.leading_to(literal.sought) == OfferFilter(q="gratis ski", literal=True)


TYPED = st.lists(st.sampled_from([*MEANS, "turn", "for", "kaffe"]), max_size=5).map(" ".join)
GIVEN = st.lists(st.sampled_from(PARAMETERS), max_size=3, unique=True)


@given(TYPED, GIVEN)
def test_the_address_without_a_chip_asks_for_everything_else_and_not_for_it(typed: str, given: Sequence[tuple[str, str]]) -> None:
    meaning = meant(("q", typed), *[pair for pair in given if pair[0] != "category" or len(given) < 3])
    for one in meaning.constraints():
        wanted = meaning.sought.without(one.name, one.value)
        found = sought_at(meaning.without([(one.name, one.value)]))
        assert differing(found, wanted) == (), (typed, given, one)
        assert found.q == wanted.q


@given(TYPED, GIVEN)
def test_an_address_that_only_adds_a_parameter_keeps_the_words(typed: str, given: Sequence[tuple[str, str]]) -> None:
    meaning = meant(("q", typed), *given)
    added = with_texts(meaning.asked, {"booking": ["drop-in"]})
    assert added.q == meaning.asked.q
    assert differing(sought_at(added), meaning.sought) == ("booking",)
