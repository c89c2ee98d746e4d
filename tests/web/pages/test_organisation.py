"""The page of an organisation: its offers and public contact, and nothing that is internal."""

import pytest
from sqlalchemy import update

from catalog.drafts import OrganisationDraft
from catalog.model import Organisation
from catalog.terms import Answer, OrganiserKind, RegisterState
from tests.web.pages.test_district import groups
from tests.web.world import World

CLUB = OrganisationDraft(
    "Tranby Ballklubb", "974760673", OrganiserKind.VOLUNTARY, "https://ball.example/", "post@ball.example", "+47 32 00 00 00"
)


def test_an_organisation_shows_what_it_offers_alone_and_beside_others(world: World) -> None:
    world.offer("Fotball", organisation=CLUB)
    world.offer("Ballskole", organisation=OrganisationDraft("Lier kommune"), co_organisers=(CLUB,))
    world.offer("Kor", organisation=OrganisationDraft("Koret"))
    page = world.get("/lier/organisations/tranby-ballklubb").text
    assert groups(page) == {"Tilbud": ["Ballskole", "Fotball"]}
    for fact in ("Frivillig organisasjon", "974\N{NO-BREAK SPACE}760\N{NO-BREAK SPACE}673", "tel:+4732000000", "mailto:post@ball.example"):
        assert fact in page, fact


def test_what_is_not_known_of_an_organisation_is_said(world: World) -> None:
    world.offer("Kor", organisation=OrganisationDraft("Koret"))
    page = world.get("/lier/organisations/koret").text
    assert "Type arrangør ikke oppgitt" in page and "<dd>Ikke oppgitt</dd>" in page and "politiattest" not in page


def test_internal_contacts_never_show_and_links_are_of_the_web(world: World) -> None:
    world.offer("Kor", organisation=OrganisationDraft("Koret"))
    with world.krets.database.transaction() as session:
        internal = {"internal_email": "kari@secret.example", "internal_name": "Kari", "internal_phone": "99999999"}
        session.execute(update(Organisation).values(url="javascript:alert(1)", police_certificate=Answer.YES, **internal))
    page = world.get("/lier/organisations/koret").text
    assert not any(secret in page for secret in ("secret", "Kari", "99999999", "javascript:"))
    assert "Krever politiattest" in page


def test_an_unknown_organisation_and_another_municipalitys_are_not_found(world: World) -> None:
    world.offer("Kor", organisation=OrganisationDraft("Koret"))
    assert world.get("/lier/organisations/noe").status_code == 404
    assert world.get("/lorenskog/organisations/koret").status_code == 404


@pytest.mark.parametrize("state", [None, *RegisterState])
def test_what_the_register_says_of_it_is_told_where_it_matters_to_those_who_come(world: World, state: RegisterState | None) -> None:
    world.offer("Fotball", organisation=CLUB)
    with world.krets.database.transaction() as session:
        session.execute(update(Organisation).values(register_state=state))
    page = world.get("/lier/organisations/tranby-ballklubb").text
    gone, closing = "Ikke lenger registrert i Enhetsregisteret" in page, "under avvikling i Enhetsregisteret" in page
    assert gone == (state in {RegisterState.DELETED, RegisterState.NOT_LISTED})
    assert closing == (state in {RegisterState.BANKRUPT, RegisterState.WINDING_UP})
    assert groups(page) == {"Tilbud": ["Fotball"]}
