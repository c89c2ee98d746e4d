"""From a typed text to its readings: the text is bounded, phrases and patterns are found, the longest count, the rest is left.

Pure: it knows the lexicon and the day, and nothing of what offers there are. It raises nothing, whatever is typed. Words in quotation
marks are meant literally. A second look, with slips put right, is taken only where words are left that nothing explains.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from search.filters import bounded_query
from search.understanding.compounds import compound_meaning
from search.understanding.dates import days_meant, from_to, period_meant
from search.understanding.findings import Finding, Moment, Role, Said, Sureness, chosen
from search.understanding.lexicon import Lexicon
from search.understanding.putting_right import Corrected, corrected
from search.understanding.reading import Understood
from search.understanding.readings import readings
from search.understanding.tokens import Token, lowered, quoted_spans, tokens


def understand(text: str, lexicon: Lexicon, today: date) -> Understood:
    """The readings of a text on a day in Norway, the best one with the others in it."""
    typed = bounded_query(text)
    moment = Moment(today, lexicon.calendar)
    found = _found(typed, lexicon, moment)
    right = corrected(typed, _unexplained(typed, found), lexicon.slips)
    if right is not None:
        found = _put_right(right, _found(right.text, lexicon, moment))
    return readings(typed, chosen(found))


def _found(text: str, lexicon: Lexicon, moment: Moment) -> list[Finding]:
    """Everything that phrases, patterns and compounds find, overlaps included; words in quotation marks aside."""
    small, words, quoted = lowered(text), tokens(text), quoted_spans(text)
    found = [*_by_rules(small, lexicon, moment), *lexicon.streets.findings(text, small, words), *_by_words(text, words, lexicon, moment)]
    found += _by_parts(_unexplained(text, chosen(found)), lexicon, moment)
    return [finding for finding in found if not any(finding.overlaps(*span) for span in quoted)]


def _by_parts(words: Sequence[Token], lexicon: Lexicon, moment: Moment) -> Iterator[Finding]:
    """What the parts of compounds mean, of words that mean nothing as wholes."""
    for token in words:
        if meant := _at_moment(compound_meaning(token.word, lexicon.words), moment):
            yield Finding(token.start, token.end, meanings=(meant,), sureness=Sureness.COMPOUND)


def _by_rules(small: str, lexicon: Lexicon, moment: Moment) -> Iterator[Finding]:
    for rule in lexicon.rules:
        yield from rule.findings(small, moment)


def _by_words(text: str, words: Sequence[Token], lexicon: Lexicon, moment: Moment) -> Iterator[Finding]:
    """Every phrase of the lexicon, at every word; only spaces, hyphens and apostrophes may part its words."""
    for first, token in enumerate(words):
        for count in range(1, min(max(2, lexicon.words.longest(token.word)), len(words) - first) + 1):
            span = words[first : first + count]
            if count > 1 and text[span[-2].end : span[-1].start].strip(" -–'’.*/"):
                break
            looked_up = lexicon.words.look_up([one.word for one in span])
            if looked_up is None:
                continue
            meanings, sureness = looked_up
            if count > 1 and _is_access_beside_subject(span, lexicon):
                continue
            told = [meant for meaning in meanings if meaning.role is Role.PART and (meant := _at_moment(meaning.said, moment))]
            role = meanings[0].role
            if told or role is not Role.PART:
                yield Finding(token.start, span[-1].end, role, tuple(dict.fromkeys(told)) if role is Role.PART else (), sureness)


def _is_access_beside_subject(span: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a phrase is but an access need and a subject, each in a word ("wheelchair basketball"): both are asked for then."""
    first = [found[0][0].said for token in span if (found := lexicon.words.look_up([token.word]))]
    names = {said.name for one in first for said in one}
    return len(first) == len(span) and names == {"access", "category"}


def _at_moment(said: Sequence[Said], moment: Moment) -> tuple[Said, ...]:
    """What is asked for on this day: days become dates, kinds of holiday the next one. Nothing where the calendar has none."""
    found: list[Said] = []
    for one in said:
        if one.name == "day":
            days = from_to(days_meant(one.value, moment))
            if not days:
                return ()
            found += [replace(day, alone=one.alone) for day in days]
        elif one.name == "period":
            slug = period_meant(one.value, moment)
            if slug is None:
                return ()
            found.append(replace(one, value=slug))
        else:
            found.append(one)
    return tuple(found)


def _unexplained(text: str, found: Sequence[Finding]) -> list[Token]:
    covered = [*((finding.start, finding.end) for finding in found), *quoted_spans(text)]
    return [token for token in tokens(text) if not any(start < token.end and token.start < end for start, end in covered)]


def _put_right(right: Corrected, found: Sequence[Finding]) -> list[Finding]:
    """What was found in the corrected text, at its place in the typed one."""
    placed: list[Finding] = []
    for finding in found:
        start, end = right.typed_span(finding.start, finding.end)
        touched = right.touches(finding.start, finding.end)
        told = right.text[finding.start : finding.end] if touched else finding.taken_for
        placed.append(replace(finding, start=start, end=end, taken_for=told))
    return placed
