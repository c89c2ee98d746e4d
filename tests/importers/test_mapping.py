"""Cells → drafts: guesses, options, and what a bad or missing cell costs."""

from collections.abc import Mapping
from datetime import date, time

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import AccessState, AccessTerm, Answer, Booking, Cost, OccurrenceStatus, PlaceKind, PointQuality
from catalog.values import AgeRange, GradeRange, Point, Price
from importers.columns import check_table_options, guessed_columns
from importers.contract import Context, draft_from
from importers.errors import RecordRejected, RecordSkipped, RunFailed
from importers.registry import importer_for
from importers.tabular import TABLE
from tests.importers.reading_feeds import context_of


def drafted(data: Mapping[str, object], options: Mapping[str, str] | None = None, context: Context | None = None) -> OfferDraft:
    context = context or context_of(options)
    draft = draft_from(importer_for("csv"), TABLE.record(data, "row 2", context.options), context)
    assert isinstance(draft, OfferDraft)
    return draft


def test_what_is_not_said_is_unknown() -> None:
    draft = drafted({"Navn": "Turn"})
    assert draft == OfferDraft(title="Turn")
    assert (draft.price.cost, draft.ages.known, draft.booking, draft.access) == (Cost.UNKNOWN, False, Booking.UNKNOWN, {})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Navn", "Breddegrad", "Lengdegrad"), {"title": "Navn", "latitude": "Breddegrad", "longitude": "Lengdegrad"}),
        (("name", "east", "north"), {"title": "name", "easting": "east", "northing": "north"}),
        (
            ("TITTEL", "Aldersgruppe fra", "Aldersgruppe til"),
            {"title": "TITTEL", "age_min": "Aldersgruppe fra", "age_max": "Aldersgruppe til"},
        ),
        (("Namn", "Påmeldingsfrist", "Org.nr"), {"title": "Namn", "booking_deadline": "Påmeldingsfrist", "organisation_number": "Org.nr"}),
        (("access.quiet", "noe annet"), {"access.quiet": "access.quiet"}),
        (("title", "navn"), {"title": "title"}),
    ],
)
def test_columns_are_guessed_by_name(names: tuple[str, ...], found: dict[str, str]) -> None:
    assert guessed_columns(names) == found


def test_options_map_translate_and_fill_in() -> None:
    options = {
        "map.title": "X1",
        "map.category": "X2",
        "value.category.Ballspill": "football",
        "default.city": "Lier",
        "default.free": "ja",
    }
    draft = drafted({"X1": "Løkka", "X2": "ballspill", "Sted": "Løkka"}, options)
    assert (draft.title, draft.categories, draft.price.cost) == ("Løkka", ("football",), Cost.FREE)
    assert draft.venue is not None
    assert (draft.venue.name, draft.venue.city) == ("Løkka", "Lier")


def test_guessing_can_be_turned_off() -> None:
    assert drafted({"A": "Turn", "Pris": "50"}, {"map.title": "A", "guess": "no"}).price.cost is Cost.UNKNOWN


def test_options_for_fields_that_do_not_exist_are_refused() -> None:
    with pytest.raises(RunFailed, match="there is no field titel"):
        check_table_options({"map.titel": "Navn"})
    check_table_options({"value.access.quiet.ja": "delvis", "default.access.quiet": "ja"})


def test_a_bad_optional_cell_costs_itself_and_is_noted() -> None:
    context = context_of()
    draft = drafted({"Navn": "Turn", "Alder": "10–6 år", "Pris": "-5 kr", "E-post": "ingen", "Nettside": "javascript:x"}, context=context)
    assert (draft.ages.known, draft.age_words, draft.price.cost, draft.price.note, draft.email, draft.url) == (
        False,
        "10–6 år",
        "unknown",
        "-5 kr",
        None,
        None,
    )
    assert {warning.field for warning in context.notes.take_warnings()} == {"age", "price", "email", "url"}


def test_a_record_without_title_or_place_is_rejected_with_its_field() -> None:
    with pytest.raises(RecordRejected, match="title"):
        drafted({"Navn": "", "Pris": "50"})


def test_a_nameless_facility_is_titled_by_category_and_place() -> None:
    options = {"default.category": "playground"}
    assert drafted({"Adresse": "Storgata 1", "Lat": "59,8", "Lon": "10,2"}, options).title == "Lekeplass, Storgata 1"
    near = context_of(options)
    named = Context(
        near.now, near.horizon, near.categories_from_words, options, category_label=near.category_label, place_name=lambda _: "Bakken"
    )
    assert drafted({"Lat": "59.8", "Lon": "10.2"}, context=named).title == "Lekeplass, Bakken"


@pytest.mark.parametrize(
    ("cells", "point"),
    [
        ({"Lat": "59.8", "Lon": "10.2"}, Point(59.8, 10.2)),
        ({"Lat": "59,8", "Lon": "10,2"}, Point(59.8, 10.2)),
        ({"Koordinater": "59.8, 10.2"}, Point(59.8, 10.2)),
        ({"Lat": "0", "Lon": "0"}, None),
        ({"Lat": "10.2", "Lon": "59.8"}, None),
        ({"Lat": "NaN", "Lon": "10.2"}, None),
        ({"Lat": "95", "Lon": "10.2"}, None),
        ({"Øst": "569000", "Nord": "6630000"}, None),
    ],
)
def test_points_are_sure_or_unknown(cells: dict[str, str], point: Point | None) -> None:
    venue = drafted({"Navn": "Løkka", "Sted": "Løkka", **cells}).venue
    assert venue is not None
    assert (venue.point, venue.point_quality) == (point, PointQuality.EXACT if point else PointQuality.UNKNOWN)


def test_east_and_north_need_their_system() -> None:
    venue = drafted({"Navn": "Løkka", "Øst": "569000", "Nord": "6630000"}, {"crs": "EPSG:25832"}).venue
    assert venue is not None
    assert venue.point is not None
    assert (round(venue.point.lat, 3), round(venue.point.lon, 3)) == (59.802, 10.230)


@pytest.mark.parametrize(
    ("cells", "cost", "ore"),
    [
        ({"Gratis": "ja"}, "free", 0),
        ({"Gratis": "nei"}, "paid", None),
        ({"Gratis": ""}, "unknown", None),
        ({"Gratis": "ja", "Pris": "50 kr"}, "unknown", None),
        ({"Pris": "gratis", "Medlemskap": "200 kr"}, "paid", 20_000),
        ({"Pris": "100", "Medlemskap": "200"}, "paid", 30_000),
        ({"Pris": "gratis", "Medlemskap": "ja"}, "paid", None),
        ({"Pris": "gratis", "Medlemskap": "nei"}, "free", 0),
        ({"Medlemskap": "300 kr"}, "paid", None),
    ],
)
def test_free_needs_everything_to_be_free(cells: dict[str, str], cost: str, ore: int | None) -> None:
    price = drafted({"Navn": "Turn", **cells}).price
    assert (price.cost, price.amount_ore) == (cost, ore)


def test_ages_and_grades_come_from_bounds_words_or_each_other() -> None:
    assert drafted({"Navn": "x", "Alder fra": "6", "Alder til": "10 år"}).ages == AgeRange(6, 10)
    assert drafted({"Navn": "x", "Alder": "ungdomsskolen"}).grades == GradeRange(8, 10)
    assert drafted({"Navn": "x", "Trinn fra": "1", "Trinn til": "4"}).grades == GradeRange(1, 4)
    assert drafted({"Navn": "x", "Alder": "barn"}).age_words == "barn"


def test_weekday_times_and_season_are_a_series() -> None:
    cells = {"Navn": "x", "Ukedag": "tirsdag", "Fra kl": "17:00", "Til kl": "18:30", "Startdato": "01.09.2026", "Sluttdato": "08.12.2026"}
    draft = drafted({**cells, "Unntak": "29.09.2026; 06.10.2026", "Følger skoleruta": "ja"})
    (series,) = draft.series
    assert (series.rrule, series.first, series.last) == ("FREQ=WEEKLY;BYDAY=TU", date(2026, 9, 1), date(2026, 12, 8))
    assert (series.start, series.end, series.except_on) == (time(17), time(18, 30), (date(2026, 9, 29), date(2026, 10, 6)))
    assert draft.follows_school_calendar is Answer.YES


def test_a_weekday_beside_one_date_is_one_meeting() -> None:
    draft = drafted({"Navn": "x", "Dag": "lørdag", "Dato": "05.12.2026", "Kl": "12–14"})
    assert (draft.series, len(draft.occurrences)) == ((), 1)
    assert draft.occurrences[0].start.isoformat() == "2026-12-05T12:00:00+01:00"


def test_days_with_the_same_hours_are_a_daily_series() -> None:
    (series,) = drafted({"Navn": "Leir", "starts": "2026-10-05", "ends": "2026-10-09", "Kl": "9–15"}).series
    assert (series.rrule, series.first, series.last, series.start) == ("FREQ=DAILY", date(2026, 10, 5), date(2026, 10, 9), time(9))


def test_a_period_of_months_is_no_meeting() -> None:
    draft = drafted({"Navn": "x", "starts": "2026-08-23T12:00", "ends": "2026-12-20T14:00"})
    assert (draft.occurrences, draft.series, draft.when_words) == ((), (), "23.08.2026–20.12.2026 kl. 12.00–14.00")


def test_what_cannot_be_scheduled_keeps_its_words() -> None:
    draft = drafted({"Navn": "x", "Når": "tirsdager etter avtale"})
    assert (draft.series, draft.when_words) == ((), "tirsdager etter avtale")


@pytest.mark.parametrize("cells", [{"Dato": "01.03.2026"}, {"Startdato": "01.01.2026", "Sluttdato": "01.06.2026"}, {"Status": "avsluttet"}])
def test_what_is_wholly_past_is_skipped_as_ended(cells: dict[str, str]) -> None:
    with pytest.raises(RecordSkipped, match="ended"):
        drafted({"Navn": "x", **cells})


def test_status_words_cancel_or_fill() -> None:
    assert drafted({"Navn": "x", "Dato": "05.12.2026", "Status": "AVLYST"}).cancelled
    (meeting,) = drafted({"Navn": "x", "Dato": "05.12.2026", "Status": "fullt"}).occurrences
    assert (meeting.status, meeting.all_day) == (OccurrenceStatus.FULL, True)


def test_access_is_what_is_said_and_nothing_more() -> None:
    draft = drafted(
        {
            "Navn": "x",
            "access.quiet": "delvis, mandager",
            "access.hearing-loop": "",
            "access.low-vision": "spør oss",
            "Tilgjengelighet": "HC-toalett",
        }
    )
    assert {term: (fact.state, fact.note) for term, fact in draft.access.items()} == {
        AccessTerm.ACCESSIBLE_TOILET: (AccessState.YES, None),
        AccessTerm.QUIET: (AccessState.PARTLY, "mandager"),
        AccessTerm.LOW_VISION: (AccessState.UNKNOWN, "spør oss"),
    }


def test_a_home_keeps_its_address_hidden() -> None:
    draft = drafted({"Navn": "x", "place_kind": "hjemme", "Adresse": "Bakken 1"})
    assert draft.place_kind is PlaceKind.HOME
    assert draft.venue is not None
    assert draft.venue.hidden


def test_ids_stay_when_details_change() -> None:
    one, other = ({"Navn": "Turn", "Sted": "Hallen", "Kl": clock, "Pris": price} for clock, price in (("17", "50"), ("18", "60")))
    assert TABLE.record(one, "row 2", {}).id == TABLE.record(other, "row 9", {}).id
    assert TABLE.record({"Id": 7, **one}, "row 2", {}).id == "7"


def test_prices_are_kept_whole() -> None:
    assert drafted({"Navn": "x", "Pris": "kr 325,- (medlem 275,-)"}).price == Price(Cost.PAID, 32_500, note="kr 325,- (medlem 275,-)")
