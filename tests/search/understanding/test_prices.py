"""What it may cost, as families write it."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("under 200 kr", "max_price=200"),
        ("under 200 kroner", "max_price=200"),
        ("under kr 200", "max_price=200"),
        ("maks 100,-", "max_price=100"),
        ("maks 100", "max_price=100"),
        ("inntil 1 000 kr", "max_price=1000"),
        ("høgst 150 kroner", "max_price=150"),
        ("up to 150 NOK", "max_price=150"),
        ("less than 300 kr", "max_price=300"),
        ("ikke over 200 kr", "max_price=200"),
        ("for 200 kr", "max_price=200"),
        ("200 kr eller mindre", "max_price=200"),
        ("under hundre kroner", "max_price=100"),
        ("maks to hundre kr", "max_price=200"),
        ("0 kr", "cost=free"),
        ("kr 0", "cost=free"),
        ("gratis", "cost=free"),
        ("kostnadsfritt", "cost=free"),
        ("uten å betale", "cost=free"),
        ("utan å betale", "cost=free"),
        ("free of charge", "cost=free"),
        ("za darmo", "cost=free"),
        ("безкоштовно", "cost=free"),
        ("бесплатно", "cost=free"),
        ("مجاناً", "cost=free"),
        ("bilaash", "cost=free"),
        ("ücretsiz", "cost=free"),
        ("gratuit", "cost=free"),
        ("kostenlos", "cost=free"),
        ("nemokamai", "cost=free"),
        ("ikke gratis", "cost=paid"),
        ("under 6 år", "age_max=5"),
    ],
)
def test_costs_are_understood(reading: Asked, text: str, meant: str) -> None:
    """Each way to say a cost, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


def test_cheap_asks_for_nothing(reading: Asked) -> None:
    """How much is cheap nobody has said; the word is left, and not looked for."""
    understood = reading("billig fotball")
    assert said(understood) == "category=football"
    assert (understood.left, understood.to_find) == ("billig", "")


def test_a_small_bare_number_is_no_price(reading: Asked) -> None:
    """It may be an age."""
    assert said(reading("under 6")) == ""


def test_free_for_a_companion_is_no_price(reading: Asked) -> None:
    """The phrase takes the word with it."""
    assert said(reading("ledsager går gratis")) == "access=companion-free"
