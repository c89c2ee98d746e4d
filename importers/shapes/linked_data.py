"""Values of schema.org and OpenActive, which may each be a text, an object or a list of these: read without trusting the shape.

Names are names only: `http://schema.org/Event`, `schema:Event` and `Event` are the same, and no vocabulary is ever fetched.
"""

import re
from collections.abc import Iterator, Mapping

Thing = Mapping[str, object]
_PREFIX = re.compile(r"^(?:https?://(?:www\.)?(?:schema\.org|openactive\.io)/|schema:|oa:)")
_LOCAL_NAME = re.compile(r"[/#]([^/#]+)$")


def short(name: object) -> str:
    """A name without the address of its vocabulary; anything else than a text is the empty name."""
    return _PREFIX.sub("", name.strip()) if isinstance(name, str) else ""


def listed(value: object) -> list[object]:
    """A value as a list: nothing is an empty one, and an object with the keys "0", "1", … is one too."""
    if isinstance(value, Mapping) and value and all(str(key).isdecimal() and len(str(key)) < 9 for key in value):
        return [value[key] for key in sorted(value, key=lambda key: int(str(key)))]
    if isinstance(value, list | tuple):
        return [each for each in value if each is not None]
    return [] if value is None else [value]


def types_of(thing: Thing) -> tuple[str, ...]:
    """The short names of what a thing is."""
    return tuple(name for each in listed(thing.get("@type")) if (name := short(each)))


def things(thing: Thing, *names: str) -> list[Thing]:
    """The objects under the first of the names that has any."""
    for name in names:
        if found := [each for each in listed(thing.get(name)) if isinstance(each, Mapping)]:
            return found
    return []


def each_text(value: object) -> Iterator[str]:
    """Every text in a value: plain ones, numbers, and the names of objects."""
    for each in listed(value):
        if isinstance(each, Mapping):
            inner = next((each[key] for key in ("@value", "name", "prefLabel", "url", "@id") if each.get(key) not in (None, "", [])), None)
            yield from each_text(inner) if not isinstance(inner, Mapping) else ()
        elif isinstance(each, str) and each.strip():
            yield each.strip()
        elif isinstance(each, int | float) and not isinstance(each, bool):
            yield str(int(each)) if isinstance(each, float) and each.is_integer() and abs(each) < 1e15 else str(each)


def texts(thing: Thing, *names: str) -> list[str]:
    """The texts under the first of the names that has any."""
    return next((found for name in names if (found := list(each_text(thing.get(name))))), [])


def text(thing: Thing, *names: str) -> str | None:
    """The first text under the first of the names that has any."""
    return next(iter(texts(thing, *names)), None)


def term(thing: Thing, name: str) -> str | None:
    """The short name of the term under a name ("https://schema.org/EventCancelled" → "EventCancelled")."""
    value = text(thing, name)
    if value is None:
        return None
    match = _LOCAL_NAME.search(value)
    return match[1] if match and "://" in value else short(value)


def address_of(thing: Thing, *names: str) -> str | None:
    """The first web address under the names: a text, or an object's `url`, `contentUrl` or `@id`."""
    for name in names:
        for each in listed(thing.get(name)):
            given = text(each, "url", "contentUrl", "@id") if isinstance(each, Mapping) else each
            if isinstance(given, str) and re.match(r"https?://", given.strip(), re.IGNORECASE):
                return given.strip()
    return None


def truth(thing: Thing, name: str) -> bool | None:
    """Yes or no under a name, as a boolean or its words; None for anything else."""
    value = next(iter(listed(thing.get(name))), None)
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "false": False, "no": False}.get(short(value).casefold())


def number(thing: Thing, *names: str) -> float | None:
    """The number under the first of the names that has one, also where it is written as a text."""
    for name in names:
        value = text(thing, name)
        if value and re.fullmatch(r"-?\d{1,12}(?:[.,]\d{1,20})?", value):
            return float(value.replace(",", "."))
    return None
