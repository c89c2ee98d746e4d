"""Two Flask pages that do nothing, under the server that Krets uses: what a page costs before anything is looked up or rendered.

python -m tests.benchmarks.plain_pages SIZE --processes N --port N
"""

import argparse
import sys
from collections.abc import Sequence

from flask import Flask
from flask_compress import Compress

from web.server import Server

BARE, PLAIN = "/bare", "/plain"
ROW = '<li class="ds-card card"><h2><a href="/lier/offers/{0}-tilbud-{0}">Tilbud {0}</a></h2><p>Hver tirsdag kl. {1}, fra {1} år</p></li>\n'


def page_of(size: int) -> str:
    """A page of about so many bytes that is as repetitive as a list of offers."""
    page = "<!doctype html>\n<title>Tilbud</title>\n"
    rows = (ROW.format(number * 7919 % 10_007, number * 31 % 24) for number in range(size))
    for row in rows:
        if len(page) >= size:
            break
        page += row
    return page


def make_app(size: int) -> Flask:
    """Both pages; the long one is compressed as Krets's own are."""
    app, page = Flask(__name__), page_of(size)
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
    Compress(app)
    app.add_url_rule(BARE, view_func=lambda: "ok", endpoint="bare")
    app.add_url_rule(PLAIN, view_func=lambda: page, endpoint="plain")
    return app


def main(arguments: Sequence[str]) -> None:
    """Serves until it is stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args(arguments)
    Server(lambda: make_app(given.size), host="127.0.0.1", port=given.port, processes=given.processes).run()


if __name__ == "__main__":
    main(sys.argv[1:])
