"""Schools of the register."""

import csv

from sqlalchemy import func, select

from catalog.database import Database
from catalog.drafts import SchoolDraft
from catalog.geo.schools import load_schools
from catalog.model import AuditEvent, MunicipalityNumber, School
from catalog.terms import PointQuality
from catalog.values import GradeRange
from tests.catalog.geo.world import IN_EAST, IN_WEST, NOW, municipality, school
from tests.shared_data import DATA, requires_shared

EGGE = SchoolDraft("Egge skole", "974545977", "3312", GradeRange(1, 7), public=True, address="Vestsideveien 115", point=IN_WEST)


def test_the_same_register_again_changes_and_logs_nothing(database: Database) -> None:
    with database.transaction() as session:
        owner = municipality(session)
        assert load_schools(session, owner, [EGGE], "nsr", NOW).created == ["Egge skole"]
        assert load_schools(session, owner, [EGGE], "nsr", NOW).unchanged == ["Egge skole"]
        session.flush()
        assert session.scalar(select(func.count(AuditEvent.id))) == 1
        stored = session.scalars(select(School)).one()
        assert (stored.slug, stored.grade_from, stored.grade_to, stored.private) == ("egge-skole", 1, 7, False)
        assert stored.point_quality is PointQuality.EXACT


def test_what_a_draft_leaves_unknown_erases_nothing(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_schools(session, owner, [EGGE], "nsr", NOW)
        report = load_schools(session, owner, [SchoolDraft("Egge skole", "974545977")], "nsr", NOW)
        stored = session.scalars(select(School)).one()
        assert report.unchanged == ["Egge skole"]
        assert (stored.lat, stored.grade_to, stored.address) == (IN_WEST.lat, 7, "Vestsideveien 115")
        assert report.problems == ["Egge skole: the register gives no grades"]


def test_a_renamed_school_keeps_its_address_word_and_its_old_name_as_alias(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_schools(session, owner, [EGGE], "nsr", NOW)
        load_schools(session, owner, [SchoolDraft("Nye Egge skole", "974545977", grades=GradeRange(1, 7))], "nsr", NOW)
        stored = session.scalars(select(School)).one()
        assert (stored.name, stored.slug, stored.aliases) == ("Nye Egge skole", "egge-skole", ["Egge skole"])


def test_a_number_that_comes_twice_counts_once_and_is_reported(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        report = load_schools(session, owner, [EGGE, SchoolDraft("Egge avdeling", "974545977", grades=GradeRange(1, 7))], "nsr", NOW)
        assert report.created == ["Egge skole"]
        assert "comes twice" in report.problems[0]


def test_two_schools_of_one_name_have_an_address_word_each(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_schools(session, owner, [EGGE, SchoolDraft("Egge skole", "1", grades=GradeRange(8, 10))], "nsr", NOW)
        assert sorted(session.scalars(select(School.slug))) == ["egge-skole", "egge-skole-2"]


def test_schools_of_other_municipalities_are_left_out_and_old_numbers_are_ours(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        owner.numbers = [MunicipalityNumber(number="0626", valid_from=NOW.date())]
        session.flush()
        drafts = [SchoolDraft("Stod skole", "1", "5006"), SchoolDraft("Lierne skole", "2", "5042"), SchoolDraft("Heia skole", "3", "626")]
        report = load_schools(session, owner, drafts, "nsr", NOW)
        assert (report.created, report.elsewhere) == (["Heia skole"], 2)


def test_a_school_that_the_register_no_longer_lists_stays_and_is_reported(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        school(session, owner, "Hegg skole", IN_EAST).number = "974546019"
        school(session, owner, "Montessori", IN_EAST).source = "kommunen"
        session.flush()
        assert load_schools(session, owner, [EGGE], "nsr", NOW).absent == ["Hegg skole"]


def test_a_school_known_by_name_alone_gets_its_number(sqlite: Database) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        known = school(session, owner, "EGGE SKOLE")
        load_schools(session, owner, [EGGE], "nsr", NOW)
        assert (known.number, known.name) == ("974545977", "Egge skole")


@requires_shared
def test_the_register_of_2811_schools_gives_lier_its_thirteen_and_never_lierne(sqlite: Database) -> None:
    with (DATA / "7-schools-addresses/nsr_grunnskoler_flat.csv").open(encoding="utf-8") as file:
        drafts = [SchoolDraft(row["navn"], row["orgnr"], row["kommunenr"]) for row in csv.DictReader(file)]
    with sqlite.transaction() as session:
        report = load_schools(session, municipality(session), drafts, "nsr", NOW)
        assert (len(drafts), len(report.created), report.elsewhere) == (2811, 13, 2798)
