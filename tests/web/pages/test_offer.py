"""The offer page: its address, its end, what it says of what is known, and above all of what is not."""

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from catalog.drafts import OccurrenceDraft, OrganisationDraft, SeriesDraft, VenueDraft
from catalog.terms import Author, Booking, Kind, OccurrenceStatus, PlaceKind, Status
from catalog.values import FREE, AgeRange
from tests.web.world import AT_SCHOOL, World

WEEKLY = (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30)),)
SATURDAY = OccurrenceDraft(datetime(2026, 11, 28, 10, tzinfo=UTC), datetime(2026, 11, 28, 12, tzinfo=UTC))


def words_of(page: str) -> str:
    """The page's text without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL))


def test_a_wrong_word_in_the_address_leads_to_the_right_one_with_its_query(world: World) -> None:
    offer_id = world.offer("Fotball på løkka")
    for wrong in (f"/lier/offers/{offer_id}-handball", f"/lier/offers/{offer_id}", f"/lier/offers/0{offer_id}-fotball-pa-lokka"):
        response = world.get(f"{wrong}?lang=en")
        assert (response.status_code, response.location) == (301, f"/lier/offers/{offer_id}-fotball-pa-lokka?lang=en")


def test_another_municipalitys_address_leads_home(world: World) -> None:
    offer_id = world.offer("Sjakk")
    assert world.get(f"/lorenskog/offers/{offer_id}-sjakk").location == f"/lier/offers/{offer_id}-sjakk"
    assert world.get(f"/nowhere/offers/{offer_id}-sjakk").status_code == 404


def test_a_merged_offer_leads_to_what_it_was_merged_into_and_a_circle_ends(world: World) -> None:
    first, second, third = (world.offer(title) for title in ("Kor A", "Kor B", "Kor C"))
    world.change(first, merged_into_id=second, status=Status.ARCHIVED)
    world.change(second, merged_into_id=third)
    assert world.get(f"/lier/offers/{first}-kor-a").location == f"/lier/offers/{third}-kor-c"
    world.change(third, merged_into_id=first)
    assert world.get(f"/lier/offers/{first}-kor-a").status_code in {301, 404}


@pytest.mark.parametrize("state", [{"status": Status.DRAFT}, {"status": Status.ARCHIVED}, {"hidden_by": "staff:ann"}])
def test_what_families_may_not_see_is_not_found(world: World, state: dict[str, object]) -> None:
    offer_id = world.offer("Hemmelig tilbud")
    world.change(offer_id, **state)
    response = world.get(f"/lier/offers/{offer_id}-hemmelig-tilbud")
    assert response.status_code == 404
    assert "Hemmelig" not in response.text


@pytest.mark.parametrize("number", ["999", "2147483647", "99999999999999999999", "-1", "x"])
def test_a_number_that_is_no_offer_is_not_found(world: World, number: str) -> None:
    assert world.get(f"/lier/offers/{number}-noe").status_code == 404


def test_an_ended_offer_says_so_is_kept_from_search_engines_and_names_others(world: World) -> None:
    ended = world.offer("Strikkekafé", categories=("crafts",), place=AT_SCHOOL, venue=VenueDraft("Biblioteket"), series=WEEKLY)
    world.offer("Sykurs", categories=("crafts",))
    world.change(ended, status=Status.ENDED, ended_on=date(2026, 11, 1))
    page = world.page(ended)
    assert "Dette tilbudet er avsluttet." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Sykurs" in page and "Legg i kalenderen" not in page and "Datoer" not in words_of(page)
    assert 'rel="canonical"' not in page


def test_an_offer_whose_last_day_has_passed_is_over_for_a_year_and_then_gone(world: World) -> None:
    offer_id = world.offer("Sommerleir", occurrences=(SATURDAY,))
    world.clock.instant = datetime(2026, 11, 28, 22, tzinfo=UTC)
    assert "er over" not in world.page(offer_id)
    world.clock.instant = datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert "Dette tilbudet er over. Siste gang var 28. november." in world.page(offer_id)
    world.clock.instant = datetime(2027, 11, 28, 12, tzinfo=UTC)
    assert world.get(world.path(offer_id)).status_code == 200
    world.clock.instant = datetime(2027, 11, 29, 12, tzinfo=UTC)
    assert world.get(world.path(offer_id)).status_code == 410


def test_a_cancelled_offer_says_so_and_offers_no_sign_up(world: World) -> None:
    page = world.page(world.offer("Disko", cancelled=True, occurrences=(SATURDAY,), booking_url="https://disko.example/"))
    assert "Tilbudet er avlyst" in page
    assert "https://disko.example/" not in words_of(page) and "Meld på" not in page
    assert json_ld(page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_offer_of_which_nothing_is_known_says_so_in_words(world: World) -> None:
    page = world.page(world.offer("Noe rart"))
    words = words_of(page)
    unknown = ("Tid", "Alder", "Pris", "Sted", "Påmelding", "Arrangør", "Kommer inn uten trinn:", "HC-toalett:", "Teleslynge:")
    assert [what for what in unknown if f"{what} ikke oppgitt" not in words] == []
    assert "Kontakt Ikke oppgitt" in words
    for lie in ("Gratis", "For alle", "Åpent for alle", ": ja", "Kan delta i rullestol"):
        assert lie not in words, lie


def test_a_description_cannot_run_anything(world: World) -> None:
    evil = '<p>Hei</p><script>alert(1)</script><a href="javascript:alert(2)">x</a><img src=x onerror=alert(3)><h1>Stort</h1>'
    page = world.page(world.offer("</script><script>alert(4)</script>", description=evil, url="javascript:alert(5)", booking_url="data:x"))
    assert "<p>Hei</p>" in page and "<h2>Stort</h2>" in page
    assert not re.search(r"<script>alert|javascript:|onerror|data:x", page.replace("image/svg", ""))
    assert page.count("</script>") == 3
    assert json_ld(page)["name"] == "</script><script>alert(4)</script>"


def test_plain_text_becomes_paragraphs(world: World) -> None:
    page = world.page(world.offer("Kor", description="5 < 6 & 7\n\nAndre avsnitt"))
    assert "<p>5 &lt; 6 &amp; 7</p>" in page and "<p>Andre avsnitt</p>" in page


def test_foreign_words_bear_their_language_and_the_pages_own_do_not(world: World) -> None:
    offer_id = world.offer("Story time", summary="Songs", description="We sing.", text_language="en", food="Fruit")
    page = world.page(offer_id)
    assert '<h1 id="tittel" lang="en">Story time</h1>' in page and '<dd lang="en">Fruit</dd>' in page
    assert 'lang="en">Story time' not in world.page(offer_id, "en")


def test_the_dates_beyond_eight_are_folded_away_and_unsure_ones_say_ask(world: World) -> None:
    page = world.page(world.offer("Fotball", series=WEEKLY))
    shown, _, folded = page.partition("<summary>")
    assert shown.count("<time") == 8 and folded.count("<time") > 15
    assert '<time datetime="2026-11-24T17:00:00+01:00">tirsdag 24. november, kl.\N{NO-BREAK SPACE}17–18.30</time>' in shown
    assert "Juleferien – spør arrangøren" in page and "Spør arrangøren om det er fri i skolens ferier" in page


def test_cancelled_moved_and_full_dates_are_marked(world: World) -> None:
    dates = [
        OccurrenceDraft(datetime(2026, 12, day, 16, tzinfo=UTC), status=OccurrenceStatus(status), note=note)
        for day, status, note in ((1, "cancelled", "Hallen er stengt"), (2, "moved", None), (3, "full", None), (4, "scheduled", None))
    ]
    page = world.page(world.offer("Turn", occurrences=tuple(dates)))
    assert re.findall(r"</time> <strong>(\w+)</strong>", page) == ["Avlyst", "Flyttet", "Fullt"]
    assert "Hallen er stengt" in page and "Avlyst 1. desember" in page


def test_one_plain_date_is_told_once(world: World) -> None:
    page = world.page(world.offer("Teater", occurrences=(SATURDAY,)))
    assert "<time" not in page and "Lørdag 28. november, kl.\N{NO-BREAK SPACE}11–13" in page


def test_the_way_back_is_the_visitors_own_search_or_the_municipalitys_page(world: World) -> None:
    offer_id = world.offer("Sjakk")
    path = world.path(offer_id)
    came = world.get(path, Referer="https://krets.example/lier/?q=sjakk&cost=free").text
    assert '<a class="back" href="/lier/?q=sjakk&amp;cost=free">' in came
    for elsewhere in ("https://evil.example/lier/?q=x", "https://krets.example/lorenskog/?q=x", "https://[", "https://krets.example/lier/"):
        assert '<a class="back" href="/lier/">' in world.get(path, Referer=elsewhere).text


def test_the_page_is_kept_by_the_browser_until_it_changes(world: World) -> None:
    path = world.path(world.offer("Sjakk"))
    etag = world.get(path).headers["ETag"]
    assert world.get(path, **{"If-None-Match": etag}).status_code == 304
    assert world.get(path, **{"If-None-Match": etag, "Accept-Language": "en"}).status_code == 200


def test_the_organiser_the_source_and_who_confirmed_are_named(world: World) -> None:
    organiser = OrganisationDraft("Tranby Ballklubb", url="https://ball.example/", email="post@ball.example")
    offer_id = world.offer("Fotball", organisation=organiser, url="https://ball.example/fotball", confirmed_on=date(2026, 9, 12))
    page = world.page(offer_id)
    assert '<a href="/lier/organisations/tranby-ballklubb?lang=nb">Tranby Ballklubb</a>' in page
    assert "mailto:post@ball.example" in page
    assert re.search(r'Hentet fra <a href="https://ball.example/fotball">Idrettsrådets liste</a>, sist lest i dag kl. 06.10', page)
    assert "Bekreftet av arrangøren 12. september" in page
    world.change(offer_id, confirmed_by=Author.STAFF)
    assert "Bekreftet av kommunen 12. september" in world.page(offer_id)


def test_a_home_shows_neither_name_address_nor_point(world: World) -> None:
    home = VenueDraft("Hos Kari", "Hemmeligveien 5", "3408", "Tranby", hidden=True)
    page = world.page(world.offer("Gitar", venue=home, place=AT_SCHOOL, place_kind=PlaceKind.HOME, occurrences=(SATURDAY,)))
    for secret in ("Kari", "Hemmeligveien", "59.84", "10.23", "openstreetmap"):
        assert secret not in page, secret
    assert "Hjemme hos noen" in page and "Arrangøren forteller deg adressen" in page


def test_a_place_has_its_address_map_and_district_with_its_border_called_approximate(world: World) -> None:
    page = world.page(world.offer("Fotball", venue=VenueDraft("Tranbyhallen", "Tranby torg 5", "3408", "Tranby"), place=AT_SCHOOL))
    assert "Tranbyhallen, Tranby torg 5, 3408 Tranby" in page and "mlat=59.84120&amp;mlon=10.23310" in page
    assert "Skolekrets: Hallingstad (omtrentlig grense)" in page


def test_districts_and_schools_that_it_is_open_to_are_linked(world: World) -> None:
    page = world.page(world.offer("Leksehjelp", open_to_districts=("Egge",), open_to_schools=("Hallingstad skole",)))
    assert "For barn fra Egge</a>" in page and "/lier/schools/hallingstad-skole" in page


def test_a_sign_up_that_leads_nowhere_any_more_has_no_button(world: World) -> None:
    def page(**fields: Any) -> str:  # noqa: ANN401  any field of a draft
        return world.page(world.offer("Kurs", booking=Booking.REQUIRED, booking_url="https://kurs.example/", **fields))

    assert "Meld på hos arrangøren" in page()
    assert "Meld på hos arrangøren" in page(booking_deadline=date(2026, 11, 22))
    late = page(booking_deadline=date(2026, 11, 21))
    assert "Meld på hos arrangøren" not in late and "Påmeldingsfristen var 21. november" in late


def test_similar_offers_leave_out_those_surely_for_others(world: World) -> None:
    offer_id = world.offer("Fotball", categories=("football",), ages=AgeRange(6, 9))
    world.offer("Fotball for ungdom", categories=("football",), ages=AgeRange(13, 16))
    world.offer("Løkkefotball", categories=("football",), price=FREE)
    page = world.page(offer_id)
    assert "Løkkefotball" in page and "Fotball for ungdom" not in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_of_offer_has_a_page_in_every_language(world: World, language: str) -> None:
    for kind in Kind:
        assert world.page(world.offer(f"Tilbud {kind}", kind=kind, series=WEEKLY), language)


def json_ld(page: str) -> dict[str, object]:
    """The page's JSON-LD."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def test_the_publishers_words_are_quoted_only_where_they_say_more(world: World) -> None:
    same = world.page(world.offer("A", series=WEEKLY, when_words="Hver tirsdag kl 17-18.30", ages=AgeRange(6, 9), age_words="6-9"))
    assert "«" not in words_of(same)
    more = world.page(world.offer("B", series=WEEKLY, when_words="Tirsdager, men ikke i uke 50"))
    assert "«Tirsdager, men ikke i uke 50»" in more
