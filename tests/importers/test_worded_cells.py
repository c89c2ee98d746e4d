"""Words in the cells of a record, all the way to the draft: what they say of whom, price and when, and what they cost where they do not."""

from collections.abc import Mapping
from datetime import date, time

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import AgeBasis, Answer, Cost, Group
from catalog.values import AgeRange, GradeRange
from importers.contract import draft_from
from importers.errors import RecordSkipped
from importers.registry import importer_for
from importers.tabular import TABLE
from tests.importers.reading_feeds import context_of


def drafted(data: Mapping[str, object]) -> tuple[OfferDraft, list[str]]:
    context = context_of({})
    draft = draft_from(importer_for("csv"), TABLE.record({"Navn": "Turn", **data}, "row 2", {}), context)
    assert isinstance(draft, OfferDraft)
    return draft, [warning.field for warning in context.notes.take_warnings()]


def test_an_age_cell_may_hold_ages_and_grades() -> None:
    draft, _ = drafted({"Alder": "8–10 år (3.–5. trinn)"})
    assert (draft.ages, draft.grades, draft.age_words) == (AgeRange(8, 10), GradeRange(3, 5), "8–10 år (3.–5. trinn)")


def test_a_team_in_an_age_cell_is_an_age_by_year_of_birth_and_a_group() -> None:
    draft, _ = drafted({"Alder": "J12"})
    assert (draft.ages, draft.age_basis, draft.group) == (AgeRange(12, 12), AgeBasis.BIRTH_YEAR, Group.GIRLS)


def test_a_group_of_its_own_column_wins_over_the_words_of_the_age() -> None:
    draft, _ = drafted({"Alder": "Jenter 10–12 år", "Kjønn": "gutter"})
    assert draft.group is Group.BOYS


def test_a_number_alone_in_a_grade_column_is_a_grade() -> None:
    assert drafted({"Trinn": "1–4"})[0].grades == GradeRange(1, 4)
    assert drafted({"Trinn": "5."})[0].grades == GradeRange(5, 5)


def test_ages_that_contradict_themselves_are_unknown_with_a_warning_and_their_words() -> None:
    draft, warned = drafted({"Alder": "12–6 år"})
    assert (draft.ages.known, draft.age_words, warned) == (False, "12–6 år", ["age"])


def test_what_siblings_pay_is_told_beside_the_price_of_one_child() -> None:
    draft, _ = drafted({"Pris": "1100 kr, søsken 900 kr"})
    assert (draft.price.cost, draft.price.amount_ore, draft.sibling_price) == (Cost.PAID, 110_000, "søsken 900 kr")


def test_the_words_of_a_season_bound_its_series() -> None:
    draft, _ = drafted({"Når": "tirsdager kl. 17–18, 7. oktober 2026 – 24. mars 2027"})
    assert [(one.first, one.last, one.start, one.end) for one in draft.series] == [
        (date(2026, 10, 7), date(2027, 3, 24), time(17), time(18))
    ]


def test_the_cells_of_a_season_win_over_its_words() -> None:
    draft, _ = drafted({"Når": "tirsdager kl. 17 høsten 2026", "Startdato": "01.09.2026"})
    assert [(one.first, one.last) for one in draft.series] == [(date(2026, 9, 1), date(2026, 12, 31))]


def test_a_season_that_is_over_by_its_words_is_ended() -> None:
    with pytest.raises(RecordSkipped):
        drafted({"Når": "tirsdager kl. 17–18 våren 2025"})


def test_every_other_week_counts_from_the_first_day_that_its_words_tell() -> None:
    draft, warned = drafted({"Når": "annenhver onsdag kl. 18, oppstart 7. oktober 2026"})
    assert ([one.first for one in draft.series], warned) == ([date(2026, 10, 7)], [])
    assert drafted({"Når": "annenhver onsdag kl. 18"})[1] == ["when"]


def test_pauses_in_school_holidays_are_kept() -> None:
    draft, _ = drafted({"Når": "tirsdager og torsdager kl 17.00-18.30 i skoleåret"})
    assert draft.follows_school_calendar is Answer.YES


def test_a_date_cell_may_hold_days_on_end() -> None:
    draft, _ = drafted({"Dato": "18.–20. desember 2026"})
    assert [(one.start.date(), one.all_day) for one in draft.occurrences] == [(date(2026, 12, 18), True)]
    assert draft.occurrences[0].end is not None
    assert draft.occurrences[0].end.date() == date(2026, 12, 21)


def test_a_day_without_a_year_is_sure_only_where_its_weekday_says_which() -> None:
    draft, warned = drafted({"Dato": "lørdag 5. desember", "Når": "se plakat"})
    assert ([one.start.date() for one in draft.occurrences], warned) == ([date(2026, 12, 5)], [])
    assert drafted({"Dato": "5. desember", "Når": "se plakat"})[0].occurrences == ()


def test_exceptions_without_a_year_are_those_of_the_season() -> None:
    cells = {
        "Ukedag": "torsdag",
        "Kl": "17-18",
        "Startdato": "1. september 2026",
        "Sluttdato": "15.06.2027",
        "Unntak": "uke 8; 17. mai; 24.12.",
    }
    draft, warned = drafted(cells)
    assert draft.series[0].except_on == (date(2026, 12, 24), *(date(2027, 2, day) for day in range(22, 29)), date(2027, 5, 17))
    assert warned == []


def test_what_is_not_understood_keeps_its_words() -> None:
    draft, _ = drafted({"Alder": "avklares", "Pris": "se arrangør for pris", "Når": "hver tirsdag etter avtale"})
    assert (draft.age_words, draft.price.note, draft.when_words) == ("avklares", "se arrangør for pris", "hver tirsdag etter avtale")
    assert (draft.ages.known, draft.price.cost, draft.series) == (False, Cost.UNKNOWN, ())


@pytest.mark.parametrize(
    ("words", "schemes"),
    [
        ("800 kr, fritidskort kan brukes", ("leisure-card",)),
        ("Du kan bruke Fritidskortet", ("leisure-card",)),
        ("800 kr, fritidskort kan ikke brukes", ()),
        ("Vi tar ikke imot fritidskort", ()),
        ("Gratis med fritidskort", ()),
    ],
)
def test_the_leisure_card_is_a_scheme_where_the_price_says_that_it_is_taken(words: str, schemes: tuple[str, ...]) -> None:
    assert drafted({"Pris": words})[0].schemes == schemes
