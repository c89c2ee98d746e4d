"""The address of a poster: a PDF, or the reason in plain words why there is none."""

from http import HTTPStatus

from flask import Response, current_app, g, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.errors import InvalidValue
from web.answers import legal_names
from web.frame import error_response, krets, page_language
from web.language import Language
from web.poster.asking import PosterAsked, poster_asked
from web.poster.making import Maker
from web.poster.printing import Printing

LONGEST_SHOWN = 60


def poster(municipality: str) -> AnyResponse:
    """The poster that the parameters ask for, made only where the browser has not got it already."""
    language = page_language()
    names = legal_names(krets(), g.session, g.municipality)
    try:
        asked = poster_asked(request.args.items(multi=True), names)
    except InvalidValue as error:
        return _refused(error, language)
    contents = Maker(krets(), g.session, g.municipality, names, language).contents(asked).to_json()
    printing: Printing = current_app.extensions["krets.posters"]
    response = Response(mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(municipality, asked, language)}"'
    response.headers["Content-Language"] = language.code
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    response.set_etag(printing.fingerprint(contents))
    response.make_conditional(request)
    if response.status_code == HTTPStatus.OK:
        response.data = printing.pdf(contents)
    return response


def file_name(municipality: str, asked: PosterAsked, language: Language) -> str:
    """What the file is called when it is saved; slugs are plain letters."""
    place = asked.place[1] if asked.place else None
    return "-".join(part for part in (municipality, place, asked.search.period, asked.size.value, language.code) if part) + ".pdf"


def _refused(error: InvalidValue, language: Language) -> Response:
    response = error_response(HTTPStatus.BAD_REQUEST, (wrong_words(error, language),))
    response.headers["Cache-Control"] = "no-store"
    return response


def wrong_words(error: InvalidValue, language: Language) -> str:
    """Why there is no such poster, in plain words."""
    value = str(error.value)[:LONGEST_SHOWN]
    if error.field == "period" and not value:
        return language.gettext("Velg en ferie. Plakaten lages for én ferie om gangen.")
    if error.field == "size":
        return language.gettext("Plakaten finnes som A4 og A5, ikke «%(value)s».", value=value)
    if error.field in {"period", "district", "school"} and "one district" not in error.reason:
        return language.gettext("Vi forsto ikke «%(value)s».", value=value)
    return language.gettext("Plakaten lages for en ferie og én skolekrets eller én skole. Ta bort «%(value)s».", value=value)
