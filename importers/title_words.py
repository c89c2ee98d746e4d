"""What a title is made of when two are compared: words without endings, what sets two titles apart, how alike they are. Pure.

Norwegian in both forms and a little English, by rule and a short list; it compares, and is no language analysis (that is search's).
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from catalog.text import clean_line

TITLES_REMEMBERED = 4_096
"""Of each, a few hundred bytes: the titles of a batch and of what it is compared with, not of a whole catalog."""

_NOT_WORD = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d")
_STOP = frozenset({
    "i", "på", "for", "med", "og", "av", "til", "ved", "en", "et", "ei", "ein", "eit", "den", "det", "de", "dei", "som", "fra", "frå",
    "om", "hos", "under", "over", "mellom", "både", "alle", "the", "and", "of", "at", "in", "a", "an", "by", "kl", "is", "du", "deg",
    "vi", "oss", "vår", "våre", "with",
})  # fmt: skip
_SAME_WORD = {  # nynorsk and English beside bokmål, in the words that titles are made of
    "song": "sang", "songleik": "sangleik", "symjing": "svømming", "symjekurs": "svømmekurs", "symje": "svømme", "kvar": "hver",
    "open": "åpen", "ope": "åpen", "opne": "åpen", "åpent": "åpen", "åpne": "åpen", "veke": "uke", "haust": "høst", "sumar": "sommer",
    "sommar": "sommer", "born": "barn", "barnas": "barn", "gut": "gutt", "heim": "hjem", "skule": "skole", "nybyrjar": "nybegynner",
    "vaksne": "voksen", "voksne": "voksen", "vaksen": "voksen", "forteljing": "fortelling", "saman": "sammen", "dansing": "dans",
    "cafe": "kafe", "verkstad": "verksted", "møtestad": "møteplass", "concert": "konsert", "swimming": "svømming", "football":
    "fotball", "handball": "håndball", "choir": "kor", "chess": "sjakk", "unge": "ungdom", "youth": "ungdom", "kids": "barn",
    "children": "barn", "leik": "lek", "sjølv": "selv", "førestilling": "forestilling", "framsyning": "forestilling", "vidaregåande":
    "videregående", "måndag": "mandag", "tysdag": "tirsdag", "laurdag": "lørdag", "rørsle": "bevegelse", "småborn": "småbarn",
    "kyrkje": "kirke", "kyrkja": "kirke", "kyrkjelyd": "menighet",
}  # fmt: skip
_ENDINGS = ("ene", "ane", "er", "ar", "en", "et", "a", "e", "n")
_SETS_APART: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("jente", "gjente", "girls"), ("gutt", "gut", "boys")),
    (("dame", "kvinne", "women"), ("herre", "menn", "mann", "men")),
    (("mandag", "måndag"), ("tirsdag", "tysdag"), ("onsdag",), ("torsdag",), ("fredag",), ("lørdag", "laurdag"), ("søndag", "sundag")),
    (("vår",), ("høst", "haust"), ("sommer", "sommar"), ("vinter",), ("jul",), ("påske",)),
    (("barne", "barn", "mini", "småtroll"), ("ungdom", "tween", "junior"), ("voksen", "vaksen"), ("senior", "pensjonist")),
    (("nybegynner", "nybyrjar", "begynner", "innføring"), ("videregående", "vidaregåande", "viderekom", "øvet", "avansert")),
    (("formiddag",), ("ettermiddag",), ("kveld",), ("morgen", "morgon")),
)
_ANOTHER_OCCASION = ("styremøte", "årsmøte", "foreldremøte", "dugnad", "generalprøve", "trenerkurs", "ekstra")
"""What is said of one title only and makes it another occasion of the same people."""
_ONLY_WHOLE = frozenset({"men", "vår", "jul", "gut", "mini", "mann"})
SAME_PART = 0.82
NUMBER = "number"


@lru_cache(maxsize=TITLES_REMEMBERED)
def folded(title: str) -> str:
    """A title in lower case, words only; accents but those of æ, ø and å gone."""
    plain = "".join(letter if letter in "åÅ" else unicodedata.normalize("NFD", letter)[0] for letter in clean_line(title).casefold())
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=TITLES_REMEMBERED)
def title_words(title: str) -> tuple[str, ...]:
    """The telling words of a title, without endings and years, each once, in order."""
    words = (_stem(word) for word in folded(title).split() if word not in _STOP and not _YEAR.fullmatch(word))
    return tuple(dict.fromkeys(word for word in words if word))


def _stem(word: str) -> str:
    word = _SAME_WORD.get(word, word)
    word = word[:-1] if word.endswith("s") and len(word) >= 6 else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            return _SAME_WORD.get(stem, stem)
    return word


def numbers_agree(one: str, other: str) -> bool:
    """Whether both titles have the same numbers in the same order."""
    return _NUMBER.findall(one) == _NUMBER.findall(other)


def set_apart(one: str, other: str) -> str | None:
    """What two titles say that cannot both be meant (numbers, girls and boys, weekdays, terms, levels); None when nothing does."""
    (our_numbers, ours), (their_numbers, theirs) = _claims(one), _claims(other)
    for some, more in zip(our_numbers, their_numbers, strict=True):
        if some and more and not (some <= more or more <= some):
            return NUMBER
    for group, mine, others in zip(_SETS_APART, ours, theirs, strict=True):
        if mine and others and not mine & others:
            return group[min(mine)][0]
    left, right = folded(one), folded(other)
    return next((word for word in _ANOTHER_OCCASION if (word in left) != (word in right)), None)


@lru_cache(maxsize=TITLES_REMEMBERED)
def _claims(title: str) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[int], ...]]:
    """The years and other numbers of a title, and which members of each group of `_SETS_APART` it names."""
    text = folded(title)
    found = frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(text))
    years = frozenset(number for number in found if _YEAR.fullmatch(number))
    words = text.split()
    named = tuple(
        frozenset(number for number, spellings in enumerate(group) if any(_is_said(word, one) for one in spellings for word in words))
        for group in _SETS_APART
    )
    return (years, found - years), named


def _is_said(word: str, spelling: str) -> bool:
    return word == spelling if spelling in _ONLY_WHOLE else word.startswith(spelling)


def words_alike(one: str, other: str) -> float:
    """How alike two words are, 0 to 1: the same, one begins the other (fotball, fotballtrening), or a slip of the pen."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and (long.startswith(short) or (len(short) >= 5 and long.endswith(short))):
        return 0.85
    if len(short) < 4 or short.isdigit() or long.isdigit():
        return 0.0
    alike = fuzz.ratio(one, other) / 100
    return alike if alike >= SAME_PART else 0.0


def titles_alike(one: str, other: str, beside: Collection[str] = ()) -> float:
    """How alike two titles are, 0 to 1. Words of `beside` (organiser, place) count only where one is made of nothing else.

    A title that lies whole within the other ("Espen Berg Trio", "Fjord Cadenza: Espen Berg Trio") is nearly the same.
    """
    ours, theirs = title_words(one), title_words(other)
    if ours and fuzz.ratio("".join(ours), "".join(theirs)) >= 93:
        return 1.0
    left, right = (tuple(word for word in words if word not in beside) for words in (ours, theirs))
    return _words_in_common(left, right) if left and right else _words_in_common(ours, theirs)


def _words_in_common(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    if not left or not right:
        return 0.0
    short, long = sorted((left, right), key=_weight)
    matched_short, matched_long = _matched(short, long)
    covers_short, covers_long = matched_short / _weight(short), matched_long / _weight(long)
    alone = len(short) == 1 and len(long) > 1
    return (0.45 if alone else 0.65) * covers_short + (0.55 if alone else 0.35) * covers_long


def _weight(words: Sequence[str]) -> float:
    return sum(min(len(word), 8) for word in words)


def _matched(short: Sequence[str], long: Sequence[str]) -> tuple[float, float]:
    free, ours, theirs = list(long), 0.0, 0.0
    for word in short:
        best = max(free, key=lambda one: words_alike(word, one), default=None)
        alike = words_alike(word, best) if best is not None else 0.0
        if best is not None and alike:
            free.remove(best)
            ours += alike * min(len(word), 8)
            theirs += alike * min(len(best), 8)
    return ours, theirs
