"""The filters of the search page: facets with counts, and how the form tells a box that words had ticked from one that a person did.

A box that the typed words tick is sent as a parameter like any other. So that unticking it takes the words away, and leaving it
ticked does not say the same twice, the form names such boxes in the field `read`; the page then moves on to the plain address.
"""

from collections.abc import Sequence

from catalog.vocabulary import Vocabulary
from search.filters import OfferFilter
from web.answers import Answer
from web.labels import facet_help, facet_legend
from web.meaning import Meaning, Understand, with_texts
from web.naming import Naming
from web.view import FacetGroup, FacetOption

FACETS = (
    "category",
    "cost",
    "district",
    "weekday",
    "time",
    "grade",
    "access",
    "kind",
    "booking",
    "audience",
    "organiser",
    "language",
    "group",
    "confirmed",
)
READ = "read"
"""The form's field for what the words said when it was shown: `cost:free` a ticked box, `literal:fotbal` a search by the letter."""
LITERAL = "literal"
IN_THEIR_OWN_ORDER = frozenset({"cost", "weekday", "time", "grade", "confirmed"})


def facets_of(found: Answer, naming: Naming, vocabulary: Vocabulary, district_word: str) -> tuple[FacetGroup, ...]:
    """The facets worth showing, each with its options in order."""
    groups = []
    for name in FACETS:
        values = found.results.facets.get(name, ())
        options = [FacetOption(one.value, naming.of(name, one.value), one.count, one.selected) for one in values]
        shown = _in_order(name, _worth_showing(name, options, vocabulary))
        if any(one.count or one.selected for one in shown):
            legend = facet_legend(name, naming.speech.language, district_word=district_word)
            groups.append(FacetGroup.of(name, legend, tuple(shown), help=facet_help(name, naming.speech.language)))
    return tuple(groups)


def read_fields(meaning: Meaning, shown: Sequence[FacetGroup]) -> list[tuple[str, str]]:
    """The hidden fields that name what words say in the shown form."""
    names = {group.name for group in shown}
    ticked = [(READ, f"{one.name}:{one.value}") for one in meaning.constraints() if one.part and one.name in names]
    return [*ticked, (READ, f"{LITERAL}:{meaning.asked.q}")] if meaning.asked.literal else ticked


def plain_address(sent: OfferFilter, read: Sequence[str], understand: Understand) -> OfferFilter:
    """The address that a sent form means: `sent` is what it says by itself, `read` its fields of that name.

    A box that words had ticked and a person has unticked takes the words away. One that is still ticked needs no parameter, as
    long as no other box of its facet was ticked beside it. A search by the letter stays one while its words are the same.
    """
    if sent.q and f"{LITERAL}:{sent.q}" in read:
        return with_texts(sent, {LITERAL: ["true"]})
    shown: dict[str, list[str]] = {}
    for name, _, value in (one.partition(":") for one in read):
        if name in FACETS:
            shown.setdefault(name, []).append(value)
    address = sent
    for name, values in shown.items():
        address = _settled(address, name, values, understand)
    return address


def _settled(address: OfferFilter, name: str, were: Sequence[str], understand: Understand) -> OfferFilter:
    """The address with one facet settled whose values `were` ticked by words."""
    ticked, said = address.texts(name), _said(address.q, name, understand)
    wanted = [value for value in ticked if value not in were or value in said]
    query = address.q
    for value in said:
        if value in were and value not in ticked:
            query = understand(query).cut(name, value)
    by_words = sorted(_said(query, name, understand)) == sorted(wanted)
    return with_texts(address, {"q": [query], name: [] if by_words else wanted})


def _said(query: str, name: str, understand: Understand) -> list[str]:
    return [part.value for part in understand(query).parts if part.name == name]


def _worth_showing(name: str, options: list[FacetOption], vocabulary: Vocabulary) -> list[FacetOption]:
    """Of the grades those found; of the categories the broadest and those right below a chosen one: 184 help nobody to choose."""
    if name == "grade":
        return [one for one in options if one.count or one.selected]
    if name != "category":
        return options
    broader = vocabulary.broader
    chosen = {one.value for one in options if one.selected}
    return [one for one in options if one.selected or (one.count and (not broader(one.value) or chosen.intersection(broader(one.value))))]


def _in_order(name: str, options: Sequence[FacetOption]) -> list[FacetOption]:
    """Closed lists in their own order, open ones by count and name."""
    if name in IN_THEIR_OWN_ORDER:
        return list(options)
    return sorted(options, key=lambda one: (not one.selected, -one.count, one.label.casefold()))
