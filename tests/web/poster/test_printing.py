"""Printing within bounds: real processes, few at a time, ended when they take too long; kept posters are shared and bounded."""

import threading
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.web.poster.conftest import Board
from web.poster import printing
from web.poster.printing import PosterUnavailable, Printing


def press(folder: Path, body: str) -> Path:
    """A press of the test's own, which is run as the real one is."""
    path = folder / "press.py"
    path.write_text(f"import pathlib, sys, time\nsys.stdin.read()\n{body}\n")
    return path


def test_a_poster_is_made_once_and_then_kept(tmp_path: Path) -> None:
    counted = tmp_path / "count"
    body = f"f = open({str(counted)!r}, 'a'); f.write('x'); f.close(); print('%PDF-1.7')"
    made = Printing(tmp_path / "posters", press=press(tmp_path, body))
    assert made.pdf(b"{}") == made.pdf(b"{}") == b"%PDF-1.7\n"
    assert Printing(tmp_path / "posters", press=tmp_path / "press.py").pdf(b"{}") == b"%PDF-1.7\n"
    assert counted.read_text() == "x"
    made.pdf(b'{"other": 1}')
    assert counted.read_text() == "xx"


def test_one_that_takes_too_long_is_ended_and_frees_its_place(tmp_path: Path) -> None:
    slow = Printing(tmp_path / "posters", within_s=0.5, most_waiting=1, press=press(tmp_path, "time.sleep(60)"))
    for _ in range(2):
        started = time.monotonic()
        with pytest.raises(PosterUnavailable, match="not set within"):
            slow.pdf(b"{}")
        assert time.monotonic() - started < 10


def test_more_than_may_wait_are_sent_away_at_once(tmp_path: Path) -> None:
    go = tmp_path / "go"
    body = f"\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\nprint('%PDF-1.7')"
    made = Printing(tmp_path / "posters", most_waiting=1, press=press(tmp_path, f"open({str(tmp_path / 'begun')!r}, 'w').close()" + body))
    first = threading.Thread(target=made.pdf, args=(b"{}",))
    first.start()
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    with pytest.raises(PosterUnavailable, match="too many"):
        made.pdf(b'{"other": 1}')
    go.touch()
    first.join()
    assert made.pdf(b'{"other": 1}') == b"%PDF-1.7\n"


@pytest.mark.parametrize("body", ["sys.exit(3)", "print('no pdf')", "raise RuntimeError('broken')"])
def test_a_press_that_fails_gives_no_poster_and_nothing_is_kept(tmp_path: Path, body: str) -> None:
    with pytest.raises(PosterUnavailable):
        Printing(tmp_path / "posters", press=press(tmp_path, body)).pdf(b"{}")
    assert not (tmp_path / "posters").exists()


def test_where_no_file_can_be_written_posters_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "posters").write_text("a file where the folder should be")
    with capture_logs() as logs:
        assert Printing(tmp_path / "posters", press=press(tmp_path, "print('%PDF-1.7')")).pdf(b"{}").startswith(b"%PDF-")
    assert [entry["event"] for entry in logs] == ["poster not kept"]


def test_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MOST_KEPT", 2)
    made = Printing(tmp_path / "posters", press=press(tmp_path, "print('%PDF-1.7')"))
    for number in range(4):
        made.pdf(str(number).encode())
    assert len(list((tmp_path / "posters").iterdir())) == 2


def test_when_posters_cannot_be_set_the_page_says_so_and_when_to_come_back(board: Board) -> None:
    board.fill()
    broken = Printing(board.world.krets.settings.data_dir / "posters", most_waiting=1)
    broken._places.acquire()
    board.world.client.application.extensions["krets.posters"] = broken
    answer = board.world.get("/lier/poster.pdf?period=winter-2027")
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert "opptatt" in answer.text and "ETag" not in answer.headers
