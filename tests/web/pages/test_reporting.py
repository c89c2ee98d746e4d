"""Reporting what is wrong or missing: without a word of who says it, bounded, counted nowhere, shown to nobody."""

import pytest
from sqlalchemy import select

from catalog.model import Report
from catalog.report_terms import ReportTopic
from tests.web.letters import send
from tests.web.world import World
from web.pages.reporting import A_DAY_FROM_A_NETWORK


def reports(world: World) -> list[Report]:
    with world.krets.database.reading() as session:
        return list(session.scalars(select(Report).order_by(Report.id)))


def test_an_offers_page_leads_to_the_form_which_names_the_offer(world: World) -> None:
    number = world.offer("Kor")
    assert f'href="/lier/report?offer={number}&amp;lang=nb"' in world.page(number)
    page = world.get(f"/lier/report?offer={number}").text
    assert "Er noe feil?" in page and "Kor" in page and "Ikke skriv navn" in page
    assert page.count('type="radio"') == 4 and " checked" not in page


def test_a_report_is_stored_with_its_topic_and_thanked_for(world: World) -> None:
    number = world.offer("Kor")
    response = send(world, f"/lier/report?offer={number}", topic="closed", text=" Laget er\nlagt ned ")
    assert (response.status_code, response.headers["Location"]) == (303, "/lier/report/thanks")
    assert "Takk for at du sa fra" in world.get("/lier/report/thanks").text
    [report] = reports(world)
    assert (report.offer_id, report.topic, report.text) == (number, ReportTopic.CLOSED, "Laget er\nlagt ned")
    assert "lagt ned" not in world.page(number), "nobody else sees it"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "x"}, "Velg det som passer best."),
        ({"topic": "no-offer"}, "Velg det som passer best."),
        ({"topic": "other", "text": "x" * 501}, "Skriv kortere, høyst 500 tegn."),
        ({"topic": "other", "tomt": "x"}, "La dette feltet stå tomt."),
    ],
)
def test_what_is_wrong_with_the_form_is_said_where_it_stands_and_nothing_is_lost(world: World, fields: dict[str, str], said: str) -> None:
    number = world.offer("Kor")
    response = send(world, f"/lier/report?offer={number}", **fields)
    assert response.status_code == 400 and said in response.text and fields.get("text", "") in response.text
    assert reports(world) == []


def test_what_is_missing_is_kept_as_filters_and_not_as_words(world: World) -> None:
    search = "q=hemmelig+ishockey&age=14&district=egge&period=winter&near=Skoleveien+1&access=quiet"
    page = world.get(f"/lier/missing?{search}").text
    assert "Vi sender med hva du lette etter: Ishockey, 13–15 år, Egge, Vinterferien, uke 8." in page
    form = page[page.index('<form class="sending"') :]
    assert "hemmelig" not in form and "Skoleveien" not in form and "quiet" not in form
    assert send(world, "/lier/missing", category="ice-hockey", band="13-15", district="egge", period="winter-2027").status_code == 303
    [report] = reports(world)
    kept = (report.topic, report.categories, report.bands, report.districts, report.period, report.text, report.offer_id)
    assert kept == (ReportTopic.NO_OFFER, ["ice-hockey"], ["13-15"], ["egge"], "winter-2027", "", None)


def test_a_school_counts_as_its_district(world: World) -> None:
    assert 'name="district" value="hallingstad"' in world.get("/lier/missing?school=hallingstad-skole").text


def test_fields_that_are_no_words_of_ours_are_left_out(world: World) -> None:
    send(world, "/lier/missing", category="<b>x</b>", band="4-5", district="oslo", period="never", text="Sjakk")
    [report] = reports(world)
    assert (report.categories, report.bands, report.districts, report.period, report.text) == ([], [], [], None, "Sjakk")


def test_a_search_that_finds_little_leads_to_the_form(world: World) -> None:
    world.drain()
    assert 'href="/lier/missing?category=ice-hockey"' in world.get("/lier/?category=ice-hockey").text


@pytest.mark.parametrize("offer", ["", "0", "x", "999", "9" * 30, "١", "-1"])
def test_an_offer_that_families_do_not_see_cannot_be_reported(world: World, offer: str) -> None:
    for response in (world.get(f"/lier/report?offer={offer}"), send(world, f"/lier/report?offer={offer}", topic="other")):
        assert response.status_code == 404
    assert reports(world) == []


def test_an_offer_of_another_municipality_is_not_found_here(world: World) -> None:
    assert world.get(f"/lorenskog/report?offer={world.offer('Kor')}").status_code == 404


def test_a_form_of_another_site_is_refused_in_plain_words(world: World) -> None:
    response = send(world, "/lier/missing", {"Origin": "https://evil.example", "Accept-Language": "nb"})
    assert response.status_code == 403 and "Skjemaet kom fra en annen side" in response.text


def test_a_network_has_a_limit(world: World) -> None:
    codes = [send(world, "/lier/missing").status_code for _ in range(A_DAY_FROM_A_NETWORK + 1)]
    assert codes == [303] * A_DAY_FROM_A_NETWORK + [429]


def test_what_a_stranger_typed_is_inert_when_it_is_shown_again(world: World) -> None:
    page = send(world, "/lier/missing", text="</textarea><script>alert(1)</script>", tomt="x").text
    assert "<script>alert" not in page and "&lt;/textarea&gt;" in page
