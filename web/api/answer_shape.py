"""The shape of an answer: the JSON of a search, the same over HTTP and on the command line.

Needs no request: who asks hands in what it has opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.clock import today
from catalog.database import Session
from catalog.listed import AnyOffer
from catalog.model import Municipality
from catalog.store.listed_offers import offers_by_id
from catalog.store.municipalities import school_calendar
from catalog.store.offers import source_names
from search.facets import FacetValue
from search.filters import OfferFilter
from web.answers import Answer
from web.api.shape import Shaper
from web.api.understood import understood
from web.context import Krets
from web.language import Language
from web.links import absolute, api_search_path
from web.naming import Naming
from web.wording.dates import Speech

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who shapes an answer, and for whom."""

    krets: Krets
    session: Session
    municipality: Municipality
    language: Language

    def shaper_for(self, offers: Sequence[AnyOffer]) -> Shaper:
        """What makes the shapes of these offers."""
        sources = source_names(self.session, offers)
        calendar = school_calendar(self.municipality)
        return Shaper(self.municipality, calendar, sources, self.krets.clock.now(), self.krets.settings.base_url)


def answer_shape(asker: Asker, found: Answer) -> JsonObject:
    """The whole answer as plain values."""
    results = found.results
    speech = Speech(asker.language, today(asker.krets.clock))
    naming = Naming(speech, asker.krets.vocabulary, found.names)
    may_fit = found.may_fit or offers_by_id(asker.session, results.ask, asker.krets.kept_rows)
    shaper = asker.shaper_for((*found.offers, *may_fit, *found.nearest))
    about = {hit.id: hit.about for hit in (*results.hits, *results.nearest)}

    def listed(offers: Sequence[AnyOffer]) -> list[JsonObject]:
        return [shaper.brief(one, found.distances.get(one.id)) | {"about": about[one.id]} for one in offers]

    return {
        "total": results.total,
        "understood": understood(found.meaning, naming),
        "offers": listed(found.offers),
        "facets": _facets(results.facets, naming),
        **_ways_on(asker, found),
        "nearest": listed(found.nearest),
        "ask": {"total": results.ask_total, "offers": [shaper.brief(one) for one in may_fit]},
        "notices": [notice.value for notice in results.notices],
        "page": results.page,
        "per_page": results.per_page,
    }


def _ways_on(asker: Asker, found: Answer) -> JsonObject:
    """Other searches that find more, each with its address."""

    def address(wanted: OfferFilter) -> str:
        pairs = found.meaning.leading_to(wanted).to_params()
        return absolute(asker.krets.settings.base_url, api_search_path(asker.municipality.slug, pairs))

    results = found.results
    return {
        "relaxations": [
            {"remove": one.remove, "change": one.change, "count": one.count, "url": address(one.asked)} for one in results.relaxations
        ],
        "did_you_mean": [
            {"words": one.words, "count": one.count, "url": address(replace(found.sought, q=one.words))} for one in results.did_you_mean
        ],
        "corrected": results.corrected,
    }


def _facets(facets: Mapping[str, Sequence[FacetValue]], naming: Naming) -> JsonObject:
    return {
        name: [{"value": one.value, "label": naming.of(name, one.value), "count": one.count, "selected": one.selected} for one in values]
        for name, values in facets.items()
    }
