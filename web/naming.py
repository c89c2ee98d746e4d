"""What the values of a search are called, for chips, facets and the heading: every legal value of every parameter has a name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.school_year import Holiday
from catalog.terms import AccessTerm, Audience, Booking, Cost, Group, HolidayKind, Kind, OrganiserKind, TimeOfDay, Weekday
from catalog.vocabulary import Vocabulary
from search.names import Names
from search.parameters import UNKNOWN
from web.labels import label
from web.language import mark
from web.wording.dates import Speech, date_words
from web.wording.joining import amount_words, distance_words

CLOSED_LISTS: Mapping[str, type[StrEnum]] = {
    "audience": Audience,
    "cost": Cost,
    "access": AccessTerm,
    "kind": Kind,
    "weekday": Weekday,
    "time": TimeOfDay,
    "organiser": OrganiserKind,
    "group": Group,
    "booking": Booking,
}
SIGN_LANGUAGES = {"nsl": mark("Norsk tegnspråk"), "sgn": mark("Tegnspråk")}


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of values in one municipality and language."""

    speech: Speech
    vocabulary: Vocabulary
    names: Names

    def of(self, parameter: str, value: str) -> str:
        """What a value of a parameter is called; the value itself where nobody has named it."""
        if parameter in CLOSED_LISTS:
            return label(CLOSED_LISTS[parameter](value), self.speech.language)
        if parameter in {"category", "exclude_category"}:
            return self._category(parameter, value)
        if (parameter, value) in self.names.called:
            return self.names.called[parameter, value]
        maker = _WORDS.get(parameter)
        return maker(self, value) if maker else value

    def _category(self, parameter: str, slug: str) -> str:
        name = self.vocabulary.label(slug, self.speech.language.code)
        return self.speech.language.gettext("Ikke: %(name)s", name=name) if parameter == "exclude_category" else name

    def age(self, value: str) -> str:
        """An age: "8 år"."""
        language = self.speech.language
        if value == UNKNOWN:
            return language.gettext("Alder ikke oppgitt")
        return language.ngettext("%(num)s år", "%(num)s år", int(value))

    def grade(self, value: str) -> str:
        """A grade: "3. trinn", "vg1"."""
        if value == UNKNOWN:
            return self.speech.language.gettext("Trinn ikke oppgitt")
        number = int(value)
        return f"vg{number - 10}" if number > 10 else self.speech.language.gettext("%(grade)s. trinn", grade=number)

    def holiday(self, value: str) -> str:
        """A school holiday with its week or year: "Høstferien, uke 40"."""
        return holiday_words(self.names.period(value), self.speech)

    def language(self, value: str) -> str:
        """A language's name in the page's language."""
        if value in SIGN_LANGUAGES:
            return self.speech.language.gettext(SIGN_LANGUAGES[value])
        name: str | None = self.speech.language.locale.languages.get(value)
        return f"{name[:1].upper()}{name[1:]}" if name else value

    def place(self, parameter: str, value: str) -> str:
        """A district, school or organisation whose name is not known, or the word for unknown."""
        language = self.speech.language
        if value != UNKNOWN:
            return value
        return language.gettext("Skole ikke oppgitt") if parameter == "school" else language.gettext("Krets ikke kjent")


def holiday_words(holiday: Holiday, speech: Speech) -> str:
    """A holiday as families say it: "Høstferien, uke 40", "Juleferien"; with its year when that is not the running school year's."""
    words = label(holiday.kind, speech.language)
    if holiday.kind in {HolidayKind.AUTUMN, HolidayKind.WINTER}:
        words = speech.language.gettext("%(holiday)s, uke %(week)s", holiday=words, week=holiday.first.isocalendar().week)
    far = (holiday.first - speech.today).days > 365
    return f"{words} {holiday.first.year}" if far else words


def _unknown_or_self(parameter: str) -> Callable[[Naming, str], str]:
    return lambda naming, value: naming.place(parameter, value)


def _from_to(message: str) -> Callable[[Naming, str], str]:
    return lambda naming, value: naming.speech.language.gettext(message, value=value)


def _day(message: str) -> Callable[[Naming, str], str]:
    return lambda naming, value: naming.speech.language.gettext(message, day=date_words(date.fromisoformat(value), naming.speech))


def _price(naming: Naming, value: str) -> str:
    amount = amount_words(round(float(value) * 100), "NOK", naming.speech.language)
    return naming.speech.language.gettext("Høyst %(amount)s", amount=amount)


def _within(naming: Naming, value: str) -> str:
    return naming.speech.language.gettext("Innen %(distance)s", distance=distance_words(int(value), naming.speech.language))


_WORDS: Mapping[str, Callable[[Naming, str], str]] = {
    "age": Naming.age,
    "grade": Naming.grade,
    "period": Naming.holiday,
    "language": Naming.language,
    "district": _unknown_or_self("district"),
    "school": _unknown_or_self("school"),
    "age_min": _from_to(mark("Fra %(value)s år")),
    "age_max": _from_to(mark("Til og med %(value)s år")),
    "grade_min": _from_to(mark("Fra %(value)s. trinn")),
    "grade_max": _from_to(mark("Til og med %(value)s. trinn")),
    "max_price": _price,
    "near": _from_to(mark("Nær %(value)s")),
    "radius": _within,
    "from": _day(mark("Fra %(day)s")),
    "to": _day(mark("Til %(day)s")),
    "confirmed": lambda naming, _value: naming.speech.language.gettext("Bare bekreftede"),
}
