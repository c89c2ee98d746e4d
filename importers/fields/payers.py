"""Whom the words beside an amount name: children, adults, members, siblings, holders of a card, or what it pays for beside.

Ages say it too: up to five a toddler, from sixteen an adult, from sixty a pensioner, else a child.
"""

import re
from enum import StrEnum


class Payer(StrEnum):
    """Whom an amount is for, or what it is for beside taking part."""

    CHILD = "child"
    ADULT = "adult"
    TODDLER = "toddler"
    MEMBER = "member"
    OTHERS = "others"
    MEMBERSHIP = "membership"
    SIBLING = "sibling"
    REDUCED = "reduced"
    FAMILY = "family"
    DEPOSIT = "deposit"
    EXTRA = "extra"
    TRIAL = "trial"
    UP_TO = "up-to"


_YEARS_OLD = r"(?:års?(?!lig|sk|av)(?:\s?gam\w+)?|åring\w*|years?(?: olds?)?|yrs?)\b"
AGE_WORDS = re.compile(
    rf"\b(?:(?P<under>under)|(?P<over>over|fylt))\s+(?P<n1>\d{{1,2}})(?:\s*{_YEARS_OLD})?(?![\d%])|"
    rf"\b(?:(?P<to>til|inntil|opp til|t\.?o\.?m\.?|til og med|up to)|(?P<from>fra|frå|from))\s+(?P<n2>\d{{1,2}})\s*-?{_YEARS_OLD}|"
    rf"\b(?P<low>\d{{1,2}})\s*-\s*(?P<high>\d{{1,2}})\s*-?{_YEARS_OLD}|"
    rf"\b(?P<n3>\d{{1,2}})(?P<up>\s*\+)?\s*-?{_YEARS_OLD}|\b(?P<n4>\d{{2}})\+"
)
_PAYERS = (
    (
        Payer.SIBLING,
        r"\bsøsken\w*|\bsysken\w*|\bsiblings?\b|\bbarn (?:nr\.?|nummer) ?(?:2|to|3|tre)\b|\b(?:andre|neste|second) (?:barn|child)\b",
    ),
    (
        Payer.OTHERS,
        (
            r"\b(?:ikke|ikkje)-?\s?medlem\w*|\bnon-?\s?members?\b|\b(?:ellers|elles|andre|others?|otherwise|øvrige|alle andre)\b|"
            r"\b(?:uten|utan|without) (?:medlemskap|membership)\b"
        ),
    ),
    (Payer.MEMBERSHIP, r"\bmedlems(?:kap|kontingent|avgift)\w*|\b\w*kontingent\w*|\bmembership\b"),
    (Payer.MEMBER, r"\bmedlem(?!s(?:kap|kont|avg))\w*|\bmembers?\b"),
    (
        Payer.REDUCED,
        (
            r"\bhonnør\w*|\bstudent\w*|\bpensjonist\w*|\bsenior\w*|\bledsag\w*|\btryg\w*|\bufør\w*|\barbeids?l\w*|\bconcession\w*|"
            r"\b\w*rabatt\w*|\b\w*moderasjon\w*|\bavslag\b|\bdiscount\w*|\bearly.?bird\w*|\b\w*kort(?:et)? (?=gratis)|\bfritidskort\w*|"
            r"\bredusert\w*|\breduced\b|\blow income\b|\blavinntekt\w*|\bcompanion\w*|\bstøttemedlem\w*|\bhalv pris\b|\bhalf price\b"
        ),
    ),
    (Payer.FAMILY, r"\bfamil\w*"),
    (Payer.DEPOSIT, r"\bdeposit\w*"),
    (
        Payer.EXTRA,
        (
            r"\b\w*utstyr\w*|\b(?:leie|leige|hire|rental) (?:av|of)\b|\b(?:ski|skøyte|båt)(?:utleie|leie)\b|\bmat\b|"
            r"\bmiddag\b|\blunsj\w*|\blunch\b|"
            r"\bfood\b|\bkiosk\w*|\bforsikring\w*|\b\w*lisens\w*|\blicen[cs]e\b|\bparkering\w*|\bmateri(?:ell|al)\w*|\bnoter\b|\bbøker\b|\bequipment\b|\bbuss\w*|\bbus\b|"
            r"\bovernatting\w*|\b\w*gebyr\w*|\bdrakt\w*|\bt-?skjorte\w*|\bkaffe\w*|\bdugnad\w*|\bgenser\b|\bforeldreinnsats\b"
        ),
    ),
    (
        Payer.TRIAL,
        (
            r"\b(?:prøve(?:time|trening|gang|gong|periode|medlemskap|økt)\w*|(?:første|fyrste)\s(?:\w+\s)?(?:gang|gong|time|"
            r"trening|måned|økt)\w*|trial\w*|taster\w*|"
            r"first (?:\w+ )?(?:time|session|class|lesson|visit)s?)\b"
        ),
    ),
    (Payer.TODDLER, r"\bsmåbarn\w*|\bspedbarn\w*|\bbaby\w*|\btoddlers?\b|\binfants?\b"),
    (
        Payer.CHILD,
        (
            r"\bbarn\w*|\bborn\b|\bborna\b|\bunge?\b|\bungdom\w*|\bjunior\w*|\belev\w*|\bskole(?:barn|elev)\w*|"
            r"\bchild(?:ren)?\b|\bkids?\b|\byouth\b"
        ),
    ),
    (Payer.ADULT, r"\bvoks[ne]\w*|\bvaks[ne]\w*|\badults?\b|\bforeldre\b|\bforesatte\b|\bfølge\b"),
)
_PAYER_WORDS = tuple((payer, re.compile(pattern)) for payer, pattern in _PAYERS)
A_PAYER = re.compile(
    rf"(?:{'|'.join(p for k, p in _PAYERS if k in {Payer.ADULT, Payer.CHILD, Payer.MEMBER, Payer.OTHERS, Payer.FAMILY})})\s?:?\s?$"
)
_INCLUDES = re.compile(r"\b(?:inkl(?:usive|udert|uderer|\.)?|inkluderer|medrekna|incl(?:uding|udes|\.)?)\s[^\d,;()]*[^\W\d]")
_IS_INCLUDED = re.compile(r"[^\d,;()]*\b(?:inkludert|included)\b")


def payers_of(label: str) -> frozenset[Payer]:
    """Whom the words of an amount name; ages say child, adult or toddler; what is included is nobody's."""
    text = _IS_INCLUDED.sub(" ", _INCLUDES.sub(" ", label))
    found: set[Payer] = set()
    for match in AGE_WORDS.finditer(text):
        found.add(_payer_of_age(match))
    text = AGE_WORDS.sub(" ", text)
    for payer, pattern in _PAYER_WORDS:
        if pattern.search(text):
            found.add(payer)
            text = pattern.sub(" ", text)
    if Payer.CHILD in found and found & {Payer.TODDLER, Payer.SIBLING}:
        found.discard(Payer.CHILD)
    return frozenset(found - {Payer.ADULT} if {Payer.CHILD, Payer.ADULT} <= found else found)


def _payer_of_age(match: re.Match[str]) -> Payer:
    """Toddlers are those under six, adults those of sixteen and up, pensioners pay a reduced price, the others are children."""
    number = int(match["n1"] or match["n2"] or match["n3"] or match["n4"] or match["low"])
    one = bool(match["n3"]) and not match["up"]
    high = int(match["high"]) if match["high"] else number - bool(match["under"]) if match["under"] or match["to"] or one else 120
    low = 0 if match["under"] or match["to"] else number
    if high < 6:
        return Payer.TODDLER
    return Payer.REDUCED if low >= 60 else Payer.ADULT if low >= 16 else Payer.CHILD
