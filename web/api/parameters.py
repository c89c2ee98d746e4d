"""What each search parameter means and takes, for the description of the interface.

The list itself is `search.filters.PARAMETERS`; a test holds that this table has exactly its names, and that what a schema here
allows is what the reader there takes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, HolidayKind, Kind, OrganiserKind, TimeOfDay, Weekday
from catalog.values import MAX_AGE, MAX_GRADE
from search.filters import MAX_PAGE, MAX_PER_PAGE, MAX_QUERY_LENGTH, MAX_QUERY_WORDS, MAX_RADIUS_M, PARAMETERS, Language, Sort, View
from search.parameters import MAX_VALUES, UNKNOWN
from web.api.schema_parts import Schema, day, text, whole, word


def _or_word_unknown(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "string", "const": UNKNOWN}], "description": f"{schema['description']} Or `unknown`."}


VALUES: Mapping[str, Schema] = MappingProxyType(
    {
        "q": text(
            "What is looked for, as people type it: words that say a filter are read as that filter (`understood` tells which), the "
            f"others are searched for. At most {MAX_QUERY_LENGTH} characters and {MAX_QUERY_WORDS} words are read."
        ),
        "age": _or_word_unknown(whole("A child's age in whole years.", 0, MAX_AGE)),
        "age_min": whole("Lower end of a span of ages that offers must overlap.", 0, MAX_AGE),
        "age_max": whole("Upper end of that span.", 0, MAX_AGE),
        "grade": _or_word_unknown(whole("A school grade; 8 is the first of lower secondary school.", 1, MAX_GRADE)),
        "grade_min": whole("Lower end of a span of grades that offers must overlap.", 1, MAX_GRADE),
        "grade_max": whole("Upper end of that span.", 1, MAX_GRADE),
        "audience": word("Whom the offer addresses.", Audience),
        "cost": word("`free` means nothing to pay at all; `unknown` that nobody has told.", Cost),
        "max_price": text(
            "The most to pay in kroner, required membership included; unknown prices do not fit.", pattern=r"^\d{1,7}([.,]\d{1,2})?$"
        ),
        "district": text("A school district by slug, where the offer is held or which it is open to; or `unknown`."),
        "school": text("A school by slug, of whose children the offer is for; or `unknown`."),
        "near": text("`lat,lon` in degrees, or a place name, address or postcode of the municipality."),
        "radius": whole("How far from `near`, in metres.", 1, MAX_RADIUS_M),
        "access": word("Something that is provided for sure; every one that is asked for must hold.", AccessTerm),
        "category": text("A subject by slug; a broader one includes its narrower ones."),
        "exclude_category": text("A subject by slug that is left out, with its narrower ones."),
        "kind": word("The form of the offer.", Kind),
        "period": text(
            "A school holiday in which something is held for sure: by slug, or the running or next one of a kind "
            f"({', '.join(kind for kind in HolidayKind if kind is not HolidayKind.PLANNING_DAY)}).",
            examples=["winter", "autumn-2026"],
        ),
        "from": day("The first day that is of interest."),
        "to": day("The last day that is of interest."),
        "weekday": word("A day of the week on which something is held.", Weekday),
        "time": word("A part of the day in which something begins, on the asked weekday.", TimeOfDay),
        "organiser": word("What kind of body is behind the offer.", OrganiserKind),
        "organisation": text("An organisation by slug."),
        "language": text("A language that the activity is held in (BCP 47; only the language itself counts).", examples=["nb", "en", "ar"]),
        "group": word("Offers that are limited to a group.", Group),
        "booking": word("Whether one must sign up.", Booking),
        "confirmed": word(
            "`true`: only offers that somebody has confirmed, for the asked holiday where one is asked for.", ("true", "false")
        ),
        "sort": word("The order of the answer.", Sort),
        "page": whole("Which page; one beyond the end gives the last.", 1, MAX_PAGE),
        "per_page": whole("How many offers a page has; 25 where nothing is said.", 1, MAX_PER_PAGE),
        "view": word("How a page shows the answer; changes nothing here.", View),
        "literal": word("`true`: search for the words of `q` as they stand, none read as a filter.", ("true", "false")),
        "lang": word("The language of labels; the address wins over `Accept-Language`.", Language),
    }
)
"""The schema of one value of each parameter, with its meaning."""


def described(name: str, schema: Schema, place: str = "query", *, several: bool = False, required: bool = False) -> Schema:
    """One parameter as OpenAPI describes it; a repeatable one is given as `name=a&name=b`."""
    meaning = schema["description"]
    value = {key: fact for key, fact in schema.items() if key != "description"}
    shown: Schema = {"type": "array", "items": value, "maxItems": MAX_VALUES} if several else value
    head: Schema = {"name": name, "in": place, "required": required or place == "path", "description": meaning, "schema": shown}
    return head | ({"style": "form", "explode": True} if several else {})


def search_parameters() -> list[Schema]:
    """Every parameter of a search, in canonical order."""
    return [described(name, VALUES[name], several=parameter.several) for name, (_, parameter) in PARAMETERS.items()]
