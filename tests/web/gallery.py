"""Every template with rich, poor and awkward view values, without database or search: to look at, and for the template tests.

`python -m tests.web.gallery PORT` serves them all on one page of links until interrupted. A template, or a branch of one, that no
page here shows fails tests/web/test_gallery.py.
"""

import sys
from collections.abc import Mapping
from functools import cache

from flask import Flask, Response, abort, render_template, request
from flask_babel import Babel
from markupsafe import Markup
from werkzeug.serving import make_server

from tests.web import gallery_first as first
from tests.web import gallery_forms as forms
from tests.web import gallery_guides as guides
from tests.web import gallery_offers as offers
from tests.web import gallery_search as searches
from tests.web import gallery_views as views
from tests.web.gallery_frame import frame
from web.language import TRANSLATIONS
from web.mail.letters import Letter
from web.theme import Theme
from web.view import Page

PUBLIC = "https://krets.example"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""As strict as the pages allow: Designsystemet draws its arrows and crosses by data addresses."""
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A mail program applies the few styles that a letter has on its elements."""
SUGGESTED = (("ishockey", 3), ("isdans", 1), ("is og snø", 2), ("islandshest", 1))
"""Words with counts that the search fields of the gallery suggest."""


def pages(language: str = "nb") -> Mapping[str, Page]:
    """Every page of the gallery by name."""
    found = searches.search_page(language)
    return {
        **searches.pages(language),
        **views.pages(found, frame("27 gratis tilbud", language)),
        **first.pages(language),
        **offers.pages(language),
        **guides.pages(language),
        **forms.pages(language),
    }


def letters(language: str = "nb") -> Mapping[str, Letter]:
    """Every letter of the gallery by name."""
    return forms.letters(language)


def create_gallery() -> Flask:
    """An application that renders the gallery; the address is the page's name, the language `?lang=`."""
    app = Flask("web", template_folder="templates", static_folder="static")
    made = cache(pages)  # of this application alone: the next may have other assets
    Babel(app, default_locale="nb", default_translation_directories=str(TRANSLATIONS), locale_selector=asked_language)

    @app.get("/")
    def index() -> str:
        links = (Markup('<a href="/{0}">{0}</a><br>').format(name) for name in (*pages(), *letters()))
        return Markup("<!doctype html><title>Galleri</title>") + Markup("").join(links)

    @app.get("/theme.css")
    def theme() -> Response:
        return Response(Theme.from_brand("#17543b").css(), mimetype="text/css")

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    @app.get("/<name>")
    def page(name: str) -> Response:
        if name in letters():
            return Response(letters(asked_language())[name].html, headers={"Content-Security-Policy": LETTER_POLICY}, mimetype="text/html")
        shown = made(asked_language()).get(name) or abort(404)
        return Response(render_template(shown.template, page=shown), mimetype="text/html")

    _answer(app)
    return app


def _answer(app: Flask) -> None:
    """The few addresses that the pages' own scripts and forms ask for."""

    @app.get("/lier/")
    def search() -> str:
        language = asked_language()
        shown = searches.empty_search(language) if "ishockey" in request.args.get("q", "") else searches.search_page(language)
        return render_template(shown.template, page=shown)

    @app.get("/lier/saved")
    def saved() -> str:
        return render_template("saved.html", page=views.saved(frame("2 lagrede tilbud", asked_language())))

    @app.get("/lier/districts.geojson")
    def shapes() -> dict[str, object]:
        return views.SHAPES

    @app.get("/tiles/<path:tile>")
    def tiles(tile: str) -> Response:
        return Response('<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>', mimetype="image/svg+xml")

    @app.get("/suggest")
    def suggest() -> dict[str, object]:
        typed = request.args["q"].casefold()
        found = [(words, count) for words, count in SUGGESTED if words.startswith(typed)]
        return {"suggestions": [{"words": words, "count": count, "url": f"{PUBLIC}/lier/?q={words}"} for words, count in found]}


def asked_language() -> str:
    """The language of the present request."""
    return request.args.get("lang", "nb")


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), create_gallery(), threaded=True).serve_forever()
