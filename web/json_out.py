"""JSON as Krets writes it: compact, UTF-8, non-ASCII letters as they are, no NaN."""

import json

from flask import Response


def to_json(value: object) -> str:
    """The value as JSON text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_response(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(to_json(value), status, mimetype="application/json")
