"""Every word of the offer page that is not the publisher's is in the page's language, however much is known of the offer."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from catalog.drafts import AccessFact, OccurrenceDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.terms import AccessState, AccessTerm, AgeBasis, Answer, Booking, Cost, Group, OccurrenceStatus, OrganiserKind, Referral
from catalog.values import AgeRange, Price
from tests.web.pages.test_offer import words_of
from tests.web.world import IN_EGGE, World

WEEKLY = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30))
FULL = OccurrenceDraft(datetime(2026, 12, 5, 10, tzinfo=UTC), status=OccurrenceStatus.FULL)
MUCH: dict[str, Any] = {
    "series": (WEEKLY,),
    "occurrences": (FULL,),
    "ages": AgeRange(6, 9),
    "age_basis": AgeBasis.BIRTH_YEAR,
    "audience": (),
    "group": Group.GIRLS,
    "referral": Referral.OPEN,
    "parent_stays": Answer.YES,
    "trial": Answer.YES,
    "price": Price(Cost.PAID, membership_ore=20000),
    "sibling_price": "kr 100",
    "schemes": ("leisure-card", "equipment-loan"),
    "booking": Booking.REQUIRED,
    "booking_opens": date(2026, 12, 1),
    "booking_deadline": date(2026, 12, 20),
    "booking_url": "https://ball.example/",
    "unlimited": True,
    "languages": ("nb", "uk", "nsl"),
    "organisation": OrganisationDraft("Klubb", kind=OrganiserKind.VOLUNTARY, url="https://ball.example/"),
    "co_organisers": (OrganisationDraft("Koret"),),
    "access": {AccessTerm.QUIET: AccessFact(AccessState.PARTLY)},
    "open_to_districts": ("Hallingstad",),
}
BOKMAL = [
    "Til og med",
    "skolens",
    "Spør",
    "Søsken",
    "Trenger",
    "regnes",
    "omtrentlig",
    "Fristen",
    "voksen",
    "prøve",
    "Fritidskortet",
    "lånes",
    "Krever",
    "Påmelding",
    "plass",
    "tegnspråk",
    "ukrainsk",
    "Nettsiden",
    "Oppgitt",
    "delvis",
    "For barn",
    "Skolekrets",
    "ikke",
    "frivillig",
    "Fullt",
    "Hentet",
    "lest",
    "Bekreftet",
    "Meld på",
    "Legg i",
    "Tilbake",
    "Sammen",
    "Bare",
]


@pytest.mark.parametrize("follows", list(Answer))
def test_an_english_page_has_no_norwegian_words_of_its_own(world: World, follows: Answer) -> None:
    offer_id = world.offer("Ball", venue=VenueDraft("Hall"), place=IN_EGGE, follows_school_calendar=follows, **MUCH)
    words = words_of(world.page(offer_id, "en"))
    assert [one for one in BOKMAL if one in words] == []
    assert "School district: Egge" in words


def test_a_norwegian_page_says_the_same_in_its_own_words(world: World) -> None:
    words = words_of(world.page(world.offer("Ball", venue=VenueDraft("Hall"), place=IN_EGGE, **MUCH)))
    expected = ("Til og med 15. juni 2027", "Søsken: kr 100", "Fritidskortet kan brukes", "Alderen regnes etter fødselsår",
                "Trenger ikke henvisning", "Fristen er 20. desember", "Norsk, ukrainsk og norsk tegnspråk")  # fmt: skip
    assert [one for one in expected if one not in words] == []


def test_an_empty_page_is_english_too(world: World) -> None:
    words = words_of(world.page(world.offer("Ball"), "en"))
    assert [one for one in ("oppgitt", "Arrangør", "Tid ", "Pris ", "Spør") if one in words] == []
