"""The outline of a municipality: its districts in their places, north up, small."""

import json
import re

import pytest

from web.emblem import HEIGHT, emblem


def square(west: float, south: float, *, hole: bool = False) -> str:
    """A tenth of a degree, with a hole in it or not."""
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
    inner = [[west + 0.04, south + 0.04], [west + 0.06, south + 0.04], [west + 0.05, south + 0.06], [west + 0.04, south + 0.04]]
    return json.dumps({"type": "Polygon", "coordinates": [ring, inner] if hole else [ring]})


def points(svg: str) -> list[tuple[int, int]]:
    """Every corner that is drawn."""
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)(?=[LMZ\"])", re.search(r' d="(.*)"', svg)[1])]  # type: ignore[index]


def test_districts_stand_as_they_lie_north_up() -> None:
    north, south = points(emblem([square(10.0, 59.8)])), points(emblem([square(10.0, 59.8), square(10.0, 59.7)]))
    assert (min(y for _, y in north), max(y for _, y in north)) == (0, HEIGHT)
    assert {y for _, y in south} == {0, HEIGHT // 2, HEIGHT}


def test_a_degree_east_is_shorter_than_one_north() -> None:
    drawn = points(emblem([square(10.0, 59.7)]))
    assert max(x for x, _ in drawn) == pytest.approx(HEIGHT / 2, rel=0.02), "the cosine of 59.75° is about a half"


def test_holes_and_areas_of_several_parts_are_drawn() -> None:
    several = {"type": "MultiPolygon", "coordinates": [json.loads(square(west, 59.7))["coordinates"] for west in (10.0, 10.3)]}
    assert emblem([square(10.0, 59.7, hole=True)]).count("Z") == 2
    assert emblem([json.dumps(several)]).count("Z") == 2


def test_nothing_to_draw_is_told() -> None:
    with pytest.raises(ValueError, match="no area"):
        emblem([])
