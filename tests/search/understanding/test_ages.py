"""Ages as families write them."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8 år", "age=8"),
        ("8år", "age=8"),
        ("8-åring", "age=8"),
        ("8åring", "age=8"),
        ("åtteåring", "age=8"),
        ("åtte år gammel", "age=8"),
        ("ein sjuåring", "age=7"),
        ("en 8-åring", "age=8"),
        ("8-årig", "age=8"),
        ("8 year old", "age=8"),
        ("8-year-olds", "age=8"),
        ("aged 8", "age=8"),
        ("age 8", "age=8"),
        ("eight years old", "age=8"),
        ("8 lat", "age=8"),
        ("8 років", "age=8"),
        ("8 лет", "age=8"),
        ("8 سنوات", "age=8"),
        ("٨ سنوات", "age=8"),
        ("8 jir", "age=8"),
        ("8 ዓመት", "age=8"),
        ("8 سال", "age=8"),
        ("8 yaş", "age=8"),
        ("8 años", "age=8"),
        ("8 ans", "age=8"),
        ("8 jahre", "age=8"),
        ("8 metų", "age=8"),
        ("jente 8 år", "age=8"),
        ("gutt på 10", "age=10"),
        ("8 og 11 år", "age=8 age=11"),
        ("8- og 11-åring", "age=8 age=11"),
        ("6, 8 og 11 år", "age=6 age=8 age=11"),
        ("8 år og 11 år", "age=8 age=11"),
        ("to barn på 8 og 11", "age=8 age=11"),
        ("kids aged 4 and 7", "age=4 age=7"),
        ("6-9 år", "age_min=6 age_max=9"),
        ("6–9 år", "age_min=6 age_max=9"),
        ("9-6 år", "age_min=6 age_max=9"),
        ("6 til 9 år", "age_min=6 age_max=9"),
        ("mellom 6 og 9", "age_min=6 age_max=9"),
        ("mellom seks og ni år", "age_min=6 age_max=9"),
        ("aged 6 to 9", "age_min=6 age_max=9"),
        ("ages 6-9", "age_min=6 age_max=9"),
        ("between 6 and 9", "age_min=6 age_max=9"),
        ("fra 6 til 9 år", "age_min=6 age_max=9"),
        ("i alderen 10 til 12", "age_min=10 age_max=12"),
        ("ungdom 13-16", "age_min=13 age_max=16"),
        ("barn 6-9", "age_min=6 age_max=9"),
        ("fra 13 år", "age_min=13"),
        ("over 13 år", "age_min=13"),
        ("13 år og oppover", "age_min=13"),
        ("13+", "age_min=13"),
        ("ages 10+", "age_min=10"),
        ("barn (6-9 år)", "age_min=6 age_max=9"),
        ("two kids 7 and 10", "age=7 age=10"),
        ("under 6 år", "age_max=5"),
        ("opptil 6 år", "age_max=6"),
        ("opp til 12 år", "age_max=12"),
        ("up to 12 years", "age_max=12"),
        ("eldre enn 15 år", "age_min=15"),
        ("barn over 10", "age_min=10"),
        ("en gutt på 8 år", "age=8"),
        ("ei jente på ti år", "age=10"),
        ("18 måneder", "age=1"),
        ("0-12 mnd", "age_min=0 age_max=1"),
        ("to og et halvt år", "age=2"),
        ("2,5 år", "age=2"),
        ("født 2018", "age_min=7 age_max=8"),
        ("tenåringer", "age_min=13 age_max=17"),
        ("tenåringar", "age_min=13 age_max=17"),
        ("teenagers", "age_min=13 age_max=17"),
        ("ungdom", "age_min=13 age_max=18"),
        ("småbarn", "age_min=1 age_max=3"),
        ("toddlers", "age_min=1 age_max=3"),
        ("barnehagebarn", "age_min=1 age_max=5"),
        ("baby", "age_min=0 age_max=1"),
        ("småbarn og tenåringer", "age_min=1 age_max=17 age_min=1 age_max=17"),
    ],
)
def test_ages_are_understood(reading: Asked, text: str, meant: str) -> None:
    """Each way to say an age, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


@pytest.mark.parametrize("text", ["8", "6-9", "mellom", "år", "200 år", "født 1950", "barn", "kids", "kl 8-10", "åring"])
def test_what_is_no_age_is_not_taken_for_one(reading: Asked, text: str) -> None:
    """A number alone, an impossible age, a word without a number."""
    assert not any(part.name.startswith("age") for part in reading(text).parts)


def test_one_of_two_children_is_cut_and_the_other_stays(reading: Asked) -> None:
    """The chip of the 8-year-old takes only that age away."""
    understood = reading("fotball 8 og 11 år")
    assert said(reading(understood.cut("age", "8"))) == "category=football age=11"
    assert said(reading(understood.cut("age", "11"))) == "category=football age=8"
    assert understood.cut("age") == "fotball"
