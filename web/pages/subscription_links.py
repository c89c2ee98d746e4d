"""Where the links of letters lead: confirm, end, and take an end back. Looking at a page changes nothing; only its button does.

Mail programs and scanners open links, so a GET never confirms or ends. A mail program's own "unsubscribe" is a POST without a page
before it (RFC 8058); the token alone proves it. What an ended subscription was stands nowhere but, signed, in the page that says it
ended, so that it can be taken back for a day by whoever has that page open.
"""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from flask import Response, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from catalog.errors import DatabaseUnavailable, InvalidValue
from catalog.links_by_mail import LinkProofs
from catalog.model import Subscription
from catalog.subscriptions import Confirming, Kept, asked_or_confirmed, confirm, end, restore
from web.answers import legal_names
from web.frame import frame_for, krets, localised, page_language, page_response
from web.kept_search import naming_in, read_search, search_words
from web.language import mark
from web.links import search_path, subscription_path, subscription_undo_path
from web.mail.subscribers import CONFIRM, END
from web.posted import require_own_page, writing
from web.view import Head, Hidden, Link
from web.view.forms import StepButton, StepPage
from web.wording.dates import Speech, date_words

UNDO_FOR = timedelta(days=1)
LONGEST_UNDO = 8_000
GONE = mark("Lenken gjelder ikke lenger")
"""Of a subscription that is ended, was never confirmed in time, or never was."""
AWAY = mark("Vi får ikke gjort dette akkurat nå. Ingenting er endret. Prøv igjen om litt.")


def confirming(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page with the button that confirms, and what came of pressing it."""
    token = request.args.get("token", "")
    handle = _proofs().handle(CONFIRM, token)
    if handle is None:
        return _gone()
    if request.method != "POST":
        row = asked_or_confirmed(g.session, g.municipality.id, handle, now=krets().clock.now())
        return _gone() if row is None else _confirm_question(row, token)
    try:
        with writing() as session:
            outcome, row = confirm(session, g.municipality.id, handle, now=krets().clock.now())
    except DatabaseUnavailable:
        return _step(mark("Noe gikk galt hos oss"), AWAY, status=503)
    return _gone() if row is None else _confirmed(outcome, row)


def ending(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page with the button that ends, and what came of pressing it; a mail program's one click is answered the same."""
    token = request.args.get("token", "")
    handle = _proofs().handle(END, token)
    if handle is None:
        return _gone()
    if request.method != "POST":
        row = asked_or_confirmed(g.session, g.municipality.id, handle, now=krets().clock.now())
        return _ended_already() if row is None or row.confirmed_at is None else _end_question(row, token)
    try:
        with writing() as session:
            kept = end(session, g.municipality.id, handle)
    except DatabaseUnavailable:
        return _step(mark("Noe gikk galt hos oss"), AWAY, status=503)
    return _ended_already() if kept is None else _ended(kept)


def undoing(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """Takes up again what the page that said "ended" holds, for a day."""
    require_own_page()
    kept = _read_undo(request.form.get("kept", "")[:LONGEST_UNDO])
    if kept is None:
        return _gone()
    try:
        with writing() as session:
            restored = restore(session, kept, now=krets().clock.now())
    except DatabaseUnavailable:
        return _step(mark("Noe gikk galt hos oss"), AWAY, status=503)
    if not restored:
        return _gone()
    return _step(mark("Du får nye treff som før"), mark("Vi har tatt vare på adressen og søket igjen."), done=True)


def _confirm_question(row: Subscription, token: str) -> Response:
    if row.confirmed_at is not None:
        return _confirmed(Confirming.ALREADY, row)
    button = StepButton(page_language().gettext("Ja, send meg nye treff"), _action(CONFIRM, token))
    words = mark("Trykk på knappen, så sender vi deg nye treff, høyst én gang i uka.")
    return _step(mark("Vil du ha nye treff på e-post?"), *_search_line(row), page_language().gettext(words), button=button)


def _confirmed(outcome: Confirming, row: Subscription) -> Response:
    gettext = page_language().gettext
    if outcome is Confirming.TOO_MANY:
        many = gettext("Du følger ti søk allerede. Avslutt ett av dem først, med lenken nederst i e-postene. Åpne så denne lenken igjen.")
        return _step(mark("Du følger mange søk"), many, status=409)
    day = date_words(row.ends_on, Speech(page_language(), legal_names(krets(), g.session, g.municipality).today))
    lasts = gettext("Du får høyst én e-post i uka til og med %(day)s. Hver e-post har en lenke som avslutter med ett trykk.", day=day)
    return _step(mark("Nå får du nye treff på e-post"), *_search_line(row), lasts, done=True)


def _end_question(row: Subscription, token: str) -> Response:
    button = StepButton(page_language().gettext("Avslutt e-postene"), _action(END, token))
    return _step(mark("Vil du slutte å få nye treff?"), *_search_line(row), button=button)


def _ended(kept: Kept) -> Response:
    gettext = page_language().gettext
    words = gettext("Du får ikke flere e-poster om dette søket. Vi har slettet søket og adressen som hørte til.")
    undo = (Hidden("kept", _undo(kept)),)
    button = StepButton(gettext("Angre, jeg vil ha dem likevel"), localised(subscription_undo_path(g.municipality.slug)), undo, quiet=True)
    return _step(mark("E-postene er avsluttet"), words, button=button, done=True)


def _ended_already() -> Response:
    return _step(mark("E-postene er avsluttet"), mark("Det er ingenting mer å avslutte her."))


def _gone() -> Response:
    why = mark("Den er brukt, for gammel eller ikke hel. Vil du ha nye treff på e-post, kan du søke på nytt og velge det under treffene.")
    return _step(GONE, why, status=404)


def _step(title: str, *words: str, button: StepButton | None = None, status: int = 200, done: bool = False) -> Response:
    """A page of one step, with its mark where it is done; what is marked for translation is translated here."""
    language, slug = page_language(), g.municipality.slug
    head = Head(language.gettext(title), noindex=True)
    ways = (
        ()
        if button and not button.quiet
        else (Link(language.gettext("Søk i alle tilbud"), localised(search_path(slug, [("view", "list")]))),)
    )
    told = tuple(language.gettext(one) for one in words)
    response = page_response(
        StepPage(frame_for(head, g.municipality), head.title, told, button, ways, "circle-check" if done else None), status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _search_line(row: Subscription) -> tuple[str, ...]:
    """The search in words, in the page's language; nothing where something that it names is no longer there."""
    names = legal_names(krets(), g.session, g.municipality)
    naming = naming_in(krets(), names, page_language())
    try:
        words = search_words(read_search(row.search, names), naming)
    except InvalidValue:
        return ()
    return (page_language().gettext("Søket: %(search)s", search=words),)


def _action(step: str, token: str) -> str:
    return localised(subscription_path(g.municipality.slug, step, token))


def _proofs() -> LinkProofs:
    return LinkProofs(krets().settings.secret_key)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(krets().settings.secret_key, salt="an ended subscription")


def _undo(kept: Kept) -> str:
    """All of a subscription, signed, with the moment until which it can be taken up again."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(kept).items()}
    return str(_signer().dumps({**plain, "until": (krets().clock.now() + UNDO_FOR).isoformat()}))


def _read_undo(text: str) -> Kept | None:
    try:
        plain: dict[str, Any] = _signer().loads(text)
    except BadSignature:
        return None
    until = datetime.fromisoformat(plain.pop("until"))
    if until < krets().clock.now() or plain["municipality_id"] != g.municipality.id:
        return None
    moments = {name: datetime.fromisoformat(plain[name]) for name in ("created_at", "confirmed_at", "covered_until", "due_at")}
    return Kept(**{**plain, **moments, "ends_on": date.fromisoformat(plain["ends_on"])})
