"""The built front-end files, as they were compressed when they were built; their names hold a fingerprint, so they may be kept for ever."""

import mimetypes
from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Redirect

from web.bundle import DIST
from web.view import Assets

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOR_EVER = "public, max-age=31536000, immutable"


def built_file(name: str) -> Response:
    """One built file, in the best encoding that the browser takes."""
    if "\0" in name or not (DIST / name).resolve().is_relative_to(DIST.resolve()):
        raise NotFound
    encoding, suffix = next(((code, end) for code, end in ENCODINGS if _accepted(code) and (DIST / f"{name}{end}").is_file()), ("", ""))
    response = send_from_directory(DIST, name + suffix, mimetype=mimetypes.guess_type(Path(name).name)[0])
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER
    return response


def favicon() -> Redirect:
    """The icon by the name that browsers try where no page names one, as for a poster that they show themselves."""
    assets: Assets = current_app.extensions["krets.assets"]
    return redirect(assets.favicon)


def _accepted(encoding: str) -> bool:
    return request.accept_encodings.quality(encoding) > 0 and encoding in request.accept_encodings.values()


static_files = Blueprint("static_files", __name__)
static_files.add_url_rule("/static/dist/<name>", view_func=built_file)
static_files.add_url_rule("/favicon.ico", view_func=favicon)
