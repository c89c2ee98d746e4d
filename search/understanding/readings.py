"""From what was found to readings: small words join what they lead in, denials are read, what no part took is left.

A parameter that takes one value has it from the first words that say it, later ones are left as text; two spans of ages or of grades
become one that holds both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from search.filters import PARAMETERS
from search.understanding.findings import Finding, Role, Said
from search.understanding.leftovers import left_of
from search.understanding.negation import denied
from search.understanding.phrases import SPANS
from search.understanding.reading import Part, Understood

MOST_OTHERS = 3
SCHOOL_DAYS = 5
LEADING = frozenset({Role.LEAD, Role.NEAR})


def readings(text: str, found: Sequence[Finding]) -> Understood:
    """The best reading of a text with the others in it; `found` are the findings that count, in the order of the text."""
    found = _nearness_first(text, found)
    best = _reading(text, found)
    others = [other for at, second in _second_meanings(found) if (other := _reading(text, _with(found, at, second))) != best]
    if not best.parts and not best.to_find:
        return best
    if best.parts:
        others = [*others[: MOST_OTHERS - 1], Understood(text, (), text, text)]
    elif any(finding.role is not Role.PART for finding in found) and not _beside_fillers(text, found):
        others = [replace(best, to_find="")]
    return replace(best, others=tuple(dict.fromkeys(others)))


def _reading(text: str, found: Sequence[Finding]) -> Understood:
    read = denied(text, found)
    led = _led_in(text, _one_value_each(_own_weekdays(_whole_places(text, read.findings))))
    parts = tuple(_parts(led))
    rest = left_of(text, led, read.not_sought)
    liked = " ".join(text[one.start : one.end] for one in found if one in read.findings and one.is_category)
    sought = rest.sought if parts or rest.sought else rest.whole
    return Understood(text, parts, rest.whole, sought, liked)


def _parts(found: Iterable[Finding]) -> Iterable[Part]:
    seen: set[tuple[str, str, int]] = set()
    for finding in found:
        if finding.role is not Role.PART:
            continue
        for said in finding.said:
            if (said.name, said.value, finding.start) not in seen:
                seen.add((said.name, said.value, finding.start))
                yield Part(said.name, said.value, finding.start, finding.end, finding.taken_for, said.alone)


def _led_in(text: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings with small words joined to the part that they stand before."""
    led: list[Finding] = []
    for finding in found:
        start = finding.start
        while finding.role is Role.PART and led and led[-1].role in LEADING and not text[led[-1].end : start].strip():
            start = led.pop().start
        led.append(replace(finding, start=start))
    return led


def _whole_places(text: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings with a postcode and the place or address beside it as one ("3425 Reistad", "Baneveien 1, 3400"): the latter counts."""
    told: list[Finding] = []
    for finding in found:
        before = told[-1] if told else finding
        beside = before is not finding and not text[before.end : finding.start].strip(" ,")
        codes = [one.said[0].value.isdecimal() for one in (before, finding) if [said.name for said in one.said] == ["near"]]
        if beside and len(codes) == 2 and any(codes):
            told[-1] = replace(finding if codes[0] else before, start=before.start, end=finding.end)
        else:
            told.append(finding)
    return told


def _own_weekdays(found: Sequence[Finding]) -> list[Finding]:
    """The findings without weekdays that are only implied ("etter skolen") where others are said ("etter skolen på mandag")."""
    if not any({said.name for said in one.said} == {"weekday"} for one in found):
        return list(found)
    implied = [one for one in found if {said.name for said in one.said} == {"time", "weekday"} and len(one.said) > SCHOOL_DAYS]
    return [one.meaning(*(said for said in one.said if said.name != "weekday")) if one in implied else one for one in found]


def _one_value_each(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that say another value of what takes one only; spans of ages and of grades united."""
    kept = _united(found)
    settled: dict[str, str] = {}
    told: list[Finding] = []
    for finding in kept:
        single = {said.name: said.value for said in finding.said if not PARAMETERS[said.name][1].several}
        if all(settled.get(name, value) == value for name, value in single.items()) and _in_order({**settled, **single}):
            settled.update(single)
            told.append(finding)
    return told


def _in_order(settled: dict[str, str]) -> bool:
    """Whether the ends of each span lie in order."""
    spans = ((low, high) for low, high in SPANS.values() if low in settled and high in settled)
    days = not ("from" in settled and "to" in settled) or settled["from"] <= settled["to"]
    return days and all(int(settled[low]) <= int(settled[high]) for low, high in spans)


def _united(found: Sequence[Finding]) -> list[Finding]:
    """Each whole span of ages, or of grades, made as wide as all of them together."""
    kept = list(found)
    for low, high in SPANS.values():
        whole = [one for one in kept if {said.name for said in one.said} >= {low, high}]
        if len(whole) > 1:
            values = [{said.name: int(said.value) for said in one.said} for one in whole]
            wide = {low: str(min(value[low] for value in values)), high: str(max(value[high] for value in values))}
            kept = [
                one.meaning(*(replace(said, value=wide.get(said.name, said.value)) for said in one.said)) if one in whole else one
                for one in kept
            ]
    return kept


def _widened(finding: Finding, ends: Mapping[str, str]) -> Finding:
    return finding.meaning(*(replace(said, value=ends.get(said.name, said.value)) for said in finding.said))


def _nearness_first(text: str, found: Sequence[Finding]) -> list[Finding]:
    """A place behind "nær" is one to be near, where it may be that."""
    told = list(found)
    for at in range(1, len(told)):
        before, here = told[at - 1], told[at]
        if before.role is Role.NEAR and here.role is Role.PART and not text[before.end : here.start].strip():
            told[at] = replace(here, meanings=tuple(sorted(here.meanings, key=lambda said: said[0].name != "near")))
    return told


def _second_meanings(found: Sequence[Finding]) -> Iterable[tuple[int, tuple[Said, ...]]]:
    for at, finding in enumerate(found):
        for meaning in finding.meanings[1:]:
            yield at, meaning


def _with(found: Sequence[Finding], at: int, meaning: tuple[Said, ...]) -> list[Finding]:
    return [finding.meaning(*meaning) if index == at else finding for index, finding in enumerate(found)]


def _beside_fillers(text: str, found: Sequence[Finding]) -> bool:
    """Whether a word stands in the text that is no small word and no filler."""
    return any(letter.isalnum() and not any(one.start <= at < one.end for one in found) for at, letter in enumerate(text))
