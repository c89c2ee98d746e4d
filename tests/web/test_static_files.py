"""Built files: kept for ever, in the best encoding that the browser takes, and nothing else of the disk."""

import gzip

import pytest

from tests.web.world import World
from web.bundle import DIST
from web.static_files import FOR_EVER


def style_sheet() -> str:
    return next(path.name for path in sorted(DIST.glob("*.css")) if (DIST / f"{path.name}.gz").is_file())


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None), ("br;q=0, gzip", "gzip")])
def test_a_file_is_given_as_the_browser_takes_it(world: World, accepted: str, encoding: str | None) -> None:
    answer = world.get(f"/static/dist/{style_sheet()}", **{"Accept-Encoding": accepted})
    assert (answer.status_code, answer.mimetype, answer.headers.get("Content-Encoding")) == (200, "text/css", encoding)
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert "Accept-Encoding" in answer.headers["Vary"]
    given = answer.data
    answer.close()
    plain = (DIST / style_sheet()).read_bytes()
    assert encoding == "br" or (gzip.decompress(given) if encoding else given) == plain


@pytest.mark.parametrize("name", ["../bundle.py", "%2e%2e/bundle.py", "..%2fbundle.py", "nothing.css", "%00", "."])
def test_nothing_else_of_the_disk_is_given(world: World, name: str) -> None:
    assert world.get(f"/static/dist/{name}").status_code in {404, 308}


def test_the_icon_is_found_by_the_name_that_browsers_try(world: World) -> None:
    there = world.get("/favicon.ico")
    assert there.status_code == 302
    icon = world.get(there.headers["Location"])
    assert (icon.status_code, icon.mimetype) == (200, "image/svg+xml")
    icon.close()
