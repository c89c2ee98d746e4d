"""Units of Enhetsregisteret, joined with Frivillighetsregisteret → `OrganisationDraft` with register facts.

Private matters stop at `kept`, before anything is stored: a sole proprietor is only a number; postal addresses, mobile numbers, roles and
account numbers are left out; an address with a person's line ("c/o …", "v/ …", "att. …") is a home, of which only postcode and place stay.
"""

import re
from datetime import date

from catalog.drafts import OrganisationDraft, RegisterFacts
from catalog.errors import InvalidValue
from catalog.terms import OrganiserKind, RegisterState
from catalog.text import clean_line, shorten
from importers.cells import Cells
from importers.contract import Context
from importers.errors import NOT_AN_OFFER, RecordRejected, RecordSkipped
from importers.fields.addresses import city_name, postcode_from
from importers.fields.dates import day_from
from importers.fields.organisation_numbers import organisation_number
from importers.fields.phones import phone_number
from importers.fields.urls import email_address, web_address
from importers.shapes.members import Object, part, parts, texts, whole, words

VOLUNTARY = "frivillighetsregisteret"
SOLE_PROPRIETOR = "ENK"
_MEMBERS = (
    "organisasjonsnummer navn hjemmeside epostadresse telefon registrertIFrivillighetsregisteret stiftelsesdato konkurs konkursdato "
    "underAvvikling underAvviklingDato underTvangsavviklingEllerTvangsopplosning slettedato"
)
_ADDRESS = ("postnummer", "poststed", "kommunenummer", "landkode")
_CARE_OF = r"c\s?[/\\]\s?o\b|v\s?[/\\]"
_NAMED = re.compile(rf"(?i)(?:^|[\s,;(])(?:{_CARE_OF})")
_PERSON = re.compile(
    rf"(?i)(?:^|[\s,;(])(?:{_CARE_OF}|c\.o\.|v\.\s?(?=[^\W\d])|att(?:n|ention)?\b|(?:styre)?leder\b|kontakt(?:person)?\b|kasserer\b|sekretær\b)"
)
"""In a line of an address; in names and purposes, where such words may stand for themselves, only the forms with a stroke count."""
_CAPITALS = "IL IF IK SK FK BK TK HK TIL FAU SFO NMK LHL FFO NAV KFUM KFUK JFF SIF LIF UL AS SA BA DA ANS IOGT AKS SMU"
_ABBREVIATIONS = frozenset(_CAPITALS.split())
_SMALL_WORDS = "i og på for av til ved med fra mot om de du et en"
_SMALL = frozenset(_SMALL_WORDS.split())
_STATES = (
    ("slettedato", RegisterState.DELETED, "slettedato"),
    ("konkurs", RegisterState.BANKRUPT, "konkursdato"),
    ("underTvangsavviklingEllerTvangsopplosning", RegisterState.WINDING_UP, ""),
    ("underAvvikling", RegisterState.WINDING_UP, "underAvviklingDato"),
)


def kept(unit: Object, entry: Object | None) -> dict[str, object]:
    """What may be stored of a unit and its entry in the voluntary register, as raw data."""
    form = words(part(unit, "organisasjonsform"), "kode")
    number = words(unit, "organisasjonsnummer")
    if form == SOLE_PROPRIETOR:
        return {"organisasjonsnummer": number, "organisasjonsform": {"kode": form}}
    address = part(unit, "forretningsadresse")
    found: dict[str, object] = {name: unit[name] for name in _MEMBERS.split() if name in unit}
    found["organisasjonsform"] = {"kode": form}
    found["navn"] = _without_person(words(unit, "navn") or "")
    found["forretningsadresse"] = {name: address[name] for name in _ADDRESS if name in address} | {"adresse": _street(address)}
    for name in ("aktivitet", "vedtektsfestetFormaal"):
        found[name] = [line for line in texts(unit, name) if not _NAMED.search(line)]
    if entry is not None:
        codes = [{name: code.get(name) for name in ("icnpoNummer", "rekkefoelge")} for code in parts(entry, "icnpoKategorier")]
        found[VOLUNTARY] = {"status": entry.get("frivilligOrganisasjonsstatus"), "icnpoKategorier": codes}
    return found


def draft_from(data: Object, context: Context) -> OrganisationDraft:
    """The organisation that a unit is. Raises `RecordSkipped` for a sole proprietor, `RecordRejected` without number or name."""
    context.notes.used.update(data)
    form = words(part(data, "organisasjonsform"), "kode")
    if form == SOLE_PROPRIETOR:
        raise RecordSkipped(NOT_AN_OFFER, "organisasjonsform", SOLE_PROPRIETOR)
    number, name = organisation_number(words(data, "organisasjonsnummer")), words(data, "navn")
    if number is None or not name:
        raise RecordRejected("organisation_number" if number is None else "name", "", "a unit has a number and a name")
    cells = Cells({member: data[member] for member in ("hjemmeside", "epostadresse", "telefon") if words(data, member)}, context)
    entry = part(data, VOLUNTARY)
    is_voluntary = data.get("registrertIFrivillighetsregisteret") is True
    return OrganisationDraft(
        name=readable_name(name)[:200],
        number=number,
        kind=OrganiserKind.VOLUNTARY if is_voluntary else OrganiserKind.MUNICIPAL if form == "KOMM" else None,
        url=cells.parsed("hjemmeside", lambda value: web_address(value, "hjemmeside")),
        email=cells.parsed("epostadresse", lambda value: email_address(value, "epostadresse")),
        phone=cells.parsed("telefon", phone_number),
        register=_facts(data, form, entry, context),
    )


def readable_name(name: str) -> str:
    """A name in running letters where the register has capitals ("LIER IL OG VENNER" → "Lier IL og Venner"); others stay."""
    text = clean_line(name)
    if not text.isupper():
        return text
    return " ".join(_readable(word, first=at == 0) for at, word in enumerate(text.split(" ")))


def _readable(word: str, *, first: bool) -> str:
    bare = word.strip("().,")
    if bare in _ABBREVIATIONS or any(sign.isdigit() or sign in "./&" for sign in bare):
        return word
    lower = word.lower()
    return lower if lower in _SMALL and not first else "-".join(part_of[:1].upper() + part_of[1:] for part_of in lower.split("-"))


def _facts(data: Object, form: str | None, entry: Object, context: Context) -> RegisterFacts:
    address = part(data, "forretningsadresse")
    state, since = next(
        ((state, day) for flag, state, day in _STATES if data.get(flag) not in (None, False, "")), (RegisterState.REGISTERED, "")
    )
    purpose = " ".join(texts(data, "vedtektsfestetFormaal") or texts(data, "aktivitet"))
    return RegisterFacts(
        legal_form=form[:10] if form else None,
        icnpo=_codes(entry),
        purpose=shorten(clean_line(purpose), 1000) or None,
        address=", ".join(texts(address, "adresse"))[:200] or None,
        postcode=_parsed(address, "postnummer", context),
        city=city_name(words(address, "poststed") or ""),
        founded=_day(data, "stiftelsesdato", context),
        state=state,
        state_on=_day(data, since, context) if since else None,
    )


def _codes(entry: Object) -> tuple[str, ...]:
    """The ICNPO codes as text, the main one (order 1) first, each once."""
    listed = parts(entry, "icnpoKategorier")
    numbers = (code.get("icnpoNummer") for code in sorted(listed, key=lambda code: whole(code, "rekkefoelge") or len(listed) + 1))
    return tuple(dict.fromkeys(str(number).strip() for number in numbers if isinstance(number, str | int) and str(number).strip()))


def _street(address: Object) -> list[str]:
    """The lines of an address; none where one of them names a person, since it then is that person's."""
    lines = texts(address, "adresse")
    return [] if any(_PERSON.search(line) for line in lines) else lines


def _without_person(name: str) -> str:
    match = _NAMED.search(name)
    return name[: match.start()].strip(" ,;(") if match else name


def _day(data: Object, name: str, context: Context) -> date | None:
    text = words(data, name)
    try:
        return day_from(text, name) if text else None
    except InvalidValue as error:
        context.notes.warn(name, text, error.reason)
        return None


def _parsed(data: Object, name: str, context: Context) -> str | None:
    try:
        return postcode_from(words(data, name))
    except InvalidValue as error:
        context.notes.warn(name, error.value, error.reason)
        return None
