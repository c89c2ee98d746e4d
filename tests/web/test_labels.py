"""Every term that pages show has a label, in every language."""

from enum import StrEnum

import pytest

from catalog import terms
from web.labels import FACET, FACET_HELP, SORT, facet_help, facet_legend, label
from web.language import BOKMAL, ENGLISH, LANGUAGES, NYNORSK, Language

NEVER_SHOWN = {
    terms.Status, terms.Author, terms.PointQuality, terms.AgeBasis, terms.GradeYear,
    terms.Found, terms.MailKind, terms.MailState, terms.MatchState, terms.RegisterState,
}  # fmt: skip
LISTS = [one for one in vars(terms).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum]
SHOWN = [term for one in LISTS if one not in NEVER_SHOWN for term in one]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("term", SHOWN, ids=lambda term: f"{type(term).__name__}.{term.name}")
def test_every_shown_term_has_a_label(term: StrEnum, code: str) -> None:
    assert label(term, Language(code)).strip()


def test_unknown_is_said_to_be_unknown() -> None:
    assert label(terms.Cost.UNKNOWN, BOKMAL) == "Pris ikke oppgitt"
    assert label(terms.Booking.UNKNOWN, NYNORSK) == "Påmelding ikkje oppgitt"
    assert label(terms.AccessState.UNKNOWN, ENGLISH) == "not given – ask the organiser"


@pytest.mark.parametrize("kind", sorted(NEVER_SHOWN, key=str))
def test_a_list_that_is_never_shown_has_no_labels(kind: type[StrEnum]) -> None:
    with pytest.raises(KeyError):
        label(next(iter(kind)), BOKMAL)


def test_the_district_facet_bears_the_municipalitys_own_word() -> None:
    assert facet_legend("district", ENGLISH, district_word="opptaksområde") == "Opptaksområde"
    assert facet_legend("cost", ENGLISH) == "Price"


def test_facets_have_legends_and_help_only_where_it_is_needed() -> None:
    assert all(facet_legend(name, NYNORSK) for name in FACET)
    assert set(FACET_HELP) < set(FACET)
    assert facet_help("cost", BOKMAL) is not None
    assert facet_help("kind", BOKMAL) is None
    assert set(SORT) == {"relevance", "distance", "start", "confirmed"}
