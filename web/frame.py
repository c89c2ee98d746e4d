"""The frame round every page, from the request: language, the same page in other languages, municipality, footer, errors."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from flask import Response, current_app, g, make_response, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from catalog.model import Municipality
from web.context import Krets
from web.language import LANGUAGES, Language, mark
from web.links import (
    about_path,
    absolute,
    fresh_path,
    help_path,
    municipality_path,
    periods_path,
    privacy_path,
    saved_path,
    with_query,
    youth_path,
)
from web.view import Assets, ErrorPage, Footer, Frame, Head, LanguageLink, Link, MunicipalityView, Page

ERROR_TITLES: Mapping[int, str] = {
    400: mark("Vi forsto ikke adressen"),
    403: mark("Skjemaet kom fra en annen side"),
    404: mark("Vi fant ikke siden"),
    410: mark("Tilbudet er avsluttet"),
    413: mark("Det var for mye på én gang"),
    429: mark("Det gikk litt fort"),
    500: mark("Noe gikk galt hos oss"),
    503: mark("Tjenesten er opptatt akkurat nå"),
}
"""What the page of an error is called, by its status."""


def krets() -> Krets:
    """The installation that this application serves."""
    opened: Krets = current_app.extensions["krets"]
    return opened


def page_language() -> Language:
    """The language of the answer: the address's `lang` wins over the browser's wish; bokmål otherwise."""
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return Language(asked)
    best = request.accept_languages.best_match([*LANGUAGES, "no", "da"])
    return Language.of(best)


def localised(path: str) -> str:
    """A path that keeps the language which this request's address asked for."""
    lang = request.args.get("lang")
    if lang not in LANGUAGES:
        return path
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def district_word(municipality: Municipality, language: Language, *, plural: bool = False) -> str:
    """What a school district is called here; the general word where the municipality has not said."""
    words: Mapping[str, str] = municipality.words.get("plural", {}) if plural else municipality.words
    general = language.gettext("skolekretser") if plural else language.gettext("skolekrets")
    return words.get(language.code) or words.get("nb") or general


def frame_for(head: Head, municipality: Municipality | None = None, *, own_address: str | None = None) -> Frame:
    """The frame of a page. `own_address` is its path in every language; by default that of the request.

    An address that names a language is canonical with it: search engines leave out languages of a page that call another one theirs.
    """
    language = page_language()
    opened = krets()
    path = own_address or _without_language()
    canonical = None if head.noindex else absolute(opened.settings.base_url, localised(path))
    return Frame(
        language=language.code,
        languages=_language_links(language),
        assets=_assets(municipality),
        head=replace(head, canonical=canonical, description=head.description or _described(municipality, language)),
        home_url=localised("/"),
        footer=_footer(municipality),
        municipality=_view(municipality, language) if municipality else None,
        alternates=() if head.noindex else _alternates(path, opened.settings.base_url),
        demo=bool(municipality.demo) if municipality else bool(g.get("any_demo")),
    )


def page_response(page: Page, status: int = 200) -> Response:
    """The rendered page, kept by the browser only to be asked about again, and told apart by language."""
    response = make_response(render_template(page.template, page=page, _=words_in(Language(page.frame.language))), status)
    response.vary.add("Accept-Language")
    response.headers["Content-Language"] = page.frame.language
    if status == HTTPStatus.OK:
        response.add_etag()
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
    return response


def words_in(language: Language) -> Callable[..., Markup]:
    """What a template says `_()` to. Flask-Babel's own, which looks up language and catalogue at every word, says the same."""

    def words(message: str, **values: object) -> Markup:
        text = Markup(language.gettext(message))  # noqa: S704  the words are ours, what is filled in is escaped
        return text % values if values or "%" in text else text

    return words


def error_title(status: int, language: Language) -> str:
    """What the page of an error is called; a status without words of its own is the address's fault below 500, and ours above."""
    return language.gettext(ERROR_TITLES.get(status) or ERROR_TITLES[400 if status < 500 else 500])


def error_response(status: HTTPStatus, problems: tuple[str, ...] = (), reference: str | None = None) -> Response:
    """An error as a page in plain words, with ways on."""
    municipality: Municipality | None = g.get("municipality")
    frame = frame_for(Head(error_title(status.value, page_language()), noindex=True), municipality)
    links = (Link(page_language().gettext("Til forsiden"), frame.municipality.url if frame.municipality else frame.home_url),)
    return page_response(ErrorPage(frame, status.value, problems, links, reference), status.value)


def _described(municipality: Municipality | None, language: Language) -> str:
    """What a page says of itself where it says nothing of its own."""
    if municipality is None:
        return language.gettext("Fritids- og ferietilbud for barn og unge, samlet på ett sted.")
    return language.gettext("Fritids- og ferietilbud for barn og unge i %(name)s, samlet på ett sted.", name=municipality.name)


def _view(municipality: Municipality, language: Language) -> MunicipalityView:
    url = localised(municipality_path(municipality.slug))
    saved_url = localised(saved_path(municipality.slug))
    return MunicipalityView(municipality.name, municipality.slug, url, district_word(municipality, language), saved_url)


def _footer(municipality: Municipality | None) -> Footer:
    if municipality is None:
        return Footer(localised("/about"), localised("/privacy"), krets().settings.accessibility_url)
    slug = municipality.slug
    ways = tuple(Link(words, localised(path)) for words, path in ways_of(municipality, page_language()))
    return Footer(localised(about_path(slug)), localised(privacy_path(slug)), krets().settings.accessibility_url, ways)


def ways_of(municipality: Municipality, language: Language) -> tuple[tuple[str, str], ...]:
    """The pages of a municipality that lead into its search: words and path of each."""
    slug = municipality.slug
    return (
        (language.gettext("Ny i %(name)s", name=municipality.name), fresh_path(slug)),
        (language.gettext("For ungdom"), youth_path(slug)),
        (language.gettext("Ferier og fridager"), periods_path(slug)),
        (language.gettext("Hjelp og kontakt"), help_path(slug)),
    )


def _assets(municipality: Municipality | None) -> Assets:
    assets: Assets = current_app.extensions["krets.assets"]
    return replace(assets, theme=f"/theme/{municipality.slug}.css") if municipality and municipality.brand else assets


def _pairs_without_language() -> list[tuple[str, str]]:
    arguments: MultiDict[str, str] = request.args
    return [(name, value) for name, value in arguments.items(multi=True) if name != "lang" and value]


def _without_language() -> str:
    return with_query(request.path, _pairs_without_language())


def _language_links(current: Language) -> tuple[LanguageLink, ...]:
    pairs = _pairs_without_language()
    return tuple(
        LanguageLink(code, name, with_query(request.path, [*pairs, ("lang", code)]), current=code == current.code)
        for code, name in LANGUAGES.items()
    )


def _alternates(path: str, base_url: str) -> tuple[tuple[str, str], ...]:
    mark = "&" if "?" in path else "?"
    own = tuple((code, absolute(base_url, f"{path}{mark}lang={code}")) for code in LANGUAGES)
    return (*own, ("x-default", absolute(base_url, path)))
