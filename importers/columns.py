"""Which column of a table, or member of an object, holds which canonical field: by the source's options, else by its name.

`map.FIELD=COLUMN` decides; fields without it are guessed from the Norwegian and English names below, from columns that no
`map.` names (`guess=no` turns that off). `default.FIELD=VALUE` fills what is missing, `value.FIELD.THEIRS=OURS` translates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from catalog.text import name_key
from importers.errors import RunFailed
from importers.fields.words import is_blank

TABLE_OPTIONS = frozenset({"map.", "default.", "value.", "crs", "guess"})
ACCESS = "access."
HEADERS_REMEMBERED = 1_024
"""Rows leave out what is blank, so that one table has many headers."""
LONGEST_HEADER = 2_000
_NAMES = {
    "id": "id løpenr nr nummer objectid lokalid kilde_id source_id externalid aktivitetsid arrangementid tilbudsid anleggsnr "
    "record_id uuid guid",
    "title": "title tittel navn name aktivitet aktivitetsnavn arrangement tilbud tilbudsnavn kursnavn kurs overskrift anleggsnavn namn "
    "tilbod aktivitetstittel event_name event_title activity barnehagens_navn stedsnavn",
    "summary": "summary ingress sammendrag kortbeskrivelse kort_beskrivelse samandrag short_description kort_omtale",
    "description": "description beskrivelse omtale om_tilbudet tekst innhold beskriving skildring langbeskrivelse details body om",
    "text_language": "text_language tekstspråk målform maalform",
    "url": "url lenke nettside nettadresse hjemmeside web website link webside les_mer lenkje nettsted heimeside webadresse",
    "kind": "kind type tilbudstype slag type_tilbud aktivitetstype",
    "category": "category categories kategori kategorier tema idrett gren aktivitetskategori emne tags emneord subject",
    "organisation": "organisation organization organizer organiser arrangør lag forening klubb organisasjon idrettslag "
    "arrangor tilbyder utøver "
    "lag_forening klubbnavn eier arrangørnavn club provider tilbydar organisasjonsnavn lag_og_forening",
    "organisation_number": "organisation_number organisasjonsnummer orgnr org_nr organisasjonsnr orgnummer",
    "organisation_kind": "organisation_kind organisasjonstype arrangørtype eierform",
    "organisation_url": "organisation_url klubbens_nettside arrangørens_nettside",
    "organisation_email": "organisation_email klubbens_epost",
    "organisation_phone": "organisation_phone klubbens_telefon",
    "co_organisers": "co_organisers medarrangør medarrangører samarbeidspartner samarbeidspartnere",
    "venue": "venue sted lokale lokasjon anlegg hvor location location_name lokalnavn stad plass oppmøtested sal arena "
    "møtested treningssted kvar place "
    "venue_name bygg",
    "address": "address adresse besøksadresse gateadresse adressenavn gate street street_address besoksadresse vegadresse adressetekst",
    "postcode": "postcode postnr postnummer postal_code zip postkode",
    "city": "city poststed by postal_city post_sted tettsted poststad",
    "latitude": "latitude lat breddegrad breidde latitude_wgs84 bredde",
    "longitude": "longitude lon lng long lengdegrad lengde longitude_wgs84 lengdegrad_wgs84",
    "easting": "easting east oest øst aust utm_øst utm_oest x x_koordinat utm_x utmx",
    "northing": "northing north nord utm_nord y y_koordinat utm_y utmy",
    "point": "point koordinat koordinater coordinates gps gps_coordinates posisjon latlon lat_lon",
    "place_kind": "place_kind stedstype",
    "open_to_districts": "open_to_districts skolekrets skolekretser åpent_for_kretser inntaksområde krets",
    "open_to_schools": "open_to_schools skoler åpent_for_skoler for_skoler",
    "audience": "audience målgruppe malgruppe for_hvem målgrupper target_group passer_for",
    "age": "age alder aldersgruppe aldersgrupper ages age_group age_groups age_range aldersgrense",
    "age_min": "age_min min_age alder_fra fra_alder min_alder minimumsalder aldersgruppe_fra alder_min aldersgrense_nedre "
    "minalder nedre_aldersgrense",
    "age_max": "age_max max_age alder_til til_alder maks_alder maksalder maksimumsalder aldersgruppe_til alder_maks "
    "aldersgrense_øvre øvre_aldersgrense",
    "grade": "grade trinn klassetrinn klasse grades skoletrinn klassesteg",
    "grade_min": "grade_min trinn_fra fra_trinn laveste_trinn",
    "grade_max": "grade_max trinn_til til_trinn høyeste_trinn hoyeste_trinn",
    "price": "price pris kostnad avgift pris_kr deltakeravgift kursavgift cost price_text billettpris prisar priser fee egenandel",
    "free": "free gratis is_free isfree er_gratis",
    "price_unit": "price_unit prisenhet pris_per pris_enhet betales_per",
    "price_note": "price_note prisnotat prismerknad pris_merknad",
    "membership": "membership medlemskap medlemskap_kreves krever_medlemskap medlemsavgift kontingent medlemskontingent",
    "schemes": "schemes støtteordning støtteordninger ordninger stønadsordningar",
    "equipment": "equipment utstyr ta_med hva_må_du_ha_med",
    "food": "food mat servering",
    "booking": "booking påmelding paamelding pamelding oppmøte signup",
    "booking_url": "booking_url påmeldingslenke pameldingslenke påmelding_url påmeldingsside påmelding_lenke ticket_url billettlenke",
    "booking_opens": "booking_opens påmelding_åpner påmelding_fra påmeldingsstart",
    "booking_deadline": "booking_deadline påmeldingsfrist påmelding_frist frist deadline søknadsfrist",
    "capacity": "capacity kapasitet plasser antall_plasser maks_antall maks_deltakere plassar",
    "languages": "languages språk language språk_på_tilbudet",
    "group": "group kjønn gruppe_kjønn",
    "level": "level nivå niva ferdighetsnivå",
    "trial": "trial prøvetime prøvetime_mulig gratis_prøvetime",
    "parent_stays": "parent_stays foresatt_til_stede forelder_med følge_av_voksen må_foreldre_være_med",
    "sibling_price": "sibling_price søskenmoderasjon søskenrabatt",
    "contact_name": "contact_name kontaktperson kontakt ansvarlig kontaktnavn contact",
    "email": "email epost e_post kontakt_epost mail contact_email epostadresse",
    "phone": "phone telefon tlf mobil kontakt_telefon telefonnummer telephone contact_phone mobiltelefon",
    "starts": "starts start_at starts_at starttidspunkt start start_datetime dtstart start_date_time fra_dato_tid tidspunkt "
    "startdate startsat",
    "ends": "ends end_at ends_at sluttidspunkt slutt slutttidspunkt end end_datetime dtend endsat",
    "date": "date dato arrangementsdato",
    "end_date": "end_date",
    "start_time": "start_time starttid fra_kl klokkeslett_fra tid_fra kl_fra fra_klokken start_kl starter_kl",
    "end_time": "end_time sluttid til_kl klokkeslett_til tid_til kl_til til_klokken slutt_kl slutter_kl",
    "weekday": "weekday ukedag dag ukedager dager vekedag day weekdays dagar vekedagar",
    "time": "time tid klokkeslett klokken kl klokka når_på_dagen",
    "when": "when når naar treningstid treningstider tidspunkter møtetid når_og_hvor schedule tider kva_tid",
    "season_from": "season_from startdato start_date fra_dato dato_fra oppstart oppstartsdato første_gang sesong_fra "
    "sesongstart sesong_start periode_fra semesterstart gjelder_fra",
    "season_to": "season_to sluttdato til_dato dato_til siste_gang sesong_til sesongslutt sesong_slutt periode_til "
    "semesterslutt gjelder_til",
    "exceptions": "exceptions unntak fri_datoer datoer_uten utgår ikke_datoer",
    "follows_school_calendar": "follows_school_calendar følger_skoleruta pause_i_skoleferier pause_i_ferier skoleruta",
    "opening_hours": "opening_hours åpningstid åpningstider apningstider opningstider",
    "status": "status tilstand state",
    "updated": "updated oppdatert sist_oppdatert sist_endret updated_at modified last_modified endret",
    "confirmed_on": "confirmed_on bekreftet bekreftet_dato sist_bekreftet",
    "confirmed_period": "confirmed_period bekreftet_for gjelder_for",
    "series": "series series_id serie_id serienr superevent super_event super_event_id kurs_id kursnr course_id",
    "image": "image bilde image_url bilde_url foto bildelenke",
    "focus_area": "focus_area satsingsområde fokusområde innsatsområde",
    "referral": "referral henvisning adgang hvem_kan_delta",
    "access": "access tilgjengelighet tilrettelegging universell_utforming accessibility",
    "transport": "transport kollektivt kollektiv buss reisevei",
}
FIELDS = frozenset(_NAMES)
_GUESSES = {name_key(name): field for field, names in reversed(_NAMES.items()) for name in (field, *names.split())}
_CLAIMS = {field: [name_key(field), *(name_key(name) for name in names.split())] for field, names in _NAMES.items()}
Lookup = Callable[[Mapping[str, object], str], object]


def column(data: Mapping[str, object], name: str) -> object:
    """The value of a column by its name, else by the same letters and digits written otherwise."""
    if name in data:
        return data[name]
    return next((value for key, value in data.items() if name_key(key) == name_key(name)), None)


def columns_read(data: Mapping[str, object], name: str) -> tuple[str, ...]:
    """The columns that `column` reads for a name."""
    names = tuple(data)
    return _columns_like(names, name) if _are_worth_remembering(names) else _columns_like.__wrapped__(names, name)


@lru_cache(maxsize=HEADERS_REMEMBERED)
def _columns_like(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(key for key in names if key == name or name_key(key) == name_key(name))


def _are_worth_remembering(names: tuple[str, ...]) -> bool:
    """Whether it is a header as people write them; a stranger's thousands of long names are not kept in memory."""
    return sum(map(len, names)) <= LONGEST_HEADER


def guessed_columns(names: tuple[str, ...]) -> dict[str, str]:
    """Which canonical field each column seems to be, as field → column; the surest name of a field wins, first column on a tie."""
    keys = {name_key(name): name for name in reversed(names)}
    found = {field: keys[key] for field, claims in _CLAIMS.items() if (key := next((k for k in claims if k in keys), None))}
    return found | {name.strip().lower(): name for name in names if is_access_field(name.strip().lower())}


def is_access_field(name: str) -> bool:
    """Whether a field's name is `access.TERM`."""
    return name.startswith(ACCESS) and len(name) > len(ACCESS)


def columns_for(names: tuple[str, ...], options: Mapping[str, str]) -> dict[str, str]:
    """Field → column (or path): what the options say, then guesses for the other fields from columns that they do not name."""
    mapped = {key.removeprefix("map."): value for key, value in options.items() if key.startswith("map.")}
    if options.get("guess", "").casefold() in {"no", "nei"}:
        return mapped
    taken = {name_key(value) for value in mapped.values()}
    free = tuple(name for name in names if name_key(name) not in taken)
    return {**{field: name for field, name in _guessed_once(free).items() if field not in mapped}, **mapped}


@lru_cache(maxsize=64)
def _guessed_once(names: tuple[str, ...]) -> dict[str, str]:
    return guessed_columns(names)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How records with one set of columns are read: field, column and translations of its values; defaults of fields."""

    columns: tuple[tuple[str, str, Mapping[str, str]], ...]
    defaults: tuple[tuple[str, str], ...]


def canonical(data: Mapping[str, object], options: Mapping[str, str], lookup: Lookup) -> dict[str, object]:
    """The record under canonical names: columns looked up, values translated, defaults filled in; blank ones are left out."""
    values: dict[str, object] = {}
    names, stated = tuple(data), tuple(options.items())
    reading = _reading(names, stated) if _are_worth_remembering(names) else _reading.__wrapped__(names, stated)
    for field, name, translations in reading.columns:
        value = _translated(lookup(data, name), translations)
        if not _is_missing(value):
            values[field] = value
    for field, default in reading.defaults:
        values.setdefault(field, default)
    return values


@lru_cache(maxsize=HEADERS_REMEMBERED)
def _reading(names: tuple[str, ...], stated: tuple[tuple[str, str], ...]) -> _Reading:
    columns = columns_for(names, dict(stated))
    return _Reading(
        tuple((field, name, _translations(field, stated)) for field, name in columns.items() if name),
        tuple((key.removeprefix("default."), default) for key, default in stated if key.startswith("default.")),
    )


def _translations(field: str, stated: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Their words for our terms of a field; what is stated first counts."""
    prefix = f"value.{field}."
    return {key[len(prefix) :].strip().casefold(): ours for key, ours in reversed(stated) if key.startswith(prefix)}


def check_table_options(options: Mapping[str, str]) -> None:
    """Raise `RunFailed` naming every field in `map.`, `default.` and `value.` options that Krets does not have."""
    fields = {_field_of(key) for key in options if key.startswith(("map.", "default.", "value."))}
    if unknown := sorted(field for field in fields if field not in FIELDS and not is_access_field(field)):
        raise RunFailed(f"there is no field {', '.join(unknown)}; the fields are {', '.join(sorted(FIELDS))} and access.TERM")


def _field_of(key: str) -> str:
    kind, _, rest = key.partition(".")
    if kind != "value":
        return rest
    if rest.startswith(ACCESS):
        return ACCESS + rest.removeprefix(ACCESS).partition(".")[0]
    return rest.partition(".")[0]


def _translated(value: object, translations: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return [_translated(each, translations) for each in value if not _is_missing(each)]
    return translations.get(str(value).strip().casefold(), value) if translations else value


def _is_missing(value: object) -> bool:
    return not value if isinstance(value, list | dict) else is_blank(value)
