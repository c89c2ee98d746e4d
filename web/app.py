"""The application: everything is passed in, wired here, and nowhere else."""

from flask import Flask, g, request
from flask_babel import Babel
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from catalog.errors import NotFound
from catalog.store.municipalities import municipality as municipality_by_slug
from web.api import api
from web.bundle import read_assets
from web.context import Krets
from web.errors import handle_errors
from web.feeds import feeds
from web.frame import page_language
from web.health import health
from web.metrics import measure
from web.pages import pages
from web.poster import posters
from web.poster.printing import Printing
from web.security import protect
from web.static_files import static_files

LARGEST_REQUEST = 1_000_000
COMPRESSED = [
    "text/html",
    "text/css",
    "text/calendar",
    "text/plain",
    "application/json",
    "application/problem+json",
    "application/xml",
    "image/svg+xml",
]


def create_app(krets: Krets) -> Flask:
    """The application that serves one installation."""
    app = Flask("web", static_folder=None)
    app.config.update(
        SECRET_KEY=krets.settings.secret_key,
        TRUSTED_HOSTS=list(krets.settings.trusted_hosts),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_SECURE=krets.settings.base_url.startswith("https://"),
        SESSION_COOKIE_SAMESITE="Lax",
        COMPRESS_MIMETYPES=COMPRESSED,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        BABEL_DEFAULT_LOCALE="nb",
        BABEL_DEFAULT_TIMEZONE="Europe/Oslo",
    )
    if krets.settings.proxies:
        behind = ProxyFix(app.wsgi_app, x_for=krets.settings.proxies, x_proto=0, x_host=0)
        app.wsgi_app = behind  # type: ignore[method-assign]  # as Flask tells one to
    app.jinja_options = {"trim_blocks": False, "autoescape": True}
    app.extensions["krets"] = krets
    app.extensions["krets.assets"] = read_assets()
    app.extensions["krets.posters"] = Printing(krets.settings.data_dir / "posters")
    Babel(app, locale_selector=lambda: page_language().code)
    Compress(app)
    _open_session(app, krets)
    handle_errors(app)
    protect(app, over_https=krets.settings.base_url.startswith("https://"))
    measure(app)
    for part in (health, static_files, api, feeds, posters, pages):
        app.register_blueprint(part)
    return app


def _open_session(app: Flask, krets: Krets) -> None:
    """Gives a request for a municipality its record and a session for reading, closed with the request."""

    @app.before_request
    def open_session() -> None:
        arguments = request.view_args or {}
        if request.endpoint is None or request.blueprint in {"health", "static_files"}:
            return
        if "\0" in request.path:
            raise NotFound("page", ascii(request.path))
        reading = krets.database.reading()
        g.close_session = reading
        g.session = reading.__enter__()
        if "municipality" in arguments:
            g.municipality = municipality_by_slug(g.session, arguments["municipality"])

    @app.teardown_request
    def close_session(_: BaseException | None) -> None:
        reading = g.pop("close_session", None)
        if reading is not None:
            reading.__exit__(None, None, None)
