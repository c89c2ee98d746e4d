"""Schemas of every answer, by name: what the description shows and what the tests hold the answers to."""

from catalog.terms import HolidayKind, Level, OrganiserKind, PointQuality
from catalog.values import MAX_GRADE
from search.facets import FACETS
from search.filters import NOT_CONSTRAINTS, PARAMETERS
from search.results import Change, Notice
from web.api.offer_schemas import ACCESS_FACT, BRIEF, FULL, OCCURRENCE, ORGANISER, PRICE, SOURCE, VENUE
from web.api.parameters import VALUES
from web.api.schema_parts import (
    Schema,
    address,
    day,
    flag,
    mapping,
    number,
    or_unknown,
    reference,
    several,
    shape,
    text,
    whole,
    word,
)

CONSTRAINTS = [name for name in PARAMETERS if name not in NOT_CONSTRAINTS]


def _filter(name: str) -> Schema:
    """The value of one parameter as JSON: numbers and flags as such, lists where it may repeat."""
    if name == "max_price":
        return number("In kroner.", 0)
    if name == "confirmed":
        return flag(str(VALUES[name]["description"]))
    return several(str(VALUES[name]["description"]), VALUES[name]) if PARAMETERS[name][1].several else dict(VALUES[name])


CHIP = shape(
    "One thing that narrows the answer.",
    {
        "filter": word("The parameter.", CONSTRAINTS),
        "value": text("Its value."),
        "label": text("What it is called."),
        "from": word("Whether it was understood from the query or given as a parameter.", ("query", "parameter")),
        "words": or_unknown(text("The words of the query that it was understood from; null for a parameter.")),
    },
)
UNDERSTOOD = shape(
    "How the search was understood.",
    {
        "text": text("The words that no filter took, in their order."),
        "filters": shape("The parameters that narrow the answer.", {name: _filter(name) for name in CONSTRAINTS}, optional=CONSTRAINTS),
        "chips": several("The same, one by one and with words.", reference("Chip")),
    },
)
FACET_VALUE = shape(
    "One value that may be chosen next.",
    {
        "value": text("A value of the parameter of the facet's name."),
        "label": text("What it is called."),
        "count": whole("How many offers it finds, with every other constraint and without this facet's own (`access` keeps its own).", 0),
        "selected": flag("Whether it is asked for."),
    },
)
RELAXATION = shape(
    "A change of what was asked that finds more; told where little was found.",
    {
        "remove": word("The parameter that it is about.", ["q", *CONSTRAINTS]),
        "change": word("What becomes of that parameter; `without` leaves it out.", Change),
        "count": whole("How many offers there are then.", 1),
        "url": address("That search."),
    },
)
MEANT = shape(
    "Other words for those that no offer has.",
    {
        "words": text("The words."),
        "count": whole("How many offers there are with them.", 1),
        "url": address("That search."),
    },
)
SUGGESTION = shape(
    "Something that the typed text may become, and that leads to offers.",
    {
        "words": text("What the search box then holds."),
        "filter": or_unknown(word("The parameter that it means; null for a title.", CONSTRAINTS)),
        "value": or_unknown(text("The parameter's value; null for a title.")),
        "label": text("What the value is called."),
        "count": whole("How many offers its address finds.", 1),
        "url": address("The search page with it."),
    },
)
SUGGESTIONS = shape(
    "What a text may become, best first, at most eight.",
    {"query": text("The text as it was read."), "suggestions": several("Each leads to offers.", reference("Suggestion"))},
)
SEARCH = shape(
    "One page of an answer.",
    {
        "total": whole("How many offers fit.", 0),
        "understood": reference("Understood"),
        "offers": several("The offers of this page, in the asked order.", reference("FoundOffer")),
        "facets": shape(
            "What may be chosen next, by parameter.", {one.name: several("Its values.", reference("FacetValue")) for one in FACETS}
        ),
        "relaxations": several("Ways on, best first.", reference("Relaxation")),
        "did_you_mean": several("Words that may be meant where the typed ones find nothing.", reference("Meant")),
        "corrected": or_unknown(text("The words that were searched for in place of those typed; null where none were.")),
        "nearest": several("Where little was found: the nearest other offers for the same ages.", reference("FoundOffer")),
        "ask": shape(
            "Offers that may fit, were more known of them: their organisers can be asked.",
            {"total": whole("How many there are.", 0), "offers": several("The first few.", reference("OfferInList"))},
        ),
        "notices": several("What must be known of this answer.", word("A word.", Notice)),
        "page": whole("Which page this is.", 1),
        "per_page": whole("How many offers a page has.", 1),
    },
)
MUNICIPALITY = shape(
    "A municipality.",
    {
        "slug": text("Its address word."),
        "number": text("Kommunenummer."),
        "name": text("Its name."),
        "language": text("Its language form."),
        "district_words": mapping("What a school district is called here, by language.", text("A word.")),
        "demo": flag("Organisations and offers are invented."),
        "url": address("Its page."),
    },
)
ORGANISATION = shape(
    "An organisation.",
    {
        "slug": text("Its address word."),
        "name": text("Its name."),
        "kind": or_unknown(word("What kind of body it is.", OrganiserKind)),
        "number": or_unknown(text("Organisation number, nine digits.")),
        "languages": several("Languages that it speaks (BCP 47).", text("A tag.")),
        "website": or_unknown(text("Its own website.")),
        "url": address("Its page."),
    },
)
DISTRICT = shape(
    "A school district in force today.",
    {
        "slug": text("Its address word."),
        "name": text("Its name."),
        "level": word("The layer that it belongs to.", Level),
        "approximate": flag("Drawn as “nearest school”, for want of better."),
        "source": text("Who says where its border runs."),
        "valid_from": day("From when it is in force."),
        "valid_to": or_unknown(day("Until when; null: until further notice.")),
        "schools": several("Schools that lie in it, by slug.", text("A slug.")),
        "geometry": or_unknown({"type": "object", "description": "GeoJSON in WGS84 (RFC 7946); only with `geometry=true`."}),
        "url": address("Its page."),
    },
    optional=["geometry"],
)
SCHOOL = shape(
    "An active school.",
    {
        "slug": text("Its address word."),
        "name": text("Its name."),
        "number": or_unknown(text("Its number in the national register of schools.")),
        "grade_from": or_unknown(whole("Lowest grade.", 1, MAX_GRADE)),
        "grade_to": or_unknown(whole("Highest grade.", 1, MAX_GRADE)),
        "private": flag("Not the municipality's own."),
        "district": or_unknown(text("The school district that it lies in, by slug.")),
        "address": or_unknown(text("Street and number.")),
        "postcode": or_unknown(text("Four digits.")),
        "city": or_unknown(text("Post town.")),
        "lat": or_unknown(number("Degrees north (WGS84).")),
        "lon": or_unknown(number("Degrees east (WGS84).")),
        "point_quality": word("How sure the point is.", PointQuality),
        "source": text("Who says so."),
        "url": address("Its page."),
    },
)
PERIOD = shape(
    "A school-free period.",
    {
        "slug": text("Its address word, a value of `period`."),
        "kind": word("What it is.", HolidayKind),
        "label": text("What it is called."),
        "first": day("Its first day."),
        "last": day("Its last day."),
        "provisional": flag("By the usual rule; the municipality has not decided this school year yet."),
    },
)
PROBLEM = shape(
    "What went wrong (RFC 9457).",
    {
        "type": text("`about:blank`: the status says it."),
        "title": text("The status in words."),
        "status": whole("The HTTP status.", 400, 599),
        "detail": text("What went wrong this time."),
        "parameter": text("The parameter at fault."),
        "value": text("What was given."),
        "reason": text("Why that cannot be meant."),
        "reference": text("By which the operator finds it in the log."),
    },
    optional=["detail", "parameter", "value", "reason", "reference"],
)


def listed(name: str, says: str, of: str) -> Schema:
    """An answer that is one list under its name."""
    return shape(says, {name: several(says, reference(of))})


SCHEMAS: dict[str, Schema] = {
    "Search": SEARCH,
    "Understood": UNDERSTOOD,
    "Chip": CHIP,
    "FacetValue": FACET_VALUE,
    "Relaxation": RELAXATION,
    "Suggestion": SUGGESTION,
    "Suggestions": SUGGESTIONS,
    "Meant": MEANT,
    "OfferInList": shape("An offer in a list.", BRIEF),
    "FoundOffer": shape("An offer that was found.", {**BRIEF, "about": flag("It fits by a conversion between ages and grades, so about.")}),
    "Offer": shape("One offer.", BRIEF | FULL),
    "Organiser": ORGANISER,
    "Price": PRICE,
    "Venue": VENUE,
    "Source": SOURCE,
    "Occurrence": OCCURRENCE,
    "AccessFact": ACCESS_FACT,
    "Municipality": MUNICIPALITY,
    "Organisation": ORGANISATION,
    "District": DISTRICT,
    "School": SCHOOL,
    "Period": PERIOD,
    "Municipalities": listed("municipalities", "Every municipality of this installation, by name.", "Municipality"),
    "Organisations": listed("organisations", "The municipality's organisations, by name.", "Organisation"),
    "Districts": listed("districts", "The school districts in force today, of every level.", "District"),
    "Schools": listed("schools", "The municipality's active schools, by name.", "School"),
    "Periods": listed("periods", "The school calendar, in order.", "Period"),
    "Problem": PROBLEM,
}
