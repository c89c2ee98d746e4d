"""Where a page stands and whose it is, for machines, as schema.org JSON-LD: breadcrumbs, organisations, schools.

What is not known is left out, and nothing is told that the page does not show. Pure: plain values in, plain values out.
"""

from collections.abc import Iterable, Mapping

from catalog.model import Municipality, Organisation, School
from catalog.terms import OrganiserKind

JsonObject = dict[str, object]
CONTEXT = "https://schema.org"
TYPES = {OrganiserKind.MUNICIPAL: "GovernmentOrganization", OrganiserKind.VOLUNTARY: "NGO"}


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> JsonObject:
    """The way from the municipality's page to this one: words and absolute address of each step."""
    listed = [{"@type": "ListItem", "position": number, "name": words, "item": url} for number, (words, url) in enumerate(steps, start=1)]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": listed}


def organisation_ld(found: Organisation, url: str, website: str | None) -> JsonObject:
    """An organisation; its number is that of Enhetsregisteret."""
    number = {"@type": "PropertyValue", "propertyID": "organisasjonsnummer", "value": found.number} if found.number else None
    return _known(
        {
            "@context": CONTEXT,
            "@type": TYPES.get(found.kind, "Organization") if found.kind else "Organization",
            "@id": url,
            "name": found.name,
            "url": website or url,
            "identifier": number,
            "telephone": found.phone,
            "email": found.email,
        }
    )


def school_ld(found: School, municipality: Municipality, url: str) -> JsonObject:
    """A school with its address and point."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": found.address,
        "postalCode": found.postcode,
        "addressLocality": found.city,
        "addressRegion": municipality.name,
        "addressCountry": "NO",
    }
    placed = found.lat is not None and found.lon is not None
    point = {"@type": "GeoCoordinates", "latitude": found.lat, "longitude": found.lon} if placed else None
    school = {"@context": CONTEXT, "@type": "School", "@id": url, "url": url, "name": found.name, "address": _known(address), "geo": point}
    return _known(school)


def _known(values: Mapping[str, object]) -> JsonObject:
    return {key: value for key, value in values.items() if value is not None}
