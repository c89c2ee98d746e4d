"""The phrases that mean the same everywhere, and the loader that checks them."""

from pathlib import Path

import pytest

from search.understanding.phrases import Phrase, PhrasesInvalid, load_phrases, phrases_from
from tests.search.understanding.conftest import Asked, said

HEADER = "facet,value,language,words\n"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("rullestol", "access=wheelchair-participation"),
        ("i rullestol", "access=wheelchair-participation"),
        ("wheelchair", "access=wheelchair-participation"),
        ("trinnfritt", "access=step-free-entrance"),
        ("uten trinn", "access=step-free-entrance"),
        ("utan trapper", "access=step-free-entrance"),
        ("trinnfritt i hele lokalet", "access=step-free-throughout"),
        ("HC-toalett", "access=accessible-toilet"),
        ("teleslynge", "access=hearing-loop"),
        ("tegnspråk", "access=sign-language"),
        ("teiknspråk", "access=sign-language"),
        ("sign language", "access=sign-language"),
        ("førerhund", "access=assistance-dog"),
        ("rolig", "access=quiet"),
        ("lite lyd", "access=quiet"),
        ("små grupper", "access=small-groups"),
        ("ledsagar går gratis", "access=companion-free"),
        ("svaksynte", "access=low-vision"),
        ("foreldre", "audience=parents"),
        ("for hele familien", "audience=families"),
        ("familie", "audience=families"),
        ("jenter", "group=girls"),
        ("gutar", "group=boys"),
        ("girls", "group=girls"),
        ("дівчат", "group=girls"),
        ("للبنات", "group=girls"),
        ("uten påmelding", "booking=drop-in"),
        ("utan påmelding", "booking=drop-in"),
        ("drop-in", "booking=drop-in"),
        ("dropin", "booking=drop-in"),
        ("bare møt opp", "booking=drop-in"),
        ("med påmelding", "booking=required"),
        ("på engelsk", "language=en"),
        ("in Arabic", "language=ar"),
        ("ukrainsk", "language=uk"),
        ("kommunale tilbud", "organiser=municipal"),
        ("frivillige organisasjoner", "organiser=voluntary"),
    ],
)
def test_phrases_are_understood(reading: Asked, text: str, meant: str) -> None:
    """One or more ways to say each value, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


def test_girls_and_boys_are_everybody(reading: Asked) -> None:
    """Offers for either group alone are not what is sought."""
    assert said(reading("fotball for jenter og gutter")) == "category=football"


def test_every_phrase_that_krets_ships_is_legal_and_means_one_thing() -> None:
    """The loader finds nothing wrong, and every value of a closed facet has words in three written languages."""
    phrases = load_phrases()
    assert len(phrases.spoken) > 1000
    assert "rullestol" in phrases.words("access", "wheelchair-participation")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Illegal values, unknown facets, two meanings of one phrase, short lines: one error names every place."""
    (tmp_path / "a.csv").write_text(
        HEADER + "cost,cheap,nb,billig\nsmell,x,nb,lukt\ncost,free,nb,gratis; fritt\nages,8,nb,åtte\nshort,line\n"
    )
    (tmp_path / "b.csv").write_text(HEADER + "cost,paid,nb,Fritt\nperiod,planning-day,nb,fri\ntogether,,nb,alt\n")
    (tmp_path / "c.csv").write_text("words\n")
    with pytest.raises(PhrasesInvalid) as raised:
        phrases_from(tmp_path)
    told = "\n".join(raised.value.problems)
    assert len(raised.value.problems) == 8
    for hint in (
        "a.csv line 2",
        "a.csv line 3",
        "a.csv line 5",
        "a.csv line 6",
        "b.csv line 2: 'Fritt'",
        "b.csv line 3",
        "b.csv line 4",
        "c.csv",
    ):
        assert hint in told


def test_a_phrase_may_ask_for_several_things() -> None:
    """A span has two ends or one; words may ask for a weekday and a part of the day."""
    assert Phrase("ages", "13-17", "").parts == (("age_min", "13"), ("age_max", "17"))
    assert Phrase("ages", "18-", "").parts == (("age_min", "18"),)
    assert Phrase("together", "time=evening day=today", "").parts == (("time", "evening"), ("day", "today"))
    assert Phrase("filler", "word", "").parts == ()
