"""How the interface reads its parameters and answers: strictly in, as open data out.

A parameter that an address does not have is refused, never ignored, so that nobody believes in a filter that was not applied.
Answers may be read from any site (nothing here depends on who asks), carry a fingerprint, and are answered 304 while it holds.
"""

from flask import Response, request

from catalog.errors import InvalidValue
from search.parameters import readable
from web.asked import pairs
from web.frame import page_language
from web.json_out import json_response
from web.language import LANGUAGES, Language

FRESH_FOR_S = 5
"""How long a copy may be reused unasked: a hidden offer must be gone from everywhere within ten seconds."""
PREFLIGHT_FOR_S = 86_400
PATH = "/api/"


def given(*known: str) -> dict[str, str]:
    """The parameters of the request, each given once; raises `InvalidValue` for another one than the known and `lang`."""
    allowed, found = (*known, "lang"), dict[str, str]()
    for name, text in pairs():
        if name not in allowed:
            raise InvalidValue(ascii(name[:40]).strip("'"), text, f"there is no such parameter; there are {', '.join(allowed)}")
        if found.setdefault(name, readable(name, text)) != text:
            raise InvalidValue(name, text, "may be given once only")
    language_of(found.get("lang"))
    return found


def language_of(lang: str | None) -> Language:
    """The language of labels: the one that the address asks for, else the best of what the client accepts."""
    if not lang:
        return page_language()
    if lang.lower() not in LANGUAGES:
        raise InvalidValue("lang", lang, f"must be one of {', '.join(LANGUAGES)}")
    return Language(lang.lower())


def reply(value: object, language: Language | None = None, *, fresh_for_s: int = FRESH_FOR_S) -> Response:
    """The value as JSON with its fingerprint; nothing but 304 where the client has it already. `language` that of its labels."""
    response = json_response(value)
    if language is not None:
        response.headers["Content-Language"] = language.code
        response.vary.add("Accept-Language")
    response.headers["Cache-Control"] = f"public, max-age={fresh_for_s}"
    response.add_etag()
    response.make_conditional(request)
    return response


def open_to_all(response: Response) -> Response:
    """Lets every site's scripts read an answer of the interface, errors included."""
    if request.path.startswith(PATH):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Content-Language, Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
            response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_FOR_S)
    return response
