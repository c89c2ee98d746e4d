"""Suggestions as JSON while somebody types: filters and titles that lead to offers, with counts and addresses.

What is typed is neither stored nor logged. A copy may be kept briefly, as of every other answer of the interface.
"""

from collections.abc import Iterable
from dataclasses import replace

from flask import Response, g

from catalog.clock import today
from catalog.store.municipalities import school_calendar
from catalog.store.places import names_of_places
from search.completing import Here
from search.names import Names
from search.suggesting import Suggestion, typed_text
from web.answers import point_near
from web.api.reply import given, language_of, reply
from web.frame import krets
from web.links import absolute, search_path
from web.naming import Naming
from web.wording.dates import Speech

JsonObject = dict[str, object]
PLACES = ("district", "school", "organisation")


def suggest(municipality: str) -> Response:  # noqa: ARG001  the record is in g
    """What the typed text may become."""
    asked = given("q")
    text = typed_text(asked.get("q", ""))
    language = language_of(asked.get("lang"))
    day = today(krets().clock)
    names = Names(day, school_calendar(g.municipality))
    naming = Naming(Speech(language, day), krets().vocabulary, names)
    here = Here(
        lexicon=krets().lexicons.of(g.session, g.municipality, day),
        names=names,
        label=naming.of,
        point=lambda sought: point_near(krets(), g.municipality, sought.near),
    )
    found = krets().search.suggest(g.municipality.id, text, here)
    return reply({"query": text, "suggestions": _shapes(found, naming)}, language)


def _shapes(found: Iterable[Suggestion], naming: Naming) -> list[JsonObject]:
    """The suggestions with what their values are called."""
    listed = list(found)
    slugs = {name: [one.value for one in listed if one.name == name and one.value] for name in PLACES}
    places = names_of_places(g.session, g.municipality.id, slugs)
    named = replace(naming, names=replace(naming.names, called=places))
    return [_shape(one, named) for one in listed]


def _shape(one: Suggestion, naming: Naming) -> JsonObject:
    label = naming.of(one.name, one.value) if one.name and one.value else one.words
    url = absolute(krets().settings.base_url, search_path(g.municipality.slug, one.asked.to_params()))
    return {"words": one.words, "filter": one.name, "value": one.value, "label": label, "count": one.count, "url": url}
