"""Limits of forms: counted in the database, by day, with keys that tell nothing."""

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import select

from catalog.database import Database
from catalog.form_limits import FormLimits, Limit, forget_uses, network_of
from catalog.model import FormUse

TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)
LIMITS = FormLimits("a secret of the tests")


def over(database: Database, limit: Limit, day: date = TODAY, limits: FormLimits = LIMITS) -> bool:
    with database.transaction() as session:
        return limits.exceeded(session, [limit], day) is not None


def test_a_limit_holds_for_a_day_and_for_its_subject_alone(database: Database) -> None:
    kari, ola = Limit("letters", "kari@example.no", 2), Limit("letters", "ola@example.no", 2)
    assert [over(database, kari) for _ in range(3)] == [False, False, True]
    assert not over(database, ola)
    assert not over(database, Limit("reports", "kari@example.no", 2))
    assert not over(database, kari, TOMORROW)


def test_what_is_stored_tells_neither_whom_nor_whether_it_is_the_same_as_yesterday(database: Database) -> None:
    kari = Limit("letters", "kari@example.no", 2)
    over(database, kari)
    over(database, kari, TOMORROW)
    over(database, kari, TODAY, FormLimits("another secret of the tests"))
    with database.reading() as session:
        keys = list(session.scalars(select(FormUse.key)))
    assert len(set(keys)) == 3 and all("kari" not in key and len(key) == 64 for key in keys)


def test_those_of_days_before_are_deleted(database: Database) -> None:
    over(database, Limit("letters", "kari@example.no", 2))
    with database.transaction() as session:
        assert forget_uses(session, day=TODAY) == 0
        assert forget_uses(session, day=TOMORROW) == 1


def test_many_at_once_are_all_counted(database: Database) -> None:
    found: list[bool] = []
    asking = [Thread(target=lambda: found.append(over(database, Limit("letters", "all", 5)))) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert sorted(found) == [False] * 5 + [True] * 3


def test_what_failed_to_be_stored_is_not_counted(database: Database) -> None:
    limit = Limit("letters", "all", 1)
    with pytest.raises(RuntimeError), database.transaction() as session:
        LIMITS.exceeded(session, [limit], TODAY)
        raise RuntimeError
    assert not over(database, limit)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("84.208.20.17", "84.208.20.0/24"),
        ("::ffff:84.208.20.17", "84.208.20.0/24"),
        ("2a02:2121:1:2:3:4:5:6", "2a02:2121:1:2::/64"),
        ("127.0.0.1", None),
        ("10.1.2.3", None),
        ("::1", None),
        ("nonsense", None),
        (None, None),
    ],
)
def test_a_network_is_a_part_of_an_address_and_a_proxy_is_none(address: str | None, network: str | None) -> None:
    assert network_of(address) == network
