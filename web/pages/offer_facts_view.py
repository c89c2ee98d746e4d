"""The fact box of an offer: when, for whom, what it costs, sign-up, languages, what to bring, contact. Where has its own module.

Every row says what is known in as few lines as it takes, and says so when the main thing is not known: no price is not free, no age
is not all ages. What is merely not mentioned (a trial, food) has no row.
"""

from catalog.listed import AnyOffer
from catalog.offer_facts import coming_meetings
from catalog.terms import AgeBasis, Answer, Audience, Booking, Cost, Kind, OccurrenceStatus, OrganiserKind, Referral, Status
from catalog.text import name_key
from catalog.values import UNKNOWN_AGES, AgeRange
from web.labels import label
from web.language import Language, mark
from web.links import organisation_path
from web.naming import SIGN_LANGUAGES
from web.pages.cards import price_of, who_of
from web.pages.offer_place import place_fact
from web.pages.own_words import says_more_of_age, says_more_of_time
from web.pages.schedules import is_days_on_end, when_words
from web.pages.telling import Telling, web_address
from web.view import Fact, FactLine, Link
from web.wording.dates import date_words, list_words
from web.wording.joining import booking_words, membership_words, price_words

SCHEMES = {
    "leisure-card": mark("Fritidskortet kan brukes"),
    "equipment-loan": mark("Utstyr kan lånes gratis av utlånsordninger (BUA)"),
}
NORWEGIAN = frozenset({"nb", "nn", "no"})
HELP = frozenset({Kind.HELP, Kind.GROUP})
"""Kinds for which it matters to know that one may simply come."""


def facts_of(told: Telling) -> tuple[Fact, ...]:
    """Every row, in the order of the questions that families ask."""
    rows = (
        Fact("calendar-days", told.gettext("Når"), _when(told)),
        Fact("user-round", told.gettext("Hvem"), _who(told)),
        Fact("wallet", told.gettext("Pris"), _price(told)),
        place_fact(told),
        Fact("clipboard-pen", told.gettext("Påmelding"), _booking(told)),
        Fact("languages", told.gettext("Språk"), _languages(told)),
        Fact("backpack", told.gettext("Utstyr"), _equipment(told)),
        Fact("utensils", told.gettext("Mat"), _food(told)),
        Fact("users-round", told.gettext("Sammen med"), _partners(told)),
        Fact("phone", told.gettext("Kontakt"), contact_of(told.offer, told.language)),
    )
    return tuple(row for row in rows if row.lines)


def organiser_line(told: Telling) -> FactLine:
    """Who offers it and what kind of body that is."""
    organisation = told.offer.organisation
    if organisation is None:
        return FactLine(told.gettext("Arrangør ikke oppgitt"))
    words = organisation.name
    if organisation.kind and not (organisation.kind is OrganiserKind.MUNICIPAL and "kommune" in words.lower()):
        kind = label(organisation.kind, told.language)
        words = f"{words}, {kind[:1].lower()}{kind[1:]}"
    return told.link(words, organisation_path(told.municipality.slug, organisation.slug))


def booking_link(told: Telling) -> Link | None:
    """The way to the organiser's own sign-up, while signing up can still lead to something."""
    offer = told.offer
    address = web_address(offer.booking_url)
    late = offer.booking_deadline is not None and offer.booking_deadline < told.speech.today
    if address is None or late or told.ended_on or offer.status is not Status.PUBLISHED:
        return None
    words = told.gettext("Les mer hos arrangøren") if offer.booking is Booking.DROP_IN else told.gettext("Meld på hos arrangøren")
    return Link(words, address)


def _when(told: Telling) -> tuple[FactLine, ...]:
    offer, speech = told.offer, told.speech
    words, own_words = when_words(offer, speech, told.now), [one for one in (offer.when_words, offer.opening_hours) if one]
    lines = [FactLine(words, lang=told.lang if name_key(words) in map(name_key, own_words) else None)]
    more = (stated for stated in own_words if says_more_of_time(stated, offer, speech, told.now))
    lines += [told.own(f"«{stated}»", quiet=True) for stated in more]
    repeated = [one for one in offer.series if not is_days_on_end(one)]
    if repeated and offer.last_day and offer.last_day >= speech.today:
        lines.append(told.quiet(told.gettext("Til og med %(day)s", day=date_words(offer.last_day, speech))))
    if offer.last_day and offer.last_day < speech.today:
        lines.append(told.quiet(told.gettext("Siste gang var %(day)s", day=date_words(offer.last_day, speech))))
    elif repeated:
        lines.append(_holidays(told))
    return tuple(lines)


def _holidays(told: Telling) -> FactLine:
    if told.offer.follows_school_calendar is Answer.YES:
        return told.quiet(told.gettext("Fri i skolens ferier"))
    if told.offer.follows_school_calendar is Answer.NO:
        return told.quiet(told.gettext("Går også i skolens ferier"))
    return told.quiet(told.gettext("Spør arrangøren om det er fri i skolens ferier"))


def _who(told: Telling) -> tuple[FactLine, ...]:
    offer = told.offer
    ages = AgeRange(offer.age_min, offer.age_max, offer.age_min_months, offer.age_max_months)
    words = who_of(offer, told.speech)
    lines = [FactLine(words, lang=told.lang if words == offer.age_words else None)]
    if ages == UNKNOWN_AGES and says_more_of_age(offer.age_words, offer, told.speech):
        lines.append(told.own(f"«{offer.age_words}»", quiet=True))
    if ages.known and offer.age_basis is AgeBasis.BIRTH_YEAR:
        lines.append(told.quiet(told.gettext("Alderen regnes etter fødselsår")))
    lines += _for_whom(told, ages) + _terms(told)
    return tuple(lines)


def _for_whom(told: Telling, ages: AgeRange) -> list[FactLine]:
    offer = told.offer
    lines = []
    audience = [Audience(word) for word in offer.audience if word != Audience.EVERYONE]
    if audience and ages.known:
        whom = list_words([label(one, told.language).lower() for one in audience], told.language)
        lines.append(told.quiet(told.gettext("For %(whom)s", whom=whom)))
    if offer.group:
        lines.append(FactLine(label(offer.group, told.language)))
    if offer.level:
        lines.append(told.own(offer.level, quiet=True))
    if offer.referral in {Referral.MEMBERS, Referral.REFERRAL} or (offer.referral is Referral.UNKNOWN and offer.kind in HELP):
        lines.append(FactLine(label(offer.referral, told.language)))
    elif offer.referral is Referral.OPEN:
        lines.append(told.quiet(told.gettext("Trenger ikke henvisning")))
    return lines


def _terms(told: Telling) -> list[FactLine]:
    stays = {Answer.YES: mark("En voksen må være med"), Answer.NO: mark("Barnet kan være der uten en voksen hjemmefra")}
    trial = {Answer.YES: mark("Du kan prøve først"), Answer.NO: mark("Ingen prøvetime")}
    words = (stays.get(told.offer.parent_stays), trial.get(told.offer.trial))
    return [told.quiet(told.gettext(one)) for one in words if one]


def _price(told: Telling) -> tuple[FactLine, ...]:
    offer, price = told.offer, price_of(told.offer)
    lines = [FactLine(price_words(price, told.language), free=price.cost is Cost.FREE)]
    if price.cost is Cost.UNKNOWN or (price.cost is Cost.PAID and price.amount_ore is None):
        lines.append(told.quiet(told.gettext("Spør arrangøren hva det koster")))
    if price.cost is not Cost.UNKNOWN and (membership := membership_words(price, told.language)):
        lines.append(FactLine(membership, quiet=True))
    if price.note:
        lines.append(told.own(f"«{price.note}»" if price.cost is Cost.UNKNOWN else price.note, quiet=True))
    if offer.sibling_price:
        lines.append(told.quiet(told.gettext("Søsken: %(price)s", price=offer.sibling_price)))
    lines += [told.quiet(told.gettext(SCHEMES[scheme])) for scheme in offer.schemes if scheme == "leisure-card"]
    return tuple(lines)


def _booking(told: Telling) -> tuple[FactLine, ...]:
    offer, speech = told.offer, told.speech
    lines = [FactLine(booking_words(offer.booking, speech, opens=offer.booking_opens, deadline=offer.booking_deadline))]
    if offer.booking_opens and offer.booking_opens > speech.today and offer.booking_deadline:
        lines.append(told.quiet(told.gettext("Fristen er %(day)s", day=date_words(offer.booking_deadline, speech))))
    if offer.booking_note:
        lines.append(told.own(offer.booking_note, quiet=True))
    coming = coming_meetings(offer, told.now)
    if coming and all(row.status is OccurrenceStatus.FULL for row in coming):
        lines.append(FactLine(label(OccurrenceStatus.FULL, told.language)))
    if offer.capacity is not None:
        lines.append(FactLine(told.language.ngettext("Plass til %(num)s", "Plass til %(num)s", offer.capacity), quiet=True))
    elif offer.unlimited:
        lines.append(told.quiet(told.gettext("Så mange som vil, får plass")))
    return tuple(lines)


def _languages(told: Telling) -> tuple[FactLine, ...]:
    names = list(dict.fromkeys(language_name(code, told) for code in told.offer.languages))
    words = list_words(names, told.language)
    return (FactLine(words[:1].upper() + words[1:]),) if names else ()


def language_name(code: str, told: Telling) -> str:
    """A language in which something is held; bokmål and nynorsk are both simply Norwegian to whoever listens."""
    if code in SIGN_LANGUAGES:
        words = told.gettext(SIGN_LANGUAGES[code])
        return words if told.language.code == "en" else words[:1].lower() + words[1:]
    names = told.language.locale.languages
    name: str = names.get("no" if code in NORWEGIAN else code.split("-", maxsplit=1)[0]) or code
    return name


def _equipment(told: Telling) -> tuple[FactLine, ...]:
    lines = [told.own(told.offer.equipment)] if told.offer.equipment else []
    lines += [FactLine(told.gettext(SCHEMES[scheme])) for scheme in told.offer.schemes if scheme == "equipment-loan"]
    return tuple(lines)


def _food(told: Telling) -> tuple[FactLine, ...]:
    return (told.own(told.offer.food),) if told.offer.food else ()


def _partners(told: Telling) -> tuple[FactLine, ...]:
    beside = [row.organisation for row in told.offer.co_organisers]
    return tuple(
        told.link(one.name, organisation_path(told.municipality.slug, one.slug)) for one in sorted(beside, key=lambda one: one.name)
    )


def contact_of(offer: AnyOffer, language: Language) -> tuple[FactLine, ...]:
    """How to reach whoever gives the offer: its own contacts, else those of the organisation; said where there are none."""
    organisation = offer.organisation
    lines = [FactLine(offer.contact_name)] if offer.contact_name else []
    own = bool(offer.phone or offer.email)
    phone, email = (offer.phone, offer.email) if own or organisation is None else (organisation.phone, organisation.email)
    lines += contact_lines(phone, email)
    address = web_address(offer.url) or (web_address(organisation.url) if organisation else None)
    if address:
        lines.append(FactLine(language.gettext("Nettsiden til arrangøren"), address))
    return tuple(lines) or (FactLine(language.gettext("Ikke oppgitt")),)


def contact_lines(phone: str | None, email: str | None) -> list[FactLine]:
    """A telephone number and an e-mail address that can be tapped."""
    lines = [FactLine(phone, "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+"))] if phone else []
    return lines + ([FactLine(email, f"mailto:{email}")] if email else [])
