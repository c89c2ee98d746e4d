"""Which objects of schema.org are offers: events, courses and places to use, wherever on a page they stand.

A course with dates is one offer for each of its instances. The parts of an event are its meetings where they bear its name or
none, else offers of their own beside it. A place that is only where something is held is no offer. What is told twice, in another
syntax or on another page, is one record: the first wins, later ones fill in what it lacks.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from catalog.text import name_key
from importers.contract import RawRecord
from importers.identity import raw_record
from importers.shapes.linked_data import Thing, address_of, listed, text, things, types_of
from importers.shapes.page_data import MAX_DEPTH, PageData

OTHER_EVENTS = frozenset({"Festival", "Hackathon", "EventSeries", "CourseInstance", "SessionSeries", "ScheduledSession", "HeadlineEvent"})
COURSES = frozenset({"Course"})
_PLACE_NAMES = (
    "Place CivicStructure SportsActivityLocation BowlingAlley ExerciseGym GolfCourse HealthClub PublicSwimmingPool SkiResort SportsClub "
    "StadiumOrArena TennisComplex Playground Park Beach Campground Museum Library Zoo Aquarium TouristAttraction AmusementPark "
    "EventVenue MusicVenue PerformingArtsTheater MovieTheater ArtGallery LandmarksOrHistoricalBuildings BodyOfWater"
)
PLACES = frozenset(_PLACE_NAMES.split())
_FROM_THE_WHOLE = ("location", "organizer", "image", "inLanguage")
_LISTING = frozenset({"itemListElement", "item", "mainEntity", "mainEntityOfPage", "hasPart", "about", "containsPlace"})
_PARTS_OF_EVENTS = ("subEvent", "subEvents")


def offers_in(data: PageData, address: str, position: str) -> list[RawRecord]:
    """A record for each offer of a page, its addresses made whole; what several syntaxes tell is one record."""
    found: dict[str, tuple[str, dict[str, object]]] = {}
    for syntax, nodes in data.by_syntax.items():
        for item in (whole for node in nodes for whole in _offers(node)):
            name = _telling(item)
            if name in found and found[name][0] == syntax and found[name][1] != item:
                name = f"{name} {len(found)}"
            first, known = found.get(name, (syntax, {}))
            found[name] = (first, {**item, **known})
    urls = [address_of(item, "url") for _, item in found.values()]
    single = {url for url in urls if url and urls.count(url) == 1 and urlsplit(url).path not in ("", "/")}
    return [_record(item, address, f"{position}, object {count}", single) for count, (_, item) in enumerate(found.values(), 1)]


def kinds_in(data: PageData) -> list[str]:
    """What a page's objects are, for saying that none of them is an offer."""
    return sorted({name for nodes in data.by_syntax.values() for node in nodes for name in types_of(node)})


def is_event(kinds: tuple[str, ...]) -> bool:
    """Whether the types are those of something that is held."""
    return any(kind.endswith("Event") or kind in OTHER_EVENTS for kind in kinds)


def _offers(node: Thing, under: str = "", depth: int = 0) -> Iterator[dict[str, object]]:
    """Every offer in an object, outermost first."""
    kinds = types_of(node)
    if depth > MAX_DEPTH:
        return
    if is_event(kinds):
        yield from _event(node)
        return
    if COURSES & set(kinds):
        yield from _course(node)
        return
    is_place = bool(PLACES & set(kinds)) and (not under or under in _LISTING)
    if is_place and text(node, "name"):
        yield {key: value for key, value in node.items() if key not in {"event", "events"}}
    for key, value in node.items():
        place = {"location": node} if key in {"event", "events"} and PLACES & set(kinds) else {}
        for each in listed(value):
            if isinstance(each, Mapping):
                yield from ({**place, **offer} for offer in _offers(each, key, depth + 1))


def _event(event: Thing) -> Iterator[dict[str, object]]:
    """An event with its meetings, and beside it those of its parts that have a name of their own."""
    name = name_key(text(event, "name") or "")
    parts = things(event, *_PARTS_OF_EVENTS)
    own = [part for part in parts if (part_name := text(part, "name")) and name_key(part_name) != name]
    meetings = [part for part in parts if part not in own]
    yield {
        **{key: value for key, value in event.items() if key not in _PARTS_OF_EVENTS},
        **({"subEvent": meetings} if meetings else {}),
    }
    for part in own:
        yield from _event({**{key: event[key] for key in _FROM_THE_WHOLE if key in event}, **part})


def _course(course: Thing) -> Iterator[dict[str, object]]:
    """A course, or each of its instances with what the course says of all of them."""
    instances = things(course, "hasCourseInstance")
    told = {key: value for key, value in course.items() if key != "hasCourseInstance"}
    if not instances:
        yield told
    for instance in instances:
        own = {key: value for key, value in instance.items() if value not in (None, "", [])}
        shared = {key: value for key, value in told.items() if key != "@id" or len(instances) == 1}
        yield {**shared, **own, "@type": "CourseInstance"}


def _telling(item: Thing) -> str:
    """What two tellings of the same offer have in common: its name and its first day; without a name its own identity."""
    name = name_key(text(item, "name", "headline") or "")
    day = (text(item, "startDate") or "")[:10]
    return f"{name} {day}" if name else str(item.get("@id") or address_of(item, "url") or id(item))


def _record(item: dict[str, object], address: str, position: str, single: set[str]) -> RawRecord:
    """The record under the publisher's `@id`, else the address of its own page, else an id of its name, day and place."""
    links = {key: _whole(address, each) for key in ("url", "image") if isinstance(each := item.get(key), str)}
    data = {**item, **links, **({"page": address} if address.startswith("http") else {})}
    stated = item.get("@id")
    if isinstance(stated, str) and stated.strip():
        return raw_record(_whole(address, stated.strip()), data, position)
    url = address_of(item, "url")
    if url in single:
        return raw_record(url, data, position)
    places = [text(place, "name", "address") for place in listed(item.get("location")) if isinstance(place, Mapping)]
    return raw_record(None, data, position, (text(item, "name", "headline"), text(item, "startDate"), *places))


def _whole(address: str, name: str) -> str:
    """A name or link made whole with the page's address; of a file on disk as it stands."""
    try:
        return urljoin(address, name) if address.startswith("http") else name
    except ValueError:
        return name
