"""Letters to subscribers asked for, and the weekly round that looks for what is new. `krets jobs` sends them.

A round writes each subscription in a transaction of its own, under the lease of the jobs; who dies between two of them writes to
nobody twice, since a letter's key holds the moment at which it was due. New is what entered the catalog since the last look, on
show, and found by the same search now. The last quarter of an hour is left to the next look, so that the index has it by then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import structlog

from catalog.clock import oslo_day
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.links_by_mail import LinkProofs
from catalog.mail import MailDraft, enqueue, was_refused
from catalog.model import Municipality, Subscription
from catalog.store.listed_offers import offers_by_id
from catalog.store.subscriptions import due_subscriptions, offers_new_between, subscription
from catalog.subscriptions import LONGEST, end, letters_of, told_of
from catalog.terms import MailKind
from search.filters import OfferFilter
from search.names import Names
from web.answers import legal_names, point_near
from web.context import Krets
from web.kept_search import naming_in, read_search, search_words
from web.language import Language
from web.links import absolute, municipality_path, search_path, subscription_path
from web.mail.letters import Letter
from web.mail.offer_items import letter_items
from web.mail.subscriber_letters import Ending, Followed, confirm_letter, digest_letter, last_letter
from web.naming import Naming

CONFIRM, END = "confirm", "end"
LISTED = 10
MOST_FOUND = 100_000
INDEXED_WITHIN = timedelta(minutes=15)
A_ROUND = 500
log = structlog.get_logger("krets.mail")

Write = Callable[[Callable[[Session], int]], int]
"""Does a piece of work in a transaction of its own."""


@dataclass(frozen=True, slots=True)
class SubscriberMail:
    """The letters of one municipality's subscribers, within one transaction."""

    krets: Krets
    session: Session
    municipality: Municipality

    def ask_to_confirm(self, row: Subscription) -> None:
        """Asks for the letter with the link that confirms."""
        followed = self._followed(row, own_words=False)
        self._ask(row, MailKind.SUBSCRIPTION_CONFIRM, "confirm", confirm_letter(followed, self.link(row, CONFIRM)))

    def look(self, row: Subscription) -> bool:
        """Looks for what is new since the last time and asks for a letter where there is something; whether there was."""
        now = self.krets.clock.now()
        until = now - INDEXED_WITHIN
        found = self._new(row, until)
        if found:
            self._ask(row, MailKind.SUBSCRIPTION_DIGEST, f"{row.due_at:%Y%m%d%H%M}", self._digest(row, found))
        told_of(row, until=max(until, row.covered_until or until), wrote=bool(found), now=now)
        return bool(found)

    def why_it_ends(self, row: Subscription) -> Ending | None:
        """Why a subscription is over, None while it is not."""
        if row.ends_on < oslo_day(self.krets.clock.now()):
            return Ending.YEAR if row.ends_on >= oslo_day(row.created_at) + LONGEST else Ending.SEASON
        return None if self._asked(row) else Ending.UNREADABLE

    def say_the_last(self, row: Subscription, ending: Ending) -> None:
        """Ends a subscription and says so in a last letter."""
        letter = last_letter(self._followed(row), self._search_link(row) if ending is not Ending.UNREADABLE else self._home(), ending)
        draft = self._draft(row, MailKind.SUBSCRIPTION_ENDED, f"subscription-ended:{row.handle}", letter)
        end(self.session, row.municipality_id, row.handle)
        enqueue(self.session, draft, now=self.krets.clock.now())

    def link(self, row: Subscription, step: str) -> str:
        """The address of a step, with its proof."""
        token = LinkProofs(self.krets.settings.secret_key).token(step, row.handle)
        return absolute(self.krets.settings.base_url, subscription_path(self.municipality.slug, step, token))

    def _new(self, row: Subscription, until: datetime) -> list[int]:
        """Ids of what is new, in the order of the search."""
        fresh = offers_new_between(self.session, row.municipality_id, row.covered_until or row.created_at, until)
        if not fresh:
            return []
        names, asked = self._names(), self._asked(row)
        if asked is None:
            return []
        point = point_near(self.krets, self.municipality, asked.near)
        ids = self.krets.search.all_ids(row.municipality_id, asked, names, point=point, limit=MOST_FOUND)
        return [one for one in ids if one in fresh]

    def _digest(self, row: Subscription, found: list[int]) -> Letter:
        offers = offers_by_id(self.session, found[:LISTED])
        items = letter_items(offers, self.municipality, self._naming(row).speech, self.krets)
        return digest_letter(self._followed(row), items, len(found), self._search_link(row))

    def _search_link(self, row: Subscription) -> str:
        pairs = [*(parse_qsl(row.search) or [("view", "list")]), ("lang", row.language)]
        return absolute(self.krets.settings.base_url, search_path(self.municipality.slug, pairs))

    def _home(self) -> str:
        return absolute(self.krets.settings.base_url, municipality_path(self.municipality.slug))

    def _followed(self, row: Subscription, *, own_words: bool = True) -> Followed:
        naming, asked = self._naming(row), self._asked(row)
        words = search_words(asked, naming, own_words=own_words) if asked else ""
        return Followed(self.municipality.name, words, row.ends_on, self.link(row, END), naming.speech)

    def _naming(self, row: Subscription) -> Naming:
        return naming_in(self.krets, self._names(), Language.of(row.language))

    def _names(self) -> Names:
        return legal_names(self.krets, self.session, self.municipality)

    def _asked(self, row: Subscription) -> OfferFilter | None:
        """The search; None where something that it names is no longer there."""
        try:
            return read_search(row.search, self._names())
        except InvalidValue:
            return None

    def _ask(self, row: Subscription, kind: MailKind, name: str, letter: Letter) -> None:
        enqueue(self.session, self._draft(row, kind, letters_of(row.handle) + name, letter), now=self.krets.clock.now())

    def _draft(self, row: Subscription, kind: MailKind, key: str, letter: Letter) -> MailDraft:
        """The mail, with the headers by which a mail program ends it in one click (RFC 2369, RFC 8058)."""
        headers = {"List-Unsubscribe": f"<{self.link(row, END)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        return MailDraft(
            key=key,
            kind=kind,
            recipient=row.address,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            language=row.language,
            headers=headers if kind is MailKind.SUBSCRIPTION_DIGEST else {},
            municipality_id=row.municipality_id,
        )


def write_round(krets: Krets, write: Write) -> dict[str, int]:
    """Looks at every subscription that is due; returns how many letters were asked for and how many subscriptions ended."""
    with krets.database.reading() as session:
        due = [row.id for row in due_subscriptions(session, now=krets.clock.now(), limit=A_ROUND)]
    done = {"letters": 0, "ended": 0}
    for subscription_id in due:
        for name, number in _seen_to(krets, write, subscription_id).items():
            done[name] += number
    return done


def _seen_to(krets: Krets, write: Write, subscription_id: int) -> dict[str, int]:
    done = {"letters": 0, "ended": 0}

    def work(session: Session) -> int:
        row = subscription(session, subscription_id)
        if row is None or row.confirmed_at is None or row.due_at is None:
            return 0
        mail = SubscriberMail(krets, session, session.get_one(Municipality, row.municipality_id))
        ending = mail.why_it_ends(row)
        if ending is not None:
            mail.say_the_last(row, ending)
            done["ended"] += 1
        elif was_refused(session, letters_of(row.handle)):
            end(session, row.municipality_id, row.handle)
            done["ended"] += 1
            log.info("subscription ended, since its address takes no mail", subscription=subscription_id)
        elif row.due_at <= krets.clock.now():
            done["letters"] += mail.look(row)
        return 1

    write(work)
    return done
