"""Every address that Krets writes into a page, made in one place; all begin at the root, `absolute` puts the public host before."""

from collections.abc import Iterable
from urllib.parse import urlencode

from catalog.listed import AnyOffer
from catalog.model import Municipality

Pairs = Iterable[tuple[str, str]]


def absolute(base_url: str, path: str) -> str:
    """The public address of a path."""
    return f"{base_url}{path}"


def with_query(path: str, pairs: Pairs) -> str:
    """The path with its parameters, those of one name side by side."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def municipality_path(slug: str) -> str:
    """The search page of a municipality."""
    return f"/{slug}/"


def search_path(slug: str, pairs: Pairs) -> str:
    """A search in a municipality."""
    return with_query(municipality_path(slug), pairs)


def calendar_path(slug: str, pairs: Pairs) -> str:
    """The calendar file that follows a search."""
    return with_query(f"/{slug}/calendar.ics", pairs)


def poster_path(slug: str, pairs: Pairs) -> str:
    """The poster of a holiday in a district, at a school or in all of a municipality."""
    return with_query(f"/{slug}/poster.pdf", pairs)


def offer_path(municipality: Municipality, offer: AnyOffer) -> str:
    """The page of an offer."""
    return offer_address(municipality.slug, offer.id, offer.slug)


def offer_address(slug: str, offer_id: int, offer_slug: str) -> str:
    """The page of an offer of which no more than its address is known."""
    return f"/{slug}/offers/{offer_id}-{offer_slug}"


def offer_calendar_path(municipality: Municipality, offer: AnyOffer) -> str:
    """The calendar file of an offer."""
    return f"{offer_path(municipality, offer)}.ics"


def short_offer_path(slug: str, offer_id: int) -> str:
    """The address of an offer as it stands on paper and in codes; it leads on to the whole one."""
    return f"/{slug}/offers/{offer_id}"


def saved_path(slug: str, ids: Iterable[int] = ()) -> str:
    """A list of chosen offers; without any, the list of the visitor's own browser."""
    chosen = ",".join(str(one) for one in ids)
    return f"/{slug}/saved?ids={chosen}" if chosen else f"/{slug}/saved"


def shapes_path(slug: str) -> str:
    """The areas of the school districts for a map, as GeoJSON."""
    return f"/{slug}/districts.geojson"


def organisation_path(slug: str, organisation: str) -> str:
    """The page of an organisation."""
    return f"/{slug}/organisations/{organisation}"


def district_path(slug: str, district: str) -> str:
    """The page of a school district."""
    return f"/{slug}/districts/{district}"


def school_path(slug: str, school: str) -> str:
    """The page of a school."""
    return f"/{slug}/schools/{school}"


def about_path(slug: str) -> str:
    """The page about the data and its sources."""
    return f"/{slug}/about"


def privacy_path(slug: str) -> str:
    """The page about privacy."""
    return f"/{slug}/privacy"


def fresh_path(slug: str) -> str:
    """The page for those who are new in the municipality."""
    return f"/{slug}/ny"


def youth_path(slug: str) -> str:
    """The page for those from 13 to 18 themselves."""
    return f"/{slug}/ung"


def help_path(slug: str) -> str:
    """The page of help and contacts."""
    return f"/{slug}/help"


def periods_path(slug: str) -> str:
    """The school calendar."""
    return f"/{slug}/periods"


def period_path(slug: str, period: str) -> str:
    """The page of one school holiday."""
    return f"{periods_path(slug)}/{period}"


def widget_path(slug: str, pairs: Pairs) -> str:
    """A search for a frame on somebody else's page."""
    return with_query(f"/{slug}/widget", pairs)


def sitemap_path(slug: str, part: int) -> str:
    """A part of a municipality's sitemap. At the root, since a sitemap may only name addresses below its own folder."""
    return f"/sitemap-{slug}-{part}.xml"


def api_search_path(slug: str, pairs: Pairs) -> str:
    """A search in a municipality as JSON."""
    return with_query(f"/api/v1/municipalities/{slug}/offers", pairs)


def suggest_path(slug: str, language: str) -> str:
    """Where a search field asks for suggestions; what is typed is added as `q`."""
    return with_query(f"/api/v1/municipalities/{slug}/suggest", [("lang", language)])


def api_offer_path(offer_id: int) -> str:
    """An offer as JSON."""
    return f"/api/v1/offers/{offer_id}"


def subscribe_path(slug: str, pairs: Pairs = ()) -> str:
    """The form that follows a search by mail."""
    return with_query(f"/{slug}/subscribe", pairs)


def subscribe_sent_path(slug: str) -> str:
    """What is said after the form, whatever becomes of it."""
    return f"/{slug}/subscribe/sent"


def subscription_path(slug: str, step: str, token: str) -> str:
    """A step of a subscription (`confirm` or `end`); the token stands where no log keeps it."""
    return with_query(f"/{slug}/subscription/{step}", [("token", token)])


def subscription_undo_path(slug: str) -> str:
    """Where an ended subscription is taken up again."""
    return f"/{slug}/subscription/undo"


def report_path(slug: str, offer_id: int) -> str:
    """The form for what is wrong with an offer."""
    return with_query(f"/{slug}/report", [("offer", str(offer_id))])


def missing_path(slug: str, pairs: Pairs = ()) -> str:
    """The form for what is missing, with the search that did not find it."""
    return with_query(f"/{slug}/missing", pairs)


def thanks_path(slug: str) -> str:
    """What is said after a report."""
    return f"/{slug}/report/thanks"


def map_address(lat: float, lon: float) -> str:
    """A point on OpenStreetMap, for whoever follows the link; nothing is fetched from there before."""
    return f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=17/{lat:.5f}/{lon:.5f}"
