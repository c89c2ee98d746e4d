"""Progress where the output is no terminal: a line a second in the log, and nothing for quick work."""

import pytest
import structlog

from web.commands import progress
from web.commands.progress import shown_progress


def test_quick_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress("Sjakken") as show:
        for done in range(100):
            show("store", done, 100)
    assert capsys.readouterr() == ("", "")


def test_slow_work_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY_S", 0.0)
    with structlog.testing.capture_logs() as lines, shown_progress("Sjakken") as show:
        show("store", 5, 10)
    assert lines == [{"event": "store", "source": "Sjakken", "done": 5, "of": 10, "log_level": "info"}]
