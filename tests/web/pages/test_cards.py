"""Cards: the few lines by which a family chooses; what is unknown is said, never guessed."""

from datetime import date, timedelta

from catalog.clock import oslo_day
from catalog.drafts import AccessFact, OccurrenceDraft, OrganisationDraft, VenueDraft
from catalog.store.listed_offers import offers_by_id
from catalog.store.municipalities import municipality, school_calendar
from catalog.terms import AccessState, AccessTerm, OccurrenceStatus, PlaceKind
from catalog.values import FREE, AgeRange
from tests.web.world import AT_SCHOOL, World
from web.language import Language
from web.pages.cards import SHOWN_ACCESS, CardMaker
from web.view import Card, TrustState
from web.wording.dates import Speech


def card(
    world: World, offer_id: int, *, period: str | None = None, asked: tuple[AccessTerm, ...] = (), distance_m: float | None = None
) -> Card:
    now = world.clock.now()
    with world.krets.database.reading() as session, world.client.application.test_request_context("/lier/"):
        lier = municipality(session, "lier")
        holiday = school_calendar(lier).by_slug(period) if period else None
        maker = CardMaker(lier, Speech(Language("nb"), oslo_day(now)), now, holiday, asked=asked, origin="Tranby")
        return maker.card(offers_by_id(session, [offer_id])[0], distance_m)


def test_of_an_offer_that_says_nothing_everything_is_said_to_be_unknown(world: World) -> None:
    shown = card(world, world.offer("Kor"))
    assert (shown.organiser, shown.alert, shown.access_tags) == (None, None, ())
    assert shown.price == "Pris ikke oppgitt" and not shown.price_is_free
    assert shown.when == "Tid ikke oppgitt" and shown.place == "Sted ikke oppgitt"
    assert "ikke oppgitt" in shown.age and shown.trust.state is TrustState.UNKNOWN


def test_what_is_known_is_said_in_words(world: World) -> None:
    offer = world.offer(
        "Fotball",
        place=AT_SCHOOL,
        venue=VenueDraft("Tranbyhallen"),
        organisation=OrganisationDraft("Ballklubben"),
        price=FREE,
        ages=AgeRange(6, 9),
    )
    shown = card(world, offer)
    assert shown.url == world.path(offer)
    assert (shown.organiser, shown.price_is_free, shown.place) == ("Ballklubben", True, "Tranbyhallen, Hallingstad")
    assert "6" in shown.age and "9" in shown.age
    assert "Tranby" in card(world, offer, distance_m=1_234).place and "Hallingstad" not in card(world, offer, distance_m=1_234).place


def test_a_home_is_never_named(world: World) -> None:
    offer = world.offer("Strikkekveld", venue=VenueDraft(address="Lia 3", hidden=True), place_kind=PlaceKind.HOME)
    assert "Lia" not in card(world, offer).place


def test_asked_access_stands_first_and_only_what_is_surely_there(world: World) -> None:
    yes, no = AccessFact(AccessState.YES), AccessFact(AccessState.NO)
    facts = {AccessTerm.HEARING_LOOP: yes, AccessTerm.QUIET: yes, AccessTerm.STEP_FREE_ENTRANCE: yes, AccessTerm.ASSISTANCE_DOG: no}
    offer = world.offer("Kor", access=facts)
    assert card(world, offer).access_tags == ("Kommer inn uten trinn", "Rolig og lite støy")
    assert card(world, offer, asked=(AccessTerm.HEARING_LOOP,)).access_tags[0] == "Teleslynge"
    assert len(card(world, offer).access_tags) == SHOWN_ACCESS


def test_a_confirmation_counts_for_its_period_and_grows_old(world: World) -> None:
    offer = world.offer("Kor", confirmed_on=date(2026, 11, 1), confirmed_period="winter-2027")
    assert card(world, offer).trust.state is TrustState.CONFIRMED
    assert card(world, offer, period="winter-2027").trust.state is TrustState.CONFIRMED
    assert card(world, offer, period="easter-2027").trust.state is TrustState.CHECK
    world.clock.instant += timedelta(days=200)
    assert card(world, offer).trust.state is TrustState.CHECK


def test_a_cancelled_next_meeting_is_told_until_it_is_past(world: World) -> None:
    first = world.clock.now() + timedelta(days=2)
    meetings = (OccurrenceDraft(first, status=OccurrenceStatus.CANCELLED), OccurrenceDraft(first + timedelta(days=7)))
    offer = world.offer("Konsert", occurrences=meetings)
    assert (card(world, offer).alert or "").startswith("Avlyst ")
    world.clock.instant += timedelta(days=3)
    assert card(world, offer).alert is None
    gone = world.offer("Kor", cancelled=True)
    assert card(world, gone).alert == "Avlyst"


def test_the_language_of_foreign_words_is_told(world: World) -> None:
    assert card(world, world.offer("Choir", text_language="en")).lang == "en"
    assert card(world, world.offer("Kor", text_language="nb-NO")).lang is None
