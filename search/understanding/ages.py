"""Ages in words and digits: "8 år", "åtteåring", "8 og 11 år", "mellom 6 og 9", "fra 13 år", "18 måneder", "født 2018".

Whole years are asked for: half years are left out ("to og et halvt år" is 2), months are whole years of age. A year of birth is a
span of two ages, since nobody says the day. Numbers without a word for years are ages only after a word for age or "mellom".
"""

import re

from catalog.values import MAX_AGE
from search.understanding.findings import Moment, Said
from search.understanding.patterns import DASH, Pieces, Rule, rule

MONTHS_A_YEAR = 12
OLDEST_CHILD = 25


def age_rules(pieces: Pieces) -> tuple[Rule, ...]:
    """The rules for ages, with the words of the phrase data."""
    reading = _Reading(pieces)
    half = r"(?:[.,]5|\s?½|\s1/2|\s+og\s+(?:et|en|eit|ein)\s+halvt?)?"
    one = rf"{pieces.number}{half}"
    years = rf"[\s-]*{pieces.unit('years')}(?:[\s-]+{pieces.unit('old')})?"
    perhaps = rf"(?:{years})?"
    child = rf"(?P<whom>{pieces.words('child')}\s+(?:(?:på|i alderen|of|aged|som er|is|are|er)\s+)?)?"
    whom = rf"(?:{pieces.words('child')}|{pieces.words('ages')})"
    children = rf"(?P<whose>\s+{pieces.words('child')})?"
    listed = rf"{one}(?:{years}|{DASH})?(?:{pieces.separator}{one}(?:{years}|{DASH})?){{0,4}}{pieces.separator}{one}"
    bare = rf"\d{{1,2}}(?:{pieces.separator}\d{{1,2}}){{0,4}}"
    age = pieces.sign("age")
    between = rf"{pieces.sign('between')}\s+"
    return (
        rule(rf"{child}(?:{between})?{one}{perhaps}{pieces.to}{one}{years}{children}", reading.span),
        rule(rf"{child}{age}\s*:?\s*(?:{between})?{one}{pieces.to}{one}{perhaps}", reading.span),
        rule(rf"{whom}\s*:?\s*\(?{pieces.number}{pieces.to}{pieces.number}{perhaps}(?!\s*[.:]|[.:]?\d)", reading.span),
        rule(rf"{child}mellom\s+{one}{perhaps}\s+(?:og|and)\s+{one}{perhaps}{children}", reading.span),
        rule(rf"{child}(?:between|ages?|aged)\s+{one}{perhaps}\s+(?:and|to)\s+{one}{years}{children}", reading.span_or_two),
        rule(rf"{child}between\s+(?:ages\s+)?{one}\s+and\s+{one}{perhaps}{children}", reading.span),
        rule(rf"{child}{listed}{years}{children}", reading.several),
        rule(rf"{child}{age}\s+{listed}{perhaps}", reading.several),
        rule(rf"{child}(?:{pieces.sign('above')}\s+){one}{years}", reading.from_age),
        rule(rf"{child}(?:{age}\s+)?{one}{perhaps}\s*(?:{pieces.sign('upwards')})", reading.from_age),
        rule(rf"{child}(?:{pieces.sign('below')}\s+){one}{years}", reading.below),
        rule(rf"{child}(?:{pieces.sign('upto')}\s+){one}{years}", reading.up_to),
        rule(rf"{child}{one}{years}\s+(?:{pieces.sign('downwards')})", reading.up_to),
        rule(rf"{whom}\s+(?:{pieces.sign('above')})\s+{one}", reading.from_age),
        rule(rf"{whom}\s+(?:{pieces.sign('below')})\s+{one}", reading.below),
        rule(rf"{child}{one}{pieces.to}{one}[\s-]*{pieces.unit('months')}", reading.months),
        rule(rf"{child}{one}[\s-]*{pieces.unit('months')}(?:[\s-]+{pieces.unit('old')})?{children}", reading.months),
        rule(rf"{child}{pieces.sign('born')}\s+(?P<born>20\d\d)", reading.born),
        rule(rf"{child}(?:{age}\s+)?{one}{years}{children}", reading.single),
        rule(rf"{child}{age}\s+{one}", reading.single),
        rule(rf"(?P<whom>(?:{pieces.number}\s+)?{pieces.words('child')}\s+(?:på\s+)?){bare}(?!\w|[.:,]?\d|\s*[.-])", reading.several),
    )


class _Reading:
    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def span(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """From the first number to the last, in whatever order; words between them ("to") may look like numbers too."""
        numbers = self._ages(match)
        return _span(numbers[0], numbers[-1]) if len(numbers) > 1 else ()

    def span_or_two(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """ "Ages 6 to 9" is a span, "aged 4 and 7" are two children; "between" always spans."""
        two = re.search(r"\sand\s", match[0]) and not re.search(r"\bbetween\b", match[0])
        return self.several(match, moment) if two else self.span(match, moment)

    def several(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """Each number an age of its own."""
        ages = sorted(set(self._ages(match)))
        unit = "år" if len(ages) > 1 else None
        return tuple(Said("age", str(age), f"{age} {unit}" if unit else None) for age in ages)

    def single(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """The one number."""
        return self.several(match, moment)

    def from_age(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """The age and upwards; "over 10" includes 10, for offers are not meant so closely."""
        return _end("age_min", self._ages(match), 0)

    def below(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """Under the age, which is itself too old."""
        return _end("age_max", self._ages(match), -1)

    def up_to(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """The age and downwards."""
        return _end("age_max", self._ages(match), 0)

    def months(self, match: re.Match[str], _: Moment) -> tuple[Said, ...]:
        """Months in whole years."""
        years = [number // MONTHS_A_YEAR for number in self._pieces.all_numbers(match[0])]
        return (Said("age", str(years[0])),) if len(years) == 1 else _span(years[0], years[-1])

    def born(self, match: re.Match[str], moment: Moment) -> tuple[Said, ...]:
        """The two ages that a child born in a year may have today."""
        oldest = moment.today.year - int(match["born"])
        return _span(max(0, oldest - 1), oldest) if 0 <= oldest <= OLDEST_CHILD else ()

    def _ages(self, match: re.Match[str]) -> list[int]:
        """The numbers of a match that may be ages, those in words for the child ("en gutt") left out."""
        groups = match.groupdict()
        start = match.end("whom") if groups.get("whom") else match.start()
        end = match.start("whose") if groups.get("whose") else match.end()
        whole_years = re.sub(r"[.,]5|½|1/2|\se[tni]t?\shalvt?", "", match.string[start:end])
        return [number for number in self._pieces.all_numbers(whole_years) if number <= MAX_AGE]


def _span(one: int, other: int) -> tuple[Said, ...]:
    return Said("age_min", str(min(one, other))), Said("age_max", str(max(one, other)))


def _end(name: str, ages: list[int], step: int) -> tuple[Said, ...]:
    return (Said(name, str(ages[-1] + step)),) if ages and ages[-1] + step >= 0 else ()
