"""One table: which error is which status; answered as a page in plain words, or as problem+json (RFC 9457) under /api.

Nothing of an unexpected error reaches the visitor but a reference that is also in the log.
"""

import secrets
from http import HTTPStatus

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from catalog.database import unavailable_from
from catalog.errors import Conflict, DatabaseUnavailable, IndexUnavailable, InvalidValue, KretsError, NotFound, Unavailable
from web.frame import error_response, page_language
from web.gone import Gone
from web.json_out import to_json

STATUS_OF: tuple[tuple[type[KretsError], HTTPStatus], ...] = (
    (InvalidValue, HTTPStatus.BAD_REQUEST),
    (Gone, HTTPStatus.GONE),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (DatabaseUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)
RETRY_AFTER_S = 30
log = structlog.get_logger("krets.web")


def status_of(error: KretsError) -> HTTPStatus:
    """The status that an error of ours is answered with; 500 for one that the table does not know."""
    return next((status for kind, status in STATUS_OF if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def handle_errors(app: Flask) -> None:
    """Makes the application answer every error by the table."""

    @app.errorhandler(KretsError)
    def ours(error: KretsError) -> Response:
        status = status_of(error)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("unavailable", path=request.path, error=str(error))
        return answer(status, str(error), error)

    @app.errorhandler(HTTPException)
    def of_the_framework(error: HTTPException) -> Response:
        if error.code is None or error.code < 400:
            return Response(status=error.code or 200)
        response = answer(HTTPStatus(error.code), error.description or "")
        if isinstance(error, MethodNotAllowed):
            response.allow.update(error.valid_methods or ())
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        away = unavailable_from(error)
        if away is not None:
            return ours(away)
        reference = secrets.token_hex(4)
        log.error("unexpected", reference=reference, path=request.path, exc_info=error)
        return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "", reference=reference)


def answer(status: HTTPStatus, detail: str, error: KretsError | None = None, *, reference: str | None = None) -> Response:
    """The answer to an error: problem+json where a program asked, else a page."""
    if request.path.startswith("/api/"):
        response = problem(status, detail, error, reference)
    else:
        problems = (_refused(error),) if isinstance(error, InvalidValue) else ()
        response = error_response(status, problems, reference)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(error: InvalidValue) -> str:
    """Where in the address the trouble is, for whoever made the link; the reason is a program's (`problem`)."""
    return page_language().gettext("Se etter «%(name)s» i adressen: Det som står der, kan vi ikke bruke.", name=error.field)


def problem(status: HTTPStatus, detail: str, error: KretsError | None = None, reference: str | None = None) -> Response:
    """A problem document; an invalid value names its parameter and what was given."""
    body: dict[str, object] = {"type": "about:blank", "title": status.phrase, "status": status.value}
    if detail:
        body["detail"] = detail
    if isinstance(error, InvalidValue):
        body |= {"parameter": error.field, "value": str(error.value)[:200], "reason": error.reason}
    if reference:
        body["reference"] = reference
    return Response(to_json(body), status, mimetype="application/problem+json")
