"""The page of an organisation: what kind of body it is, how to reach it, and what it offers. Internal contacts never show."""

from flask import Response, g

from catalog.model import Organisation
from catalog.store.offer_lists import offers_of_organisation
from catalog.store.places import organisation
from catalog.terms import Answer, RegisterState
from web.frame import frame_for, page_response
from web.labels import label
from web.language import mark
from web.links import organisation_path
from web.pages.json_ld_site import JsonObject, organisation_ld
from web.pages.offer_facts_view import contact_lines
from web.pages.offer_groups import Grouping, grouping
from web.pages.telling import web_address
from web.pages.trail import public, trail
from web.view import Fact, FactLine, Head, ListPage

POLICE_CERTIFICATE = {
    Answer.YES: mark("Krever politiattest av voksne som er med barna"),
    Answer.NO: mark("Krever ikke politiattest"),
}
NO_LONGER = mark("Ikke lenger registrert i Enhetsregisteret. Spør før dere møter opp.")
CLOSING = mark("Står som under avvikling i Enhetsregisteret. Spør før dere møter opp.")
REGISTER_NOTICES = {
    RegisterState.DELETED: NO_LONGER,
    RegisterState.NOT_LISTED: NO_LONGER,
    RegisterState.BANKRUPT: CLOSING,
    RegisterState.WINDING_UP: CLOSING,
}


def organisation_page(municipality: str, slug: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page of one organisation; 404 for an unknown one."""
    found, told = organisation(g.session, g.municipality.id, slug), grouping()
    offers = offers_of_organisation(g.session, told.listing(), found.id)
    empty = told.gettext("Ingen tilbud fra denne arrangøren ligger ute nå.")
    page = ListPage(
        frame=frame_for(Head(found.name, json_ld=_described(told, found)), g.municipality),
        title=found.name,
        back=told.home(),
        groups=(told.group(told.gettext("Tilbud"), offers, empty, ("organisation", found.slug)),),
        facts=_facts(told, found),
    )
    return page_response(page)


def _described(told: Grouping, found: Organisation) -> tuple[JsonObject, ...]:
    path = organisation_path(told.municipality.slug, found.slug)
    return trail(told.municipality, found.name, path), organisation_ld(found, public(path), web_address(found.url))


def _facts(told: Grouping, found: Organisation) -> tuple[Fact, ...]:
    rows = (
        Fact("building-2", told.gettext("Arrangør"), _kind(told, found)),
        Fact("shield-check", told.gettext("Trygghet"), _safety(told, found)),
        Fact("phone", told.gettext("Kontakt"), _contact(told, found)),
    )
    return tuple(row for row in rows if row.lines)


def _kind(told: Grouping, found: Organisation) -> tuple[FactLine, ...]:
    kind = label(found.kind, told.speech.language) if found.kind else told.gettext("Type arrangør ikke oppgitt")
    lines = [FactLine(kind)]
    if found.number:
        number = "\N{NO-BREAK SPACE}".join((found.number[:3], found.number[3:6], found.number[6:]))
        lines.append(FactLine(told.gettext("Organisasjonsnummer %(number)s", number=number), quiet=True))
    if found.register_state is not None and (notice := REGISTER_NOTICES.get(found.register_state)):
        lines.append(FactLine(told.gettext(notice)))
    return tuple(lines)


def _safety(told: Grouping, found: Organisation) -> tuple[FactLine, ...]:
    words = POLICE_CERTIFICATE.get(found.police_certificate)
    return (FactLine(told.gettext(words)),) if words else ()


def _contact(told: Grouping, found: Organisation) -> tuple[FactLine, ...]:
    lines = contact_lines(found.phone, found.email)
    if address := web_address(found.url):
        lines.append(FactLine(told.gettext("Nettsiden til arrangøren"), address))
    return tuple(lines) or (FactLine(told.gettext("Ikke oppgitt")),)
