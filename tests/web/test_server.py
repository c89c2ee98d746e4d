"""The production server's own settings; that it serves is held by `tests/web/commands/test_serving.py`."""

from flask import Flask

from web.server import LONGEST_REQUEST_LINE, REQUEST_TIMEOUT_S, THREADS, Server


def test_every_option_is_one_that_the_server_knows_and_is_taken_over() -> None:
    server = Server(lambda: Flask("web"), host="127.0.0.1", port=8123, processes=3)
    taken = server.cfg
    assert taken.address == [("127.0.0.1", 8123)]
    assert (taken.workers, taken.threads, taken.timeout) == (3, THREADS, REQUEST_TIMEOUT_S)
    assert taken.limit_request_line == LONGEST_REQUEST_LINE
    assert taken.worker_class_str == "gthread"


def test_each_worker_makes_its_own_application() -> None:
    server = Server(lambda: Flask("web"), host="127.0.0.1", port=8123, processes=1)
    assert server.load() is not server.load()


def test_who_waits_is_told_when_it_is_ready() -> None:
    told: list[str] = []
    server = Server(lambda: Flask("web"), host="127.0.0.1", port=8123, processes=1, ready=lambda: told.append("ready"))
    server.cfg.when_ready(server)
    assert told == ["ready"]
