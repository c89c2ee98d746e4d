"""JSON-LD of pages other than offers: breadcrumbs, organisations and schools, with properties that schema.org gives them."""

import json
import re
from typing import Any

from sqlalchemy import update

from catalog.drafts import OrganisationDraft
from catalog.model import Organisation, School
from catalog.terms import OrganiserKind
from tests.web.world import BASE, World

ALLOWED = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url", "identifier", "telephone", "email"},
    "GovernmentOrganization": {"name", "url", "identifier", "telephone", "email"},
    "NGO": {"name", "url", "identifier", "telephone", "email"},
    "PropertyValue": {"propertyID", "value"},
    "School": {"name", "url", "address", "geo"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
}
"""The properties of https://schema.org (version 29) that Krets writes, by the type that bears them."""


def described(world: World, path: str) -> dict[str, dict[str, Any]]:
    """The descriptions on a page by their type, each checked."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', world.get(path).text)
    found = [json.loads(block) for block in blocks]
    for one in found:
        assert one["@context"] == "https://schema.org"
        check(one)
    return {one["@type"]: one for one in found}


def check(thing: dict[str, Any]) -> None:
    """Fails for a property that its type has not, or an empty one."""
    assert set(thing) - {"@type", "@id", "@context"} <= ALLOWED[thing["@type"]], thing
    for value in thing.values():
        assert value not in (None, "", [], {})
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                check(inner)


def test_breadcrumbs_lead_from_the_municipality_to_the_page(world: World) -> None:
    path = world.path(world.offer("Kor"))
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', world.get(path).text)
    crumbs = next(one for one in map(json.loads, blocks) if one["@type"] == "BreadcrumbList")
    check(crumbs)
    steps = [(one["position"], one["name"], one["item"]) for one in crumbs["itemListElement"]]
    assert steps == [(1, "Fritid i Lier", f"{BASE}/lier/"), (2, "Kor", f"{BASE}{path}")]


def test_an_organisation_tells_what_its_page_shows(world: World) -> None:
    world.offer("Kor", organisation=OrganisationDraft("Korlaget", kind=OrganiserKind.VOLUNTARY, phone="32 00 00 00"))
    with world.krets.database.transaction() as session:
        session.execute(update(Organisation).values(number="987654321", url="javascript:x"))
    told = described(world, "/lier/organisations/korlaget")["NGO"]
    assert told["url"] == f"{BASE}/lier/organisations/korlaget" and told["telephone"] == "32 00 00 00" and "email" not in told
    assert told["identifier"]["value"] == "987654321"


def test_a_school_without_a_point_or_an_address_tells_none(world: World) -> None:
    full = described(world, "/lier/schools/hallingstad-skole")["School"]
    assert full["geo"]["latitude"] == 59.8412 and full["address"]["streetAddress"] == "Skoleveien 1"
    with world.krets.database.transaction() as session:
        session.execute(update(School).values(address=None, postcode=None, city=None, lat=None, lon=None))
    bare = described(world, "/lier/schools/hallingstad-skole")["School"]
    assert "geo" not in bare and set(bare["address"]) == {"@type", "addressRegion", "addressCountry"}


def test_districts_and_holidays_stand_below_the_municipality(world: World) -> None:
    for path in ("/lier/districts/egge", "/lier/periods/winter-2027"):
        assert described(world, path)["BreadcrumbList"]["itemListElement"][1]["item"] == f"{BASE}{path}"
