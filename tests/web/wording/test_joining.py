"""Price, sign-up, distance and trust in words."""

from datetime import date

import pytest

from catalog.terms import Booking, Cost, PriceUnit
from catalog.values import FREE, UNKNOWN_PRICE, Price
from web.language import BOKMAL, ENGLISH, NYNORSK, Language
from web.wording.dates import Speech
from web.wording.joining import booking_words, confirmed_words, distance_words, membership_words, price_words

TODAY = date(2026, 9, 1)
NB = Speech(BOKMAL, TODAY)


@pytest.mark.parametrize(
    ("price", "language", "words"),
    [
        (FREE, BOKMAL, "Gratis"),
        (FREE, ENGLISH, "Free"),
        (UNKNOWN_PRICE, BOKMAL, "Pris ikke oppgitt"),
        (UNKNOWN_PRICE, NYNORSK, "Pris ikkje oppgitt"),
        (Price(Cost.PAID), BOKMAL, "Koster noe"),
        (Price(Cost.PAID, 32500, unit=PriceUnit.SEASON), BOKMAL, "kr 325 per sesong"),
        (Price(Cost.PAID, 32500, unit=PriceUnit.SEASON), ENGLISH, "NOK 325 per season"),
        (Price(Cost.PAID, 125050), BOKMAL, "kr 1 250,50"),
        (Price(Cost.PAID, 2000, "EUR"), BOKMAL, "EUR 20"),
    ],
)
def test_a_price_is_said_with_its_unit_and_never_guessed(price: Price, language: Language, words: str) -> None:
    assert price_words(price, language).replace("\N{NO-BREAK SPACE}", " ") == words


def test_membership_is_said_when_it_is_known() -> None:
    assert membership_words(Price(Cost.PAID, 32500, membership_ore=20000), BOKMAL) == "Medlemskap er med i prisen: kr\N{NO-BREAK SPACE}200"
    assert membership_words(Price(Cost.FREE, 0, membership_ore=0), BOKMAL) == "Krever ikke medlemskap"
    assert membership_words(FREE, BOKMAL) is None


@pytest.mark.parametrize(
    ("booking", "opens", "deadline", "words"),
    [
        (Booking.DROP_IN, None, None, "Bare møt opp"),
        (Booking.UNKNOWN, None, None, "Påmelding ikke oppgitt"),
        (Booking.REQUIRED, None, None, "Krever påmelding"),
        (Booking.REQUIRED, None, date(2026, 9, 20), "Påmelding til 20. september"),
        (Booking.REQUIRED, None, TODAY, "Påmelding til 1. september"),
        (Booking.REQUIRED, None, date(2026, 8, 20), "Påmeldingsfristen var 20. august"),
        (Booking.REQUIRED, date(2027, 1, 3), date(2027, 1, 20), "Påmeldingen åpner 3. januar 2027"),
        (Booking.UNKNOWN, None, date(2026, 9, 20), "Påmelding til 20. september"),
    ],
)
def test_sign_up_is_said_by_what_one_can_do_now(booking: Booking, opens: date | None, deadline: date | None, words: str) -> None:
    assert booking_words(booking, NB, opens=opens, deadline=deadline) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "50 m"), (904, "900 m"), (974, "950 m"), (975, "1 km"), (4234, "4,2 km"), (9949, "9,9 km"), (9950, "10 km"), (12400, "12 km")],
)
def test_a_distance_is_as_exact_as_it_is_useful(metres: float, words: str) -> None:
    assert distance_words(metres, BOKMAL) == words


def test_a_distance_says_from_where() -> None:
    assert distance_words(904, BOKMAL, origin="Hallingstad skole") == "900 m fra Hallingstad skole"
    assert distance_words(4234, ENGLISH, origin="Tranby") == "4.2 km from Tranby"


def test_trust_says_who_and_when() -> None:
    confirmed = date(2026, 8, 12)
    assert confirmed_words(confirmed, NB) == "Bekreftet av arrangøren 12. august"
    assert confirmed_words(confirmed, NB, by_staff=True) == "Bekreftet av kommunen 12. august"
    assert confirmed_words(confirmed, NB, for_period=False) == "Ikke bekreftet for denne ferien – spør arrangøren"
    assert confirmed_words(None, NB) == "Ikke bekreftet av arrangøren"
    assert confirmed_words(date(2025, 9, 12), NB) == "Bekreftet av arrangøren 12. september 2025"
