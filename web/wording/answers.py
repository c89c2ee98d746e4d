"""The answer to a search as a heading, and counts in words: "27 gratis tilbud for 8-åringer i høstferien: fotball"."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.language import Language
from web.wording.dates import list_words


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a search belongs in its heading. `subjects` are category labels, `period` the holiday's name, `place` a name."""

    free: bool = False
    ages: Sequence[int] = ()
    subjects: Sequence[str] = ()
    period: str | None = None
    place: str | None = None
    text: str = ""


def heading_words(total: int, asked: Asked, language: Language) -> str:
    """The heading of the results: number, for whom, when, where, and after a colon what. "Ingen" for none."""
    words = [_counted(total, asked.free, language)]
    if asked.ages:
        words.append(_for_ages(asked.ages, language))
    if asked.period:
        words.append(language.gettext("i %(period)s", period=_lower(asked.period)))
    if asked.place:
        words.append(language.gettext("nær %(place)s", place=asked.place))
    subjects = [_lower(one) for one in asked.subjects] + ([f"«{asked.text}»"] if asked.text else [])
    return " ".join(words) + (f": {list_words(subjects, language)}" if subjects else "")


def hits_words(total: int, language: Language) -> str:
    """How many hits: "27 treff", "1 treff", "Ingen treff"."""
    return language.gettext("Ingen treff") if total == 0 else language.ngettext("%(num)s treff", "%(num)s treff", total)


def offers_words(total: int, language: Language, *, free: bool = False) -> str:
    """How many offers: "34 gratis tilbud", "1 tilbud", "Ingen tilbud"."""
    return _counted(total, free, language)


def remove_words(label: str, language: Language) -> str:
    """What a chip's cross does, for a screen reader."""
    return language.gettext("Ta bort filteret %(label)s", label=label)


def _counted(total: int, free: bool, language: Language) -> str:
    if total == 0:
        return language.gettext("Ingen gratis tilbud") if free else language.gettext("Ingen tilbud")
    if free:
        return language.ngettext("%(num)s gratis tilbud", "%(num)s gratis tilbud", total)
    return language.ngettext("%(num)s tilbud", "%(num)s tilbud", total)


def _for_ages(ages: Sequence[int], language: Language) -> str:
    if len(ages) == 1:
        return language.gettext("for %(age)s\u2011åringer", age=ages[0])
    return language.gettext("for %(ages)s år", ages=list_words([str(age) for age in sorted(set(ages))], language))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
