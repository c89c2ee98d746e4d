"""A bounded store: made once, kept while there is room."""

from search.recent import Recent


def test_a_value_is_made_once_and_the_oldest_leave_when_it_is_full() -> None:
    made: list[int] = []

    def make(key: int) -> int:
        made.append(key)
        return key * 10

    recent: Recent[int, int] = Recent(4)
    assert [recent.get(key, lambda key=key: make(key)) for key in (1, 2, 1, 2, 3, 4)] == [10, 20, 10, 20, 30, 40]  # type: ignore[misc]  # bound at once
    assert made == [1, 2, 3, 4]
    recent.get(5, lambda: make(5))
    recent.get(4, lambda: make(4))
    recent.get(1, lambda: make(1))
    assert made == [1, 2, 3, 4, 5, 1]
    assert recent.kept() == (30, 40, 50, 10)
