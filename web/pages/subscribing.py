"""Following a search by mail: the form, and what is said after it. Nothing is sent but a letter that asks to confirm.

What is answered is the same for every address: whether it is known, follows the search already, or has been asked too often today
is told only to whoever reads its mail.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import oslo_day
from catalog.errors import DatabaseUnavailable, InvalidValue
from catalog.form_limits import Limit
from catalog.mail_address import mail_address
from catalog.model import Municipality
from catalog.store.mails import mail_queue
from catalog.subscriptions import LONGEST, Wish, ask
from web.frame import frame_for, krets, localised, page_language, page_response
from web.kept_search import LONGEST_SEARCH, KeptSearch, LeftOut, kept_search, naming_in, search_words
from web.language import mark
from web.links import municipality_path, search_path, subscribe_path, subscribe_sent_path
from web.mail.subscribers import SubscriberMail
from web.posted import by_network, form_limits, is_trapped, require_own_page, writing
from web.view import Head, Hidden, Link
from web.view.forms import StepPage, SubscribePage
from web.wording.dates import Speech, date_words

A_DAY_TO_AN_ADDRESS = 3
A_DAY_FROM_A_NETWORK = 30
A_DAY_IN_ALL = 1_000
LONGEST_SHOWN = 254
SLOW_AFTER = timedelta(minutes=10)
"""Letters leave within seconds; one that is due for so long is not on its way."""
LEFT_OUT = {
    LeftOut.ACCESS: mark("Vi lagrer ikke hva du har valgt om tilrettelegging. Du kan derfor få flere treff enn i søket."),
    LeftOut.PLACE: mark("Vi lagrer ikke stedet du har skrevet. Du kan derfor få treff lenger unna."),
}


def subscribe(municipality: str) -> AnyResponse:  # noqa: ARG001  `g.municipality` is its record
    """The form for the search of the address; sent, it asks the address to confirm."""
    if request.method != "POST":
        return _form(_kept(request.args.items(multi=True)))
    require_own_page()
    kept = _kept(_posted_search())
    try:
        address = mail_address(request.form.get("email", "")[: LONGEST_SHOWN + 1])
    except InvalidValue:
        return _form(kept, 400, errors={"email": gettext("Skriv en e-postadresse, for eksempel kari@eksempel.no.")})
    if is_trapped():
        return _form(kept, 400, errors={"trap": gettext("La dette feltet stå tomt.")})
    return _ask(kept, address)


def subscribe_sent(municipality: str) -> Response:
    """Said after every form that could be read."""
    words = [
        gettext("Vi har sendt deg en e-post. Åpne den og trykk på lenken, så begynner du å få nye treff."),
        gettext("Gjør du ikke det innen to døgn, sletter vi adressen."),
        gettext("Kommer det ingen e-post? Se i søppelposten, og se etter at adressen var skrevet riktig."),
    ]
    if _mail_is_slow():
        words.append(gettext("E-post går tregere enn vanlig akkurat nå. Den kommer så snart det virker igjen."))
    back = Link(gettext("Til forsiden"), localised(municipality_path(municipality)))
    head = Head(gettext("Se i e-posten din"), noindex=True)
    return page_response(StepPage(frame_for(head, g.municipality), head.title, tuple(words), links=(back,), icon="mail"))


def _mail_is_slow() -> bool:
    """Whether the mail server does not take letters now, or nobody brings them there."""
    queue = mail_queue(g.session)
    return bool(queue.failing) or (queue.oldest_due is not None and krets().clock.now() - queue.oldest_due > SLOW_AFTER)


def last_day(kept: KeptSearch) -> str:
    """Until when a search can be followed, in words."""
    language = page_language()
    if kept.last_day is None:
        return language.gettext("Det varer i et år.")
    day = date_words(kept.last_day, Speech(language, kept.names.today))
    return language.gettext("Det varer til og med %(day)s.", day=day)


def _ask(kept: KeptSearch, address: str) -> AnyResponse:
    now = krets().clock.now()
    today = oslo_day(now)
    ends_on = min(kept.last_day or today + LONGEST, today + LONGEST)
    if ends_on < today:
        return _form(kept, 400, problem=gettext("Dagene du har valgt, er over. Velg andre dager, så kan du følge søket."))
    try:
        taken = _taken(Wish(g.municipality.id, address, kept.text, page_language().code, ends_on), now)
    except DatabaseUnavailable:
        return _form(kept, 503, problem=gettext("Vi kan ikke ta imot dette akkurat nå. Ingenting er lagret. Prøv igjen om litt."))
    if not taken:
        return _form(kept, 429, problem=gettext("Det er bedt om mange e-poster herfra i dag. Prøv igjen i morgen."))
    return redirect(localised(subscribe_sent_path(g.municipality.slug)), 303)


def _taken(wish: Wish, now: datetime) -> bool:
    """Stores the wish and asks for its letter, but not too often for an address; False where too much is asked for from here or in all."""
    today, limits = oslo_day(now), form_limits()
    everybody = (*by_network("subscriptions", A_DAY_FROM_A_NETWORK), Limit("subscriptions", "all", A_DAY_IN_ALL))
    this_address = Limit("subscriptions to an address", wish.address.lower(), A_DAY_TO_AN_ADDRESS)
    with writing() as session:
        if limits.exceeded(session, everybody, today):
            return False
        if not limits.exceeded(session, [this_address], today):
            SubscriberMail(krets(), session, session.get_one(Municipality, wish.municipality_id)).ask_to_confirm(
                ask(session, wish, now=now)
            )
    return True


def _form(kept: KeptSearch, status: int = 200, *, errors: Mapping[str, str] | None = None, problem: str | None = None) -> Response:
    language, slug = page_language(), g.municipality.slug
    naming = naming_in(krets(), kept.names, language)
    page = SubscribePage(
        frame=frame_for(Head(language.gettext("Få nye treff på e-post"), noindex=True), g.municipality),
        back=Link(language.gettext("Tilbake til søket"), localised(search_path(slug, _pairs(kept) or [("view", "list")]))),
        action=localised(subscribe_path(slug)),
        search=search_words(kept.asked, naming),
        until=last_day(kept),
        hidden=(Hidden("search", kept.text),),
        left_out=tuple(language.gettext(LEFT_OUT[one]) for one in kept.left_out),
        address=request.form.get("email", "")[:LONGEST_SHOWN],
        errors=errors or {},
        problem=problem,
    )
    return page_response(page, status)


def _pairs(kept: KeptSearch) -> list[tuple[str, str]]:
    return list(kept.asked.to_params())


def _kept(pairs: Iterable[tuple[str, str]]) -> KeptSearch:
    return kept_search(krets(), g.session, g.municipality, pairs)


def _posted_search() -> list[tuple[str, str]]:
    return parse_qsl(request.form.get("search", "")[:LONGEST_SEARCH])


def gettext(message: str) -> str:
    """The message in the language of the page."""
    return page_language().gettext(message)
