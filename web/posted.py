"""What every form that is sent to Krets must pass: it comes from one of our own pages, from a person, and not too often.

The forms of those who are not signed in need no cookie: a form of another site could do nothing with a visitor's browser that its
owner cannot do with a program, except use the visitor's network, so what is asked is only where a form comes from
(docs/decisions/0010). Links of mails prove themselves by their token and are not checked here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from flask import g, request
from werkzeug.exceptions import Forbidden

from catalog.database import Session
from catalog.form_limits import FormLimits, Limit, network_of
from web.frame import krets

TRAP = "tomt"
"""The name of a field that people are asked to leave empty and do not see."""
OURS = frozenset({"same-origin", "none"})


def require_own_page() -> None:
    """Raises `Forbidden` where the browser says that the form stood on another site; what says nothing of it is no browser's form."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in OURS
    else:
        ours = origin is None or _host_of(origin) in {request.host, urlsplit(krets().settings.base_url).netloc}
    if not ours:
        raise Forbidden("the form was sent from a page of another site")


def is_trapped() -> bool:
    """Whether the field that nobody sees was filled in."""
    return bool(request.form.get(TRAP, "").strip())


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction for what a form asks. The request's reading ends first: on SQLite nothing is committed while anybody reads.

    Within it nothing may be read by a record of the request's own session.
    """
    g.session.commit()
    with krets().database.transaction() as session:
        yield session


def form_limits() -> FormLimits:
    """The counter of forms."""
    return FormLimits(krets().settings.secret_key)


def by_network(scope: str, times: int) -> tuple[Limit, ...]:
    """The limit of the network that asks, none where the network cannot be told."""
    network = network_of(request.remote_addr)
    return (Limit(f"{scope} from a network", network, times),) if network else ()


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None
