"""What the closed words of `catalog.terms` are called on the pages, in every language. Categories name themselves: see
`catalog.vocabulary`.

One table for each list, held complete by a test; `label` finds the table by the type of the term. Access terms are written
as a family reads them, not as staff do.
"""

from collections.abc import Mapping
from enum import StrEnum

from catalog.terms import (
    AccessState,
    AccessTerm,
    Answer,
    Audience,
    Booking,
    Cost,
    Group,
    HolidayKind,
    Kind,
    Level,
    OccurrenceStatus,
    OrganiserKind,
    PlaceKind,
    PriceUnit,
    Referral,
    TimeOfDay,
    Weekday,
)
from web.language import Language, mark

COST = {Cost.FREE: mark("Gratis"), Cost.PAID: mark("Koster noe"), Cost.UNKNOWN: mark("Pris ikke oppgitt")}
PRICE_UNIT = {
    PriceUnit.SESSION: mark("per gang"),
    PriceUnit.DAY: mark("per dag"),
    PriceUnit.WEEK: mark("per uke"),
    PriceUnit.SEASON: mark("per sesong"),
    PriceUnit.YEAR: mark("per år"),
}
ACCESS_STATE = {
    AccessState.YES: mark("ja"),
    AccessState.PARTLY: mark("delvis"),
    AccessState.NO: mark("nei"),
    AccessState.UNKNOWN: mark("ikke oppgitt – spør arrangøren"),
}
ANSWER = {Answer.YES: mark("ja"), Answer.NO: mark("nei"), Answer.UNKNOWN: mark("ikke oppgitt")}
KIND = {
    Kind.ACTIVITY: mark("Fast aktivitet"),
    Kind.EVENT: mark("Arrangement"),
    Kind.HOLIDAY: mark("Ferietilbud"),
    Kind.MEETING_PLACE: mark("Møteplass"),
    Kind.FACILITY: mark("Anlegg og uteområde"),
    Kind.HELP: mark("Hjelp og støtte"),
    Kind.COURSE: mark("Kurs"),
    Kind.EQUIPMENT: mark("Lån av utstyr"),
    Kind.GROUP: mark("Samtalegruppe"),
}
AUDIENCE = {
    Audience.CHILDREN: mark("Barn"),
    Audience.YOUTH: mark("Ungdom"),
    Audience.PARENTS: mark("Foreldre"),
    Audience.FAMILIES: mark("Familier"),
    Audience.EVERYONE: mark("Alle"),
}
ORGANISER_KIND = {
    OrganiserKind.MUNICIPAL: mark("Kommunen"),
    OrganiserKind.VOLUNTARY: mark("Frivillig organisasjon"),
    OrganiserKind.PRIVATE: mark("Privat tilbyder"),
    OrganiserKind.INFORMAL: mark("Gruppe uten organisasjonsnummer"),
}
BOOKING = {
    Booking.DROP_IN: mark("Bare møt opp"),
    Booking.REQUIRED: mark("Krever påmelding"),
    Booking.UNKNOWN: mark("Påmelding ikke oppgitt"),
}
GROUP = {Group.GIRLS: mark("Bare for jenter"), Group.BOYS: mark("Bare for gutter")}
REFERRAL = {
    Referral.OPEN: mark("Åpent for alle"),
    Referral.MEMBERS: mark("For medlemmer"),
    Referral.REFERRAL: mark("Etter henvisning"),
    Referral.UNKNOWN: mark("Hvem som kan komme, er ikke oppgitt"),
}
PLACE_KIND = {
    PlaceKind.VENUE: mark("Fast sted"),
    PlaceKind.SEVERAL: mark("Flere steder"),
    PlaceKind.HOME: mark("Hjemme hos noen"),
    PlaceKind.ONLINE: mark("På nett"),
    PlaceKind.UNKNOWN: mark("Sted ikke oppgitt"),
}
OCCURRENCE_STATUS = {
    OccurrenceStatus.SCHEDULED: mark("Som planlagt"),
    OccurrenceStatus.CANCELLED: mark("Avlyst"),
    OccurrenceStatus.MOVED: mark("Flyttet"),
    OccurrenceStatus.FULL: mark("Fullt"),
}
LEVEL = {Level.PRIMARY: mark("Barneskole (1.–7. trinn)"), Level.LOWER_SECONDARY: mark("Ungdomsskole (8.–10. trinn)")}
HOLIDAY = {
    HolidayKind.SUMMER: mark("Sommerferien"),
    HolidayKind.AUTUMN: mark("Høstferien"),
    HolidayKind.CHRISTMAS: mark("Juleferien"),
    HolidayKind.WINTER: mark("Vinterferien"),
    HolidayKind.EASTER: mark("Påskeferien"),
    HolidayKind.PLANNING_DAY: mark("Planleggingsdag"),
}
WEEKDAY = {
    Weekday.MON: mark("Mandag"),
    Weekday.TUE: mark("Tirsdag"),
    Weekday.WED: mark("Onsdag"),
    Weekday.THU: mark("Torsdag"),
    Weekday.FRI: mark("Fredag"),
    Weekday.SAT: mark("Lørdag"),
    Weekday.SUN: mark("Søndag"),
}
TIME_OF_DAY = {
    TimeOfDay.MORNING: mark("Formiddag (før kl. 12)"),
    TimeOfDay.AFTERNOON: mark("Ettermiddag (kl. 12–17)"),
    TimeOfDay.EVENING: mark("Kveld (fra kl. 17)"),
}
ACCESS = {
    AccessTerm.STEP_FREE_ENTRANCE: mark("Kommer inn uten trinn"),
    AccessTerm.STEP_FREE_THROUGHOUT: mark("Kommer fram overalt uten trinn"),
    AccessTerm.WHEELCHAIR_PARTICIPATION: mark("Kan delta i rullestol"),
    AccessTerm.ACCESSIBLE_TOILET: mark("HC-toalett"),
    AccessTerm.ACCESSIBLE_PARKING: mark("HC-parkering"),
    AccessTerm.CHANGING_ROOM_HOIST: mark("Stellerom for større barn"),
    AccessTerm.HEARING_LOOP: mark("Teleslynge"),
    AccessTerm.SIGN_LANGUAGE: mark("På norsk tegnspråk eller med tolk"),
    AccessTerm.LOW_VISION: mark("Passer med nedsatt syn"),
    AccessTerm.QUIET: mark("Rolig og lite støy"),
    AccessTerm.SMALL_GROUPS: mark("Små grupper"),
    AccessTerm.CLEAR_PLAN: mark("Plan og bilder på forhånd"),
    AccessTerm.ALTERNATIVE_COMMUNICATION: mark("Kan kommunisere med bilder eller hjelpemiddel"),
    AccessTerm.EXTRA_ADULT: mark("Kan få ekstra hjelp"),
    AccessTerm.COMPANION_FREE: mark("Ledsager gratis"),
    AccessTerm.ASSISTANCE_DOG: mark("Førerhund velkommen"),
    AccessTerm.ALLERGY_AWARE: mark("Tar hensyn til allergi"),
    AccessTerm.PUBLIC_TRANSPORT: mark("Kan komme med buss"),
}

FACET = {
    "category": mark("Hva"),
    "cost": mark("Pris"),
    "period": mark("Når"),
    "weekday": mark("Ukedag"),
    "time": mark("Tid på dagen"),
    "age": mark("Alder"),
    "grade": mark("Trinn"),
    "school": mark("Skole"),
    "access": mark("Tilrettelegging"),
    "kind": mark("Type tilbud"),
    "audience": mark("For hvem"),
    "organiser": mark("Hvem står bak"),
    "organisation": mark("Arrangør"),
    "booking": mark("Påmelding"),
    "language": mark("Språk"),
    "group": mark("Gruppe"),
    "confirmed": mark("Bekreftet"),
}
"""Legends of the facets by parameter; that of `district` is the municipality's own word."""

FACET_HELP = {
    "access": mark("Viser bare tilbud der svaret er ja. Er det ikke oppgitt, kan du spørre arrangøren."),
    "cost": mark("«Gratis» betyr at du ikke betaler noe for å være med, heller ikke medlemskap."),
    "time": mark("Når på dagen det begynner."),
    "confirmed": mark("Arrangøren eller kommunen har sagt at det fortsatt stemmer."),
}
"""One line on a facet that needs explaining."""

SORT = {
    "relevance": mark("beste treff"),
    "start": mark("starter først"),
    "distance": mark("nærmest"),
    "confirmed": mark("sist bekreftet"),
}

_TABLES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    type(next(iter(table))): dict[StrEnum, str](table.items())
    for table in (
        COST, PRICE_UNIT, ACCESS_STATE, ANSWER, KIND, AUDIENCE, ORGANISER_KIND, BOOKING, GROUP, REFERRAL, PLACE_KIND,
        OCCURRENCE_STATUS, LEVEL, HOLIDAY, WEEKDAY, TIME_OF_DAY, ACCESS,
    )
}  # fmt: skip


def label(term: StrEnum, language: Language) -> str:
    """What a term is called; KeyError for a list that is never shown (status, author, quality of a point)."""
    return language.gettext(_TABLES[type(term)][term])


def facet_legend(name: str, language: Language, *, district_word: str = "skolekrets") -> str:
    """The legend of a facet; the district facet bears the municipality's own word, which is not translated."""
    if name == "district":
        return district_word[:1].upper() + district_word[1:]
    return language.gettext(FACET[name])


def facet_help(name: str, language: Language) -> str | None:
    """The line that explains a facet, where it needs one."""
    return language.gettext(FACET_HELP[name]) if name in FACET_HELP else None
