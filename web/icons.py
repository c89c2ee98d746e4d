"""Which icon of the built sprite stands for what. The sprite holds the icons of `web/assets/icons.json` and no other."""

from collections.abc import Callable, Iterable

FALLBACK = "shapes"

CATEGORY = {
    "sport": "medal",
    "football": "goal",
    "racket-sports": "target",
    "cycling": "bike",
    "skiing": "mountain-snow",
    "skating": "snowflake",
    "climbing": "mountain",
    "water": "waves",
    "swimming": "waves-ladder",
    "culture": "drama",
    "music": "music",
    "dance": "sparkles",
    "visual-arts": "palette",
    "crafts": "palette",
    "food": "utensils",
    "reading": "book-open",
    "games": "dices",
    "science-technology": "cpu",
    "outdoors": "trees",
    "gathering": "sofa",
    "safety": "shield-check",
    "learning": "book-open",
    "homework-help": "pencil",
    "holidays": "sun",
    "family-support": "heart-handshake",
    "support-schemes": "hand-coins",
    "early-years": "baby",
    "facilities": "map",
    "community": "users-round",
}
"""Icons of categories; a category without its own takes its nearest broader one's."""


def category_icon(slug: str, broader: Callable[[str], Iterable[str]]) -> str:
    """The icon of a category: its own, else the first found among its broader ones (nearest first), else a neutral one."""
    waiting, seen = [slug], set[str]()
    while waiting:
        current = waiting.pop(0)
        if current in CATEGORY:
            return CATEGORY[current]
        seen.add(current)
        waiting += [above for above in broader(current) if above not in seen]
    return FALLBACK
