"""The names of a municipality and the mark that tells when they changed, on both databases."""

from datetime import date

from catalog.database import Database, Session
from catalog.model import Address, Municipality, Organisation, School, SchoolDistrict, SchoolHoliday, Venue
from catalog.store.names import Named, names_here, names_mark
from catalog.terms import HolidayKind, Level


def _lier(session: Session) -> int:
    municipality = Municipality(number="3312", name="Lier", slug="lier")
    other = Municipality(number="3222", name="Lørenskog", slug="lorenskog")
    session.add_all([municipality, other])
    session.flush()
    here = {"municipality_id": municipality.id}
    district = {"level": Level.PRIMARY, "source": "x", "valid_from": date(2020, 1, 1)}
    session.add_all(
        [
            SchoolDistrict(**here, slug="hegg", name="Hegg", aliases=["Hegg skole"], **district),
            SchoolDistrict(**here, slug="lierbyen", name="Lierbyen", **{**district, "level": Level.LOWER_SECONDARY}),
            School(
                **here,
                slug="hegg-skole",
                name="Hegg skole",
                address="Heggveien 1",
                postcode="3400",
                city="Lier",
                source="x",
                lat=59.8,
                lon=10.2,
            ),
            School(**here, slug="ukjent-skole", name="Ukjent skole", source="x"),
            Organisation(**here, slug="lier-il", name="Lier IL", name_key="lieril", aliases=["Lier idrettslag"]),
            Organisation(municipality_id=other.id, slug="annet", name="Annet", name_key="annet"),
            Venue(**here, slug="hallen", name="Hallen", name_key="hallen", lat=59.8, lon=10.2, address="Hallveien 2B", postcode="3401"),
            Venue(**here, slug="hjemme", name="Hjemme hos", name_key="hjemmehos", lat=59.8, lon=10.2, hidden=True),
            Venue(**here, slug="borte", name="Borte", name_key="borte", lat=59.8, lon=10.2, outside=True),
            Venue(**here, slug="uten", name="Uten punkt", name_key="utenpunkt"),
            Address(**here, key="baneveien 1", street="Baneveien", number=1, postcode="3402", lat=59.8, lon=10.2, source="x"),
            Address(**here, key="tranby", street="Tranby", lat=59.8, lon=10.2, source="x"),
        ]
    )
    session.flush()
    return municipality.id


def test_names_are_those_that_can_be_found_here(database: Database) -> None:
    """Primary districts, schools, organisations; places with a point that are nobody's home and lie inside; streets without numbers."""
    with database.transaction() as session:
        names = names_here(session, _lier(session))
    assert names.municipality == "Lier"
    assert names.districts == (Named("hegg", ("Hegg", "Hegg skole")),)
    assert [school.slug for school in names.schools] == ["hegg-skole", "ukjent-skole"]
    assert names.organisations == (Named("lier-il", ("Lier IL", "Lier idrettslag")),)
    assert set(names.places) == {("Hegg skole",), ("Hallen",), ("Lier",), ("Tranby",)}
    assert set(names.streets) == {"Baneveien", "Heggveien", "Hallveien"}
    assert names.postcodes == {"3400", "3401", "3402"}


def test_the_mark_changes_with_what_is_named(database: Database) -> None:
    """A row more, a longer name, an alias, a holiday; not with what has no name."""
    with database.transaction() as session:
        here = _lier(session)
        marks = [names_mark(session, here)]
        assert names_mark(session, here) == marks[0]
        organisation = session.query(Organisation).filter_by(slug="lier-il").one()
        for change in ({"name": "Lier Idrettslag"}, {"aliases": ["LIL", "Lier idrettslag"]}):
            for column, value in change.items():
                setattr(organisation, column, value)
            session.flush()
            marks.append(names_mark(session, here))
        session.add(
            SchoolDistrict(municipality_id=here, level=Level.PRIMARY, slug="egge", name="Egge", source="x", valid_from=date(2020, 1, 1))
        )
        session.flush()
        marks.append(names_mark(session, here))
        days = {"first": date(2027, 2, 22), "last": date(2027, 2, 28)}
        session.add(SchoolHoliday(municipality_id=here, kind=HolidayKind.WINTER, slug="winter-2027", **days))
        session.flush()
        marks.append(names_mark(session, here))
        assert len(set(marks)) == len(marks)
        organisation.phone = "12 34 56 78"
        session.flush()
        assert names_mark(session, here) == marks[-1]
