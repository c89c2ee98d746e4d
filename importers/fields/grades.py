"""School grades in words → `GradeRange` ("1.–4. trinn", "5. klasse", "ungdomsskolen", "Vg1"), in nb, nn and en.

Rule: grades count 1–13 through the Norwegian school (8–10 ungdomsskole, 11–13 videregående). A number alone is no grade: the
words must say trinn, klasse, grade or name a school stage. Anything else stays unknown; the caller keeps the words.
"""

import re
from itertools import pairwise

from catalog.errors import InvalidValue
from catalog.values import MAX_GRADE, GradeRange
from importers.fields.words import ORDINAL_WORDS, digits_for_words, folded, is_too_long, word_set

_UNIT = (
    r"(?:års|klasse)?(?:trinn(?:et)?|trinna|klasse(?:r|n|ne|trinn|trinnet)?|klassar|"
    r"klassinger|klassingar|steg(?:et)?|grade(?:rs?|s)?)"
)
_UNIT_AFTER = rf"(?:{_UNIT}|kl\b\.?)"
_YEARS_OLD = (
    r"\d{1,2}(?:[.,]\d)?(?:\s*(?:-|til|to|og|/)\s*\d{1,2}(?:[.,]\d)?)?\s*-?\s*(?:års?|mnd|måneder|månader|åring\w*|years?|yrs?|months?)\b"
)
_KEPT_DIGITS = {ord("0") + n: 0xE000 + n for n in range(10)}
_GIVEN_BACK = {0xE000 + n: ord("0") + n for n in range(10)}
_STAGES = (
    (r"(?:småskole\w*|småskule\w*|småtrinn\w*)", 1, 4),
    (r"(?:mellomtrinn\w*|mellomsteg\w*)", 5, 7),
    (r"(?:ungdomsskole\w*|ungdomsskule\w*|ungdomstrinn\w*|ungdomssteg\w*|lower secondary(?: school)?)", 8, 10),
    (r"(?:videregående(?: skole\w*)?|vidaregåande(?: skule\w*)?|vgs\.?|upper secondary(?: school)?)", 11, 13),
    (r"(?:barneskole\w*|barneskule\w*|barnetrinn\w*|barnesteg\w*|primary school)", 1, 7),
    (r"(?:grunnskole\w*|grunnskule\w*)", 1, 10),
)
_SCHOOL_AGE = re.compile(
    r"\b(?:(?:fra|frå|from|i|etter)\s+)?(?:skolestart|skulestart|skolealder|skulealder|skolebarn|skoleelev|"
    r"skuleelev|skulebarn|skuleborn|school age|school-aged?)\w*"
)
_AGE_THEN_GRADE = re.compile(r"(?:\b(?:fra|frå|from)\s+)?([\ue000-\ue009]+\s*år)\s*(?:-|til|to)\s*(?=§)")
_GRADE_THEN_AGE = re.compile(r"(?:\b(?:fra|frå|from)\s+)?(§\d+§)\s*(?:-|til|to)\s*(?=[\ue000-\ue009]+\s*år)")
_VG = re.compile(
    r"\b(?:vg|videregående|vidaregåande)\s?([123])\b|\b([123])\.?\s*(?:klasse\s*)?(?:på\s*)?(?:vgs\b\.?|videregående|vidaregåande)"
)
_VG_SPAN = re.compile(r"\bvg\s?([123])-([123])\b")
_ORDINAL_PREFIX = re.compile(r"\b(første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|syvende)(?=klass|trinn)")
_ORDINAL_SUFFIX = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_FROM = r"(?:f\.?o\.?m\.?|fra og med|frå og med|fra|frå|from|minimum|min\.?|over)\s+"
_UNTIL = r"(?:t\.?o\.?m\.?|til og med|opp til|opptil|inntil|up to|maks\.?|til|to|through)\s+"
_UP = r"\s*(?:\+|-$|(?:og|and|eller)\s+(?:oppover|eldre|up|over|above))"
_SPAN = re.compile(rf"(?:{_FROM})?§(\d+)§(?:-|\s*/\s*|\s*{_UNTIL})§(\d+)§")
_BETWEEN = re.compile(r"\b(?:mellom|between)\s+§(\d+)§\s+(?:og|and)\s+§(\d+)§")
_ABOVE = re.compile(rf"{_FROM}§(\d+)§(?:{_UP})?|§(\d+)§{_UP}")
_AND_DOWN = re.compile(r"§(\d+)§\s*(?:og|eller|and|or)\s+(?:yngre|younger|nedover|below)\b")
_BELOW = re.compile(rf"{_UNTIL}§(\d+)§")
_STAGE = re.compile(r"§(\d+)=(\d+)§")
_ONE = re.compile(r"§(\d+)§")
_HARMLESS = word_set(
    "elever elevar kun only bare berre children children's s på i for og and pupils students in barn ungdom unge "
    "jenter gutter gutar alle passer trinn the av fra ved skole"
)
_WORD = re.compile(r"[^\W\d_]+")


def grades_from_words(words: object) -> GradeRange:
    """The grades that the words state; unknown when not sure. Raises `InvalidValue` for grades that cannot be (backwards, 14)."""
    grades, rest = grades_in(folded(words))
    rest = re.sub(r"\([^()]*\)", " ", rest)
    if is_too_long(words) or re.search(r"[\d?]", rest) or any(word not in _HARMLESS for word in _WORD.findall(rest)):
        return GradeRange()
    return grades


def grades_in(text: str) -> tuple[GradeRange, str]:
    """The grades that a folded text names, and the text without them; ages beside them ("8–10 år, 3.–5. trinn") are left alone."""
    kept = re.sub(_YEARS_OLD, lambda m: m.group().translate(_KEPT_DIGITS), text)
    marked = _marked(kept)
    if "§" not in marked and not _SCHOOL_AGE.search(marked):
        return GradeRange(), text
    marked = _AGE_THEN_GRADE.sub(r"fra \1, til ", _GRADE_THEN_AGE.sub(r"fra \1, til ", marked))
    ranges: list[GradeRange] = []
    for pattern, make in _FORMS:
        ranges += [make(*(int(g) for g in match.groups() if g is not None)) for match in pattern.finditer(marked)]
        marked = pattern.sub(" ", marked)
    if _SCHOOL_AGE.search(marked):
        ranges, marked = [*ranges, GradeRange(1, None)], _SCHOOL_AGE.sub(" ", marked)
    found = _union(sorted(ranges, key=lambda r: (r.min or 0, r.max or MAX_GRADE))) if ranges else GradeRange()
    return found, marked.translate(_GIVEN_BACK)


def _marked(text: str) -> str:
    """The text with every grade written §n§ and every stage §n=m§, so that one set of patterns reads all spellings."""
    text = _ORDINAL_PREFIX.sub(lambda m: f"{ORDINAL_WORDS[m[1]]}. ", text)
    text = re.sub(r"(?<=\d)\.?-(?=klass|trinn)", ". ", text)
    text = _VG_SPAN.sub(r"vg\1-vg\2", text)
    text = _VG.sub(lambda m: f"§{int(m[1] or m[2]) + 10}§", text)
    for pattern, first, last in _STAGES:
        text = re.sub(rf"\b{pattern}", f"§{first}={last}§", text)
    if not re.search(rf"\b{_UNIT}|\d\.?\s?{_UNIT_AFTER}", text):
        return text
    text = digits_for_words(text, {k: v for k, v in ORDINAL_WORDS.items() if k != "annen"})
    text = _ORDINAL_SUFFIX.sub(r"\1", text)
    text = re.sub(rf"(?<![=\d§])(\d{{1,2}})\.?\s*(?:{_UNIT_AFTER})?(?![\d=§])", r"§\1§", text)
    return re.sub(rf"\b{_UNIT}\s*(?=§)|(?<=§)\s*{_UNIT_AFTER}|\b{_UNIT}(?!\w)", "", text)


def _span(low: int, high: int) -> GradeRange:
    if low > high:
        raise InvalidValue("grade", f"{low}–{high}", "the lowest grade is above the highest")
    return GradeRange(low, high)


_FORMS = (
    (_BETWEEN, _span),
    (_SPAN, _span),
    (_STAGE, _span),
    (_ABOVE, lambda low: GradeRange(low, None)),
    (_AND_DOWN, lambda high: GradeRange(None, high)),
    (_BELOW, lambda high: GradeRange(None, high)),
    (_ONE, lambda grade: GradeRange(grade, grade)),
)


def _union(ranges: list[GradeRange]) -> GradeRange:
    """One range for grades that follow each other without a gap; unknown when there is a gap."""
    if len(ranges) == 1:
        return ranges[0]
    if any(a.max is None or b.min is None or b.min > a.max + 1 for a, b in pairwise(ranges)):
        return GradeRange()
    last = ranges[-1].max
    return GradeRange(ranges[0].min, None if last is None else max(r.max for r in ranges if r.max is not None))
