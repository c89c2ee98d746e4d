"""The answer to a search as a heading, counts, and what else could be asked, in words.

"27 gratis tilbud for 8-åringer i høstferien: fotball", "Uten «gratis»", "Også i Heia og Hegg skolekrets".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.values import AgeRange, GradeRange
from web.language import Language
from web.wording.dates import list_words
from web.wording.people import age_words, grade_words


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a search belongs in its heading. `subjects` are category labels, `period` the holiday's name, `place` a name.

    `span` and `grades` are the ages and grades asked for where no single ages are; `within` says where in whole words.
    """

    free: bool = False
    ages: Sequence[int] = ()
    span: AgeRange | None = None
    grades: GradeRange | None = None
    subjects: Sequence[str] = ()
    period: str | None = None
    place: str | None = None
    within: str | None = None
    text: str = ""


def heading_words(total: int, asked: Asked, language: Language) -> str:
    """The heading of the results: number, for whom, when, where, and after a colon what. "Ingen" for none."""
    words = [_counted(total, asked.free, language)]
    if whom := _for_whom(asked, language):
        words.append(whom)
    if asked.period:
        words.append(language.gettext("i %(period)s", period=lowered(asked.period)))
    if asked.within:
        words.append(language.gettext("i %(place)s", place=asked.within))
    if asked.place:
        words.append(language.gettext("nær %(place)s", place=asked.place))
    subjects = [lowered(one) for one in asked.subjects] + ([quoted(asked.text, language)] if asked.text else [])
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


def quoted(words: str, language: Language) -> str:
    """Words as somebody typed them: «turn», and “turn” in English."""
    return language.gettext("«%(words)s»", words=words)


def any_words(words: Sequence[str], language: Language) -> str:
    """Words of which any will do: "tirsdag, onsdag eller fredag"."""
    if len(words) < 2:
        return "".join(words)
    return language.gettext("%(first)s eller %(last)s", first=", ".join(words[:-1]), last=words[-1])


ENGLISH_CAPITALS = frozenset({"Christmas", "Easter", "English", "Norwegian", "Sámi", "Ukrainian"})
"""First words of labels that are written so within an English sentence too, and begin no bokmål or nynorsk label."""


def lowered(words: str) -> str:
    """Words as they stand within a sentence; an abbreviation keeps its capitals, and so does what English always writes so."""
    stays = words[1:2].isupper() or words.split(" ", maxsplit=1)[0] in ENGLISH_CAPITALS
    return words if stays else words[:1].lower() + words[1:]


def _counted(total: int, free: bool, language: Language) -> str:
    if total == 0:
        return language.gettext("Ingen gratis tilbud") if free else language.gettext("Ingen tilbud")
    if free:
        return language.ngettext("%(num)s gratis tilbud", "%(num)s gratis tilbud", total)
    return language.ngettext("%(num)s tilbud", "%(num)s tilbud", total)


def _for_whom(asked: Asked, language: Language) -> str:
    if len(asked.ages) == 1:
        return language.gettext("for %(age)s\u2011åringer", age=asked.ages[0])
    if asked.ages:
        return language.gettext("for %(ages)s år", ages=list_words([str(age) for age in sorted(set(asked.ages))], language))
    if asked.span and asked.span.known:
        return language.gettext("for %(whom)s", whom=lowered(age_words(asked.span, language)))
    if asked.grades and asked.grades.known:
        return language.gettext("for %(whom)s", whom=grade_words(asked.grades, language))
    return ""
