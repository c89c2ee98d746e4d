"""Words → the domain's closed lists (kind, audience, booking, status, yes or no, access, languages), in nb, nn and en.

Rule: the whole cell must be one of the known words; anything else is unknown (None, or the term's own UNKNOWN), never the nearest.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from catalog.terms import AccessState, AccessTerm, Answer, Audience, Booking, Group, Kind, OrganiserKind, PlaceKind, Referral
from importers.fields.words import folded


class StatedStatus(StrEnum):
    """What a publisher's status words say of the whole offer."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    FULL = "full"
    ENDED = "ended"
    RUNNING = "running"


_Term = TypeVar("_Term", bound=StrEnum)


def _table(rows: Mapping[_Term, str]) -> dict[str, _Term]:
    """Each word, and each term's own spelling, to its term."""
    return {word.strip(): term for term, words in rows.items() for word in (term.value, *words.split(",")) if word.strip()}


_KINDS = _table(
    {
        Kind.ACTIVITY: "aktivitet, fast aktivitet, fritidsaktivitet, trening, aktivitetar, aktiviteter, fast tilbud, ukentlig aktivitet",
        Kind.EVENT: "arrangement, hending, hendelse, konsert, forestilling, enkeltarrangement, happening",
        Kind.HOLIDAY: "ferietilbud, ferieaktivitet, ferietilbod, holiday, holiday activity, ferie, leir, camp, sommerleir",
        Kind.MEETING_PLACE: "møteplass, møtestad, åpen møteplass, meeting place, fritidsklubb, treffsted",
        Kind.FACILITY: "anlegg, uteområde, lekeplass, leikeplass, badeplass, idrettsanlegg, sted, facility, place, nærmiljøanlegg",
        Kind.HELP: "hjelp, hjelpetilbud, tjeneste, teneste, støtte, help, service, support",
        Kind.COURSE: "kurs, class, workshop, verksted, undervisning, opplæring",
        Kind.EQUIPMENT: "utstyr, utstyrslån, utstyrsutlån, utlån, equipment loan",
        Kind.GROUP: "gruppe, lag, forening, klubb, samtalegruppe, club, foreining",
    }
)
_AUDIENCES = _table(
    {
        Audience.CHILDREN: "barn, born, kids, child, småbarn, skolebarn",
        Audience.YOUTH: "ungdom, ungdommer, ungdomar, unge, teenager, teenagers, teens, young people, tenåringer",
        Audience.PARENTS: "foreldre, foresatte, føresette, foreldra, parent, caregivers",
        Audience.FAMILIES: "familie, familier, familiar, heile familien, hele familien, family, barnefamilier",
        Audience.EVERYONE: "alle, all, åpent for alle, ope for alle, alle aldre, alle aldrar, alle aldersgrupper",
    }
)
_NOT_FOR_CHILDREN = (
    "senior, seniorer, seniorar, pensjonist, pensjonister, pensioner, pensioners, eldre, seniors, kun voksne, adults only, 60+, 65+"
)
NOT_FOR_CHILDREN_WORDS = frozenset(_NOT_FOR_CHILDREN.split(", "))
_BOOKINGS = _table(
    {
        Booking.DROP_IN: "drop in, dropin, bare møt opp, berre møt opp, møt opp, ingen påmelding, uten påmelding, "
        "utan påmelding, nei, no, "
        "ingen, ikke nødvendig, ikkje naudsynt, påmelding ikke nødvendig, just turn up, not required, ikke påmelding, åpent",
        Booking.REQUIRED: "påmelding, påmelding kreves, påmelding krevst, påmelding nødvendig, ja, yes, "
        "må meldes på, obligatorisk påmelding, "
        "sign up, signup, sign-up, booking, billett, billetter, registration, med påmelding, påkrevd, "
        "påmelding påkrevd, bindende påmelding",
    }
)
_ORGANISERS = _table(
    {
        OrganiserKind.MUNICIPAL: "kommunal, kommunalt, kommune, kommunen, offentlig, offentleg, public, municipality",
        OrganiserKind.VOLUNTARY: "frivillig, frivillige, frivillig organisasjon, lag og forening, "
        "lag og foreninger, forening, idrettslag, ideell, volunteer, charity, ngo",
        OrganiserKind.PRIVATE: "privat, private, kommersiell, bedrift, næring, commercial, company",
        OrganiserKind.INFORMAL: "uformell, uformelt, nabolag, foreldregruppe, informal group",
    }
)
_PLACES = _table(
    {
        PlaceKind.SEVERAL: "flere steder, fleire stader, ulike steder, ulike stader, flere, various, several places, different places",
        PlaceKind.HOME: "hjemme, heime, hjemme hos deg, at home, i hjemmet",
        PlaceKind.ONLINE: "nett, på nett, på nettet, digitalt, digital, nettbasert, teams, zoom, internet, virtual",
        PlaceKind.VENUE: "fast sted, lokale, fast stad, sted",
        PlaceKind.UNKNOWN: "",
    }
)
_GROUPS = _table(
    {
        Group.GIRLS: "jenter, jente, kun jenter, kun for jenter, girls only, girl",
        Group.BOYS: "gutter, gutar, gutt, kun gutter, boys only, boy",
    }
)
_REFERRALS = _table(
    {
        Referral.OPEN: "åpen, åpent, ope, open, åpent for alle, for alle, open to all, alle",
        Referral.MEMBERS: "medlemmer, medlemmar, kun medlemmer, kun for medlemmer, medlem, members only",
        Referral.REFERRAL: "henvisning, etter henvisning, tilvising, vedtak, etter vedtak, søknad, by referral",
        Referral.UNKNOWN: "",
    }
)
_STATUSES = _table(
    {
        StatedStatus.CANCELLED: "avlyst, avlysast, avlyses, avlystt, innstilt, canceled, kansellert, eventcancelled",
        StatedStatus.POSTPONED: "utsatt, utsett, eventpostponed",
        StatedStatus.FULL: "fullt, fulltegnet, fullteikna, fullbooket, utsolgt, utseld, venteliste, sold out, fully booked",
        StatedStatus.ENDED: "avsluttet, avslutta, slutt, ferdig, nedlagt, finished, closed, over, lagt ned",
        StatedStatus.RUNNING: "aktiv, pågår, planlagt, åpen, ledig, ledige plasser, active, scheduled, published, "
        "publisert, ok, eventscheduled, open",
    }
)
_ANSWERS = _table(
    {
        Answer.YES: "ja, y, j, true, sant, 1, x, ok, 1.0",
        Answer.NO: "nei, n, false, usant, 0, 0.0, ikke, ingen",
        Answer.UNKNOWN: "ukjent, vet ikke, veit ikkje, ?",
    }
)
_ACCESS_STATES = {**{word: AccessState(answer.value) for word, answer in _ANSWERS.items()}} | dict.fromkeys(
    ("delvis", "partly", "partial", "noe", "noko", "til dels", "limited", "delvis tilgjengelig"), AccessState.PARTLY
)
_ACCESS_TERMS = _table(
    {
        AccessTerm.STEP_FREE_ENTRANCE: "trinnfri inngang, trinnfri inngong, kommer inn uten trinn, step-free entrance",
        AccessTerm.STEP_FREE_THROUGHOUT: "trinnfritt i hele lokalet, trinnfritt i heile lokalet, trinnfritt",
        AccessTerm.WHEELCHAIR_PARTICIPATION: "kan delta i rullestol, rullestol, rullestolbruker, wheelchair",
        AccessTerm.ACCESSIBLE_TOILET: "hc-toalett, hc toalett, handikaptoalett, accessible toilet",
        AccessTerm.ACCESSIBLE_PARKING: "hc-parkering, hc parkering, handikapparkering, accessible parking",
        AccessTerm.CHANGING_ROOM_HOIST: "stellerom med benk eller lift, stellerom for større barn, stellerom",
        AccessTerm.HEARING_LOOP: "teleslynge, teleslyngje, hearing loop",
        AccessTerm.SIGN_LANGUAGE: "tegnspråk, teiknspråk, norsk tegnspråk, på norsk tegnspråk eller med tolk, sign language",
        AccessTerm.LOW_VISION: "tilrettelagt for svaksynte og blinde, passer med nedsatt syn, svaksynte, blinde",
        AccessTerm.QUIET: "rolig miljø (lite lyd og lys), rolig miljø, rolig og lite støy, rolig, roleg",
        AccessTerm.SMALL_GROUPS: "små grupper, små gruppar, small groups",
        AccessTerm.CLEAR_PLAN: "tydelig plan på forhånd, tydeleg plan på førehand, plan og bilder på forhånd, clear plan",
        AccessTerm.ALTERNATIVE_COMMUNICATION: "ask-alternativ kommunikasjon, ask, alternativ kommunikasjon, "
        "kan kommunisere med bilder eller hjelpemiddel",
        AccessTerm.EXTRA_ADULT: "ekstra hjelp fra voksen, ekstra hjelp frå vaksen, kan få ekstra hjelp, ekstra voksen",
        AccessTerm.COMPANION_FREE: "ledsager gratis, ledsagerbevis, følgjesvein gratis, companion free",
        AccessTerm.ASSISTANCE_DOG: "førerhund og assistansehund velkommen, førerhund velkommen, førerhund, assistansehund",
        AccessTerm.ALLERGY_AWARE: "allergihensyn (mat og dyr), allergihensyn, tar hensyn til allergi, allergiomsyn",
        AccessTerm.PUBLIC_TRANSPORT: "buss eller bane i nærheten, kan komme med buss, kollektivtransport",
    }
)
_SCHEMES = {
    "leisure-card": "leisure-card, fritidskort, fritidskortet, leisure card",
    "equipment-loan": "equipment-loan, utstyrslån, bua, utstyrsutlån, gratis utstyrslån, equipment loan",
}
_SCHEME_WORDS = {word: scheme for scheme, words in _SCHEMES.items() for word in words.split(", ")}
_LANGUAGE_NAMES = {
    "nb": "bokmål, norsk bokmål, norwegian bokmål, norsk, norwegian, no",
    "nn": "nynorsk, norsk nynorsk, norwegian nynorsk",
    "en": "engelsk, english",
    "se": "samisk, nordsamisk, northern sámi, northern sami, davvisámegiella, sami",
    "pl": "polsk, polish, polski",
    "uk": "ukrainsk, ukrainian, українська",
    "ru": "russisk, russian, русский",
    "ar": "arabisk, arabic, العربية",
    "so": "somali, somalisk, soomaali",
    "ti": "tigrinja, tigrinya, ትግርኛ",
    "ur": "urdu, اردو",
    "fa": "persisk, farsi, dari, persian, فارسی",
    "tr": "tyrkisk, turkish, türkçe",
    "ku": "kurdisk, kurmanji, kurmandsji, kurdish, kmr",
    "es": "spansk, spanish, español",
    "fr": "fransk, french, français",
    "de": "tysk, german, deutsch",
    "lt": "litauisk, lithuanian, lietuvių",
    "vi": "vietnamesisk, vietnamese, tiếng việt",
    "th": "thai, thailandsk, ไทย",
    "sv": "svensk, swedish",
    "da": "dansk, danish",
    "fi": "finsk, finnish, suomi",
    "nsl": "tegnspråk, norsk tegnspråk, teiknspråk, norwegian sign language, nsi",
    "ro": "rumensk, romanian",
    "zh": "kinesisk, chinese",
    "am": "amharisk, amharic",
}
_LANGUAGES = {word: code for code, words in _LANGUAGE_NAMES.items() for word in (code, *words.split(", "))}
_SEASONS = {
    "autumn": "autumn, høst, haust, fall, høsten, hausten",
    "spring": "spring, vår, våren",
    "summer": "summer, sommer, sommar, sommeren, sommaren",
    "winter": "winter, vinter, vinteren",
    "christmas": "christmas, jul",
    "easter": "easter, påske",
}
_SEASON_WORDS = {word: season for season, words in _SEASONS.items() for word in words.split(", ")}
_PERIOD = re.compile(r"([a-zæøå]+?)(?:ferien?)?[- ]*(20\d\d)")


def kind_from_words(words: object) -> Kind | None:
    """The form of an offer that the words name."""
    return _KINDS.get(folded(words))


def audience_from_words(words: object) -> Audience | None:
    """Whom one word addresses."""
    return _AUDIENCES.get(folded(words))


def is_not_for_children(words: object) -> bool:
    """Whether a word of audience names only people who are neither children, youth nor their families."""
    return folded(words) in NOT_FOR_CHILDREN_WORDS


def booking_from_words(words: object) -> Booking:
    """Whether one must sign up."""
    return _BOOKINGS.get(folded(words).rstrip("."), Booking.UNKNOWN)


def organiser_kind_from_words(words: object) -> OrganiserKind | None:
    """What kind of body the words name."""
    return _ORGANISERS.get(folded(words))


def place_kind_from_words(words: object) -> PlaceKind:
    """Where it is held, when that is not one venue."""
    return _PLACES.get(folded(words), PlaceKind.UNKNOWN)


def group_from_words(words: object) -> Group | None:
    """The group that an offer is limited to."""
    return _GROUPS.get(folded(words))


def referral_from_words(words: object) -> Referral:
    """Who may come."""
    return _REFERRALS.get(folded(words), Referral.UNKNOWN)


def status_from_words(words: object) -> StatedStatus | None:
    """The state of the offer that the words name; None when they name none."""
    return _STATUSES.get(re.sub(r"^https?://schema\.org/", "", folded(words)).rstrip(".!"))


def answer_from_words(words: object) -> Answer:
    """Yes, no or unknown."""
    return _ANSWERS.get(folded(words).rstrip(".!"), Answer.UNKNOWN)


def access_state_from_words(words: object) -> AccessState:
    """How far an access fact holds; unknown for anything that is not yes, no or partly."""
    return _ACCESS_STATES.get(folded(words).rstrip(".!"), AccessState.UNKNOWN)


def access_term_from_words(words: object) -> AccessTerm | None:
    """The access term of that id or label."""
    return _ACCESS_TERMS.get(folded(words))


_CARD = r"(?:fritidskort(?:et)?|leisure card)"
_CARD_IS_TAKEN = re.compile(
    rf"\b{_CARD}\s(?:kan (?:du )?(?:brukes|benyttes|brukast|nyttast)|godtas|aksepteres|tas imot|accepted)\b|"
    rf"\b(?:kan (?:du )?(?:bruke|benytte|nytte)|tar imot|tek imot|godtar|accepts?)\s{_CARD}\b|\bdu kan bruke {_CARD}\b"
)
_CARD_IS_NOT = re.compile(r"\b(?:ikke|ikkje|not)\b")


def scheme_from_words(words: object) -> str | None:
    """The support scheme (`leisure-card`, `equipment-loan`) that the words name."""
    return _SCHEME_WORDS.get(folded(words))


def leisure_card_in_words(words: object) -> bool:
    """Whether words about a price say that the leisure card can be used ("800 kr, fritidskort kan brukes") and nothing against it."""
    text = folded(words)
    return bool(_CARD_IS_TAKEN.search(text)) and not _CARD_IS_NOT.search(text)


def language_from_words(words: object) -> str | None:
    """The BCP 47 code of a language named in nb, nn, en or itself, or given as a code ("nb-NO")."""
    text = folded(words)
    return _LANGUAGES.get(text) or _LANGUAGES.get(re.split(r"[-_]", text)[0] if re.fullmatch(r"[a-z]{2,3}[-_][a-z]{2,4}", text) else "")


def period_from_words(words: object) -> str | None:
    """A period such as "autumn-2026" from "høsten 2026"."""
    match = _PERIOD.fullmatch(folded(words))
    season = _SEASON_WORDS.get(match[1]) if match else None
    return f"{season}-{match[2]}" if match and season else None
