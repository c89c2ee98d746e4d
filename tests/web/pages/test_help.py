"""Help and contacts: what the catalog holds, with how to reach it, and the numbers to ring."""

import re

from catalog.drafts import OrganisationDraft
from catalog.terms import Kind, Referral
from tests.web.world import World
from web.help_numbers import SOMEBODY, URGENT


def test_help_is_shown_with_its_contacts_and_family_support_once(world: World) -> None:
    office = OrganisationDraft("Familiens hus", phone="32 22 01 00")
    world.offer("Helsesykepleier", kind=Kind.HELP, categories=("family-support",), phone="40 00 00 01", email="hs@lier.example")
    world.offer("Foreldrekurs", kind=Kind.COURSE, categories=("parenting-course",), organisation=office, referral=Referral.REFERRAL)
    world.offer("Fotball", categories=("football",))
    world.drain()
    page = world.get("/lier/help").text
    assert re.findall(r'<h3[^>]*><a href="/lier/offers/\d+-\w+">([^<]+)', page) == ["Helsesykepleier", "Foreldrekurs"]
    for fact in ('href="tel:40000001"', 'href="mailto:hs@lier.example"', 'href="tel:32220100"', "Etter henvisning"):
        assert fact in page, fact


def test_help_that_cannot_be_reached_says_that_its_contact_is_not_given(world: World) -> None:
    world.offer("Leksevenn", kind=Kind.HELP)
    world.drain()
    assert "Kontakt ikke oppgitt" in world.get("/lier/help").text


def test_an_empty_catalog_says_so_and_still_has_the_numbers(world: World) -> None:
    page = world.get("/lier/help").text
    assert "Ingen tilbud er lagt inn ennå." in page
    assert all(f'href="{one.url}"' in page and one.meaning in page for one in (*URGENT, *SOMEBODY))
    assert "Vi sjekket numrene sist 22. november." in page


def test_a_hidden_offer_and_words_of_a_stranger_do_no_harm(world: World) -> None:
    hidden = world.offer("Skjult hjelp", kind=Kind.HELP)
    world.offer("<script>alert(1)</script>", kind=Kind.HELP, summary="<img src=x onerror=alert(1)>")
    world.drain()
    world.change(hidden, hidden_by="staff:ann")
    page = world.get("/lier/help").text
    assert "Skjult hjelp" not in page and "<script>alert" not in page and "<img" not in page
