"""What it costs, whether one must sign up, how far it is and how sure we are, in words."""

from datetime import date
from functools import lru_cache

from babel.numbers import format_decimal

from catalog.terms import Booking, Cost
from catalog.values import Price
from web.labels import label
from web.language import Language
from web.wording.dates import Speech, date_words


@lru_cache(maxsize=1_024)
def amount_words(ore: int, currency: str, language: Language) -> str:
    """A sum: "kr 1 250", "kr 99,50", "EUR 20"; øre only when there are any. Remembered, since Babel takes long over each."""
    number = format_decimal(ore / 100, format="#,##0.00" if ore % 100 else "#,##0", locale=language.locale)
    sign = "kr" if currency == "NOK" and language.code != "en" else currency
    return f"{sign}\N{NO-BREAK SPACE}{number}"


def price_words(price: Price, language: Language) -> str:
    """The price on one line: "Gratis", "kr 325 per sesong", "Koster noe" for a sum not given, "Pris ikke oppgitt"."""
    if price.cost is not Cost.PAID or price.amount_ore is None:
        return label(price.cost, language)
    amount = amount_words(price.amount_ore, price.currency, language)
    return amount if price.unit is None else f"{amount} {label(price.unit, language)}"


def membership_words(price: Price, language: Language) -> str | None:
    """What of the price is membership; None when nothing is known of one."""
    if price.membership_ore is None:
        return None
    if price.membership_ore == 0:
        return language.gettext("Krever ikke medlemskap")
    return language.gettext("Medlemskap er med i prisen: %(amount)s", amount=amount_words(price.membership_ore, price.currency, language))


def booking_words(booking: Booking, speech: Speech, *, opens: date | None = None, deadline: date | None = None) -> str:
    """Whether and until when one must sign up: "Bare møt opp", "Påmelding til 20. september", "Påmeldingen åpner 3. januar"."""
    language = speech.language
    if booking is Booking.DROP_IN or (booking is Booking.UNKNOWN and opens is None and deadline is None):
        return label(booking, language)
    if opens is not None and opens > speech.today:
        return language.gettext("Påmeldingen åpner %(day)s", day=date_words(opens, speech))
    if deadline is None:
        return language.gettext("Krever påmelding")
    if deadline < speech.today:
        return language.gettext("Påmeldingsfristen var %(day)s", day=date_words(deadline, speech))
    return language.gettext("Påmelding til %(day)s", day=date_words(deadline, speech))


def distance_words(metres: float, language: Language, *, origin: str | None = None) -> str:
    """How far: "900 m fra Hallingstad skole", "4,2 km", "12 km"; to the nearest 50 m, 100 m from a kilometre, 1 km from ten."""
    if metres < 975:
        far = f"{max(50, round(metres / 50) * 50)} m"
    else:
        kilometres = round(metres / 1000, 1) if metres < 9950 else float(round(metres / 1000))
        far = f"{format_decimal(kilometres, format='#,##0.#', locale=language.locale)} km"
    return far if origin is None else language.gettext("%(distance)s fra %(origin)s", distance=far, origin=origin)


def confirmed_words(confirmed: date | None, speech: Speech, *, for_period: bool = True, by_staff: bool = False) -> str:
    """Who confirmed it and when. `for_period` is whether the confirmation covers the period that was asked for (if any was)."""
    language = speech.language
    if confirmed is None:
        return language.gettext("Ikke bekreftet av arrangøren")
    if not for_period:
        return language.gettext("Ikke bekreftet for denne ferien – spør arrangøren")
    if by_staff:
        return language.gettext("Bekreftet av kommunen %(day)s", day=date_words(confirmed, speech))
    return language.gettext("Bekreftet av arrangøren %(day)s", day=date_words(confirmed, speech))
