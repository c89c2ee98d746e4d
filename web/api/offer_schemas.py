"""Schemas of one offer, key by key as `web.api.shape` makes it. Null always means unknown."""

from catalog.terms import (
    AccessState,
    AccessTerm,
    Answer,
    Audience,
    Booking,
    Cost,
    Group,
    Kind,
    OccurrenceStatus,
    OrganiserKind,
    PointQuality,
    PriceUnit,
    Referral,
    Status,
)
from catalog.values import MAX_AGE, MAX_GRADE
from web.api.schema_parts import (
    Schema,
    address,
    day,
    flag,
    instant,
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

ORGANISER = shape(
    "Who offers it.",
    {
        "slug": text("Its address word."),
        "name": text("Its name."),
        "kind": or_unknown(word("What kind of body it is.", OrganiserKind)),
    },
)
PRICE = shape(
    "What it costs.",
    {
        "amount": or_unknown(number("What one has to pay to take part, required membership included.", 0)),
        "currency": text("ISO 4217."),
        "unit": or_unknown(word("What one payment covers.", PriceUnit)),
        "note": or_unknown(text("What else there is to say of it.")),
        "membership": or_unknown(number("Of that, a required membership.", 0)),
    },
)
VENUE = shape(
    "Where it is held; a private home is never shown.",
    {
        "name": or_unknown(text("Its name.")),
        "address": or_unknown(text("Street and number.")),
        "postcode": or_unknown(text("Four digits.")),
        "city": or_unknown(text("Post town.")),
        "lat": or_unknown(number("Degrees north (WGS84).")),
        "lon": or_unknown(number("Degrees east (WGS84).")),
        "point_quality": word("How sure the point is.", PointQuality),
    },
)
SOURCE = shape("Who published it.", {"name": text("The name of the feed."), "url": or_unknown(text("Where the publisher has it."))})
OCCURRENCE = shape(
    "One dated meeting.",
    {
        "start": instant("When it begins."),
        "end": or_unknown(instant("When it ends.")),
        "all_day": flag("Whether it lasts all day."),
        "status": word("Whether it is held.", OccurrenceStatus),
        "unsure": flag("It falls in a school holiday and nobody has told whether it is held then."),
        "note": or_unknown(text("What else there is to say of it.")),
    },
)
ACCESS_FACT = shape(
    "One thing that is known of access.",
    {
        "term": word("What is provided.", AccessTerm),
        "state": word("How far it holds.", AccessState),
        "note": or_unknown(text("What else there is to say of it.")),
        "said_on": day("When it was said."),
        "of_venue": flag("True where it is the venue's fact, false where the offer's own."),
    },
)
BRIEF: dict[str, Schema] = {
    "id": whole("Its number, which never changes.", 1),
    "title": text("Its name."),
    "summary": or_unknown(text("What it is, in a sentence or two.")),
    "municipality": text("The municipality's address word."),
    "districts": several("School districts that it is held in or open to, by slug.", text("A slug.")),
    "organisation": or_unknown(reference("Organiser")),
    "kind": or_unknown(word("Its form.", Kind)),
    "categories": several("Its subjects, by slug.", text("A slug.")),
    "audience": several("Whom it addresses.", word("A word.", Audience)),
    "age_min": or_unknown(whole("Lowest age in years; null is unknown, never “all ages”.", 0, MAX_AGE)),
    "age_max": or_unknown(whole("Highest age in years; null is unknown, never “all ages”.", 0, MAX_AGE)),
    "grade_min": or_unknown(whole("Lowest grade.", 1, MAX_GRADE)),
    "grade_max": or_unknown(whole("Highest grade.", 1, MAX_GRADE)),
    "cost": word("Whether it costs anything; `unknown` is never `free`.", Cost),
    "price": reference("Price"),
    "access": mapping(
        "What is known of access, by term; what is not there is unknown.", word("A state.", AccessState), word("A term.", AccessTerm)
    ),
    "next": or_unknown(instant("When it next begins for sure.")),
    "periods": several("Running and coming school holidays in which something is held for sure.", text("A slug.")),
    "venue": or_unknown(reference("Venue")),
    "distance_m": or_unknown(whole("How far from `near`, in metres; null where no place was asked for or its own is unknown.", 0)),
    "booking": word("Whether one must sign up.", Booking),
    "languages": several("Languages that it is held in (BCP 47).", text("A tag.")),
    "group": or_unknown(word("The group that it is limited to; null: none.", Group)),
    "status": word("Whether it still is.", (Status.PUBLISHED, Status.CANCELLED, Status.ENDED)),
    "confirmed_on": or_unknown(day("When somebody last confirmed it.")),
    "source": or_unknown(reference("Source")),
    "url": address("Its page."),
}
FULL: dict[str, Schema] = {
    "description": or_unknown(text("What it is, at length; may hold simple HTML.")),
    "text_language": or_unknown(text("The language of its texts (BCP 47).")),
    "translations": mapping("Its texts in other languages, by tag.", mapping("Texts by field.", text("A text."))),
    "age_words": or_unknown(text("Ages as the publisher put them.")),
    "open_to": shape(
        "Whom the organiser says that it is for.",
        {
            "districts": several("School districts.", text("A slug.")),
            "schools": several("Schools.", text("A slug.")),
        },
    ),
    "co_organisers": several("Organisations beside the first.", reference("Organiser")),
    "access_facts": several("What is known of access, with who says so.", reference("AccessFact")),
    "booking_url": or_unknown(text("Where to sign up.")),
    "booking_opens": or_unknown(day("From when one may sign up.")),
    "booking_deadline": or_unknown(day("Until when one may sign up.")),
    "capacity": or_unknown(whole("How many may take part.", 0)),
    "unlimited": flag("Whether any number may."),
    "equipment": or_unknown(text("What to bring, or what is lent.")),
    "food": or_unknown(text("What there is to eat.")),
    "level": or_unknown(text("How much one must know already.")),
    "referral": word("Who may come.", Referral),
    "trial": word("Whether one may try it first.", Answer),
    "parent_stays": word("Whether a parent must stay.", Answer),
    "sibling_price": or_unknown(text("What siblings pay.")),
    "schemes": several("Schemes that pay for it.", text("A word.")),
    "when_words": or_unknown(text("When it is held, as the publisher put it.")),
    "opening_hours": or_unknown(text("When it is open.")),
    "follows_school_calendar": word("Whether it pauses in school holidays.", Answer),
    "occurrences": several("Its meetings from now on, cancelled ones too.", reference("Occurrence")),
    "updated_at": instant("When anything of it last changed."),
}
