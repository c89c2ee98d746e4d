"""The page of a school district: its schools and children, what is held there, and what is open to it elsewhere.

"Held in" and "open to" stay apart. Areas drawn as "nearest school" are called approximate.
"""

from flask import Response, g

from catalog.model import SchoolDistrict
from catalog.store.offer_lists import offers_held_in, offers_open_to
from catalog.store.places import children_in, district, districts, every_border_of, schools
from catalog.terms import Level
from web.frame import district_word, frame_for, localised, page_response
from web.labels import label
from web.links import district_path, school_path
from web.pages.offer_groups import Grouping, grouping
from web.pages.poster_links import poster_lines
from web.pages.trail import trail
from web.pages.widget import embed_of
from web.view import CardGroup, Fact, FactLine, Head, Link, ListPage
from web.wording.dates import date_words

AGES = {Level.PRIMARY: range(6, 13), Level.LOWER_SECONDARY: range(13, 16)}
"""The ages of a level's pupils in the autumn."""


def district_page(municipality: str, slug: str) -> Response:
    """The page of the district in force today; 404 for an unknown or former one."""
    told = grouping()
    found = district(g.session, g.municipality.id, slug, on=told.speech.today)
    title = district_title(told, found)
    page = ListPage(
        frame=frame_for(Head(title, json_ld=(trail(told.municipality, title, district_path(municipality, slug)),)), g.municipality),
        title=title,
        back=told.home(),
        groups=_groups(told, found),
        intro=_intro(told, found),
        facts=_facts(told, found),
        links_heading=_others_heading(told),
        links=_others(told, found),
        embed=embed_of([("district", found.slug)], title) if found.level is Level.PRIMARY else None,
    )
    return page_response(page)


def district_title(told: Grouping, found: SchoolDistrict) -> str:
    """The district's name with the municipality's own word for what it is."""
    word = district_word(told.municipality, told.speech.language)
    return found.name if word.lower() in found.name.lower() else f"{found.name} {word}"


def _intro(told: Grouping, found: SchoolDistrict) -> str | None:
    if not found.approximate:
        return None
    return told.gettext("Grensen er omtrentlig: Den er tegnet etter nærmeste skole, ikke etter kommunens vedtak.")


def _groups(told: Grouping, found: SchoolDistrict) -> tuple[CardGroup, ...]:
    ids = every_border_of(g.session, found)
    held = offers_held_in(g.session, told.listing(), ids)
    invited = offers_open_to(g.session, told.listing(), district_ids=ids, held_there=False)
    search = ("district", found.slug) if found.level is Level.PRIMARY else None
    return (
        told.group(told.gettext("Foregår her"), held, told.gettext("Ingen tilbud er lagt inn her ennå."), search),
        told.group(
            told.gettext("Åpent for barn herfra, men foregår et annet sted"),
            invited,
            told.gettext("Ingen arrangører andre steder har sagt at de tar imot barn spesielt herfra."),
            search,
        ),
    )


def _facts(told: Grouping, found: SchoolDistrict) -> tuple[Fact, ...]:
    rows = (
        Fact("school", told.gettext("Skole"), _schools(told, found)),
        Fact("users-round", told.gettext("Barn"), _children(told, found)),
        Fact("map", told.gettext("Grense"), _border(told, found)),
        Fact("printer", told.gettext("Plakat"), _posters(told, found)),
    )
    return tuple(row for row in rows if row.lines)


def _schools(told: Grouping, found: SchoolDistrict) -> tuple[FactLine, ...]:
    own = [row for row in schools(g.session, found.municipality_id) if row.district_id == found.id]
    return tuple(FactLine(row.name, localised(school_path(told.municipality.slug, row.slug))) for row in own)


def _children(told: Grouping, found: SchoolDistrict) -> tuple[FactLine, ...]:
    ages = AGES[found.level]
    children = children_in(g.session, [found.id], ages)
    if children is None:
        return ()
    words = told.gettext("%(number)s barn fra %(low)s til %(high)s år", number=children.number, low=ages[0], high=ages[-1])
    dated = str(children.on.year) in children.source
    source = children.source if dated else f"{children.source}, {date_words(children.on, told.speech)}"
    if children.estimate and "anslag" not in source:
        source = told.gettext("%(source)s (anslag)", source=source)
    return FactLine(words), FactLine(source, quiet=True)


def _posters(told: Grouping, found: SchoolDistrict) -> tuple[FactLine, ...]:
    """Posters of the district; only those of primary schools can be searched for."""
    return poster_lines(told, ("district", found.slug)) if found.level is Level.PRIMARY else ()


def _border(told: Grouping, found: SchoolDistrict) -> tuple[FactLine, ...]:
    level = FactLine(label(found.level, told.speech.language))
    return (level, FactLine(told.gettext("Kilde: %(source)s", source=found.source), quiet=True))


def _others_heading(told: Grouping) -> str | None:
    """ "Other districts" in the municipality's own word; nothing where it has a word of its own but no plural of it."""
    if told.municipality.words and "plural" not in told.municipality.words:
        return None
    return told.gettext("Andre %(districts)s", districts=district_word(told.municipality, told.speech.language, plural=True))


def _others(told: Grouping, found: SchoolDistrict) -> tuple[Link, ...]:
    beside = districts(g.session, found.municipality_id, on=told.speech.today, level=found.level)
    return tuple(Link(row.name, localised(district_path(told.municipality.slug, row.slug))) for row in beside if row.id != found.id)
