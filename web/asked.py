"""The parameters of a request as its address has them, for every door: pages, JSON, calendars."""

from urllib.parse import parse_qsl

from flask import request


def pairs() -> list[tuple[str, str]]:
    """The parameters of the request as they stand in its address; bytes that are no UTF-8 become U+FFFD, which no reader takes.

    Flask's own reading leaves such bytes as `%FF`, which would then be searched for.
    """
    return parse_qsl(request.query_string.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
