"""The page of a saved list: the offers whose numbers its address holds, for whoever made the list or was sent it.

Nothing is stored here: the numbers lie in the visitor's browser and in the address. What is over says so, what is gone is counted,
and nothing of it says whose list it is.
"""

from dataclasses import replace
from datetime import date

from flask import Response, g, request

from catalog.clock import today
from catalog.listed import AnyOffer, ListedOffer
from catalog.offer_facts import ended_since
from catalog.store.listed_offers import offers_by_id
from catalog.store.offers import standing_id
from web.addressed import LARGEST_ID, SHOWN_AFTER_END
from web.frame import frame_for, krets, localised, page_language, page_response
from web.language import Language
from web.links import absolute, municipality_path, saved_path
from web.pages.cards import CardMaker
from web.qr import qr_code
from web.view import Card, Head, Link, Notice, SavedPage
from web.wording.dates import Speech, date_words

MOST_SAVED = 100
LONGEST_ID = len(str(LARGEST_ID))


def saved_page(municipality: str) -> Response:
    """The list of the numbers in `ids`, at most `MOST_SAVED`; without any, how to make one."""
    language, day = page_language(), today(krets().clock)
    texts = [text.strip() for given in request.args.getlist("ids") for text in given.split(",") if text.strip()]
    ids = readable_ids(texts)
    offers = _found(ids[:MOST_SAVED], day)
    share = absolute(krets().settings.base_url, localised(saved_path(municipality, [offer.id for offer in offers]))) if offers else None
    page = SavedPage(
        frame=frame_for(Head(_title(len(offers), language), noindex=True), g.municipality),
        title=_title(len(offers), language),
        back=Link(language.gettext("Fritid i %(name)s", name=g.municipality.name), localised(municipality_path(municipality))),
        own_url=localised(saved_path(municipality)),
        cards=_cards(offers, Speech(language, day)),
        notices=_notices(texts, ids, offers, language),
        share_url=share,
        qr=qr_code(share) if share else None,
        made=date_words(day, Speech(language, day, long=True)),
    )
    return page_response(page)


def readable_ids(texts: list[str]) -> list[int]:
    """The numbers that an address can mean, each once, in their order."""
    read = (int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID)
    return list(dict.fromkeys(one for one in read if 0 < one <= LARGEST_ID))


def _found(ids: list[int], day: date) -> list[ListedOffer]:
    """The offers of this municipality that still have a page; one that was merged is the one it became."""
    found = {offer.id: offer for offer in offers_by_id(g.session, ids)}
    standing = {one: one if one in found else standing_id(g.session, one) for one in ids}
    found |= {offer.id: offer for offer in offers_by_id(g.session, [one for one in standing.values() if one not in found])}
    chosen = [found[one] for one in dict.fromkeys(standing.values()) if one in found]
    return [offer for offer in chosen if offer.municipality_id == g.municipality.id and not _is_gone(offer, day)]


def _is_gone(offer: AnyOffer, day: date) -> bool:
    ended = ended_since(offer, day)
    return ended is not None and day - ended > SHOWN_AFTER_END


def _cards(offers: list[ListedOffer], speech: Speech) -> tuple[Card, ...]:
    maker = CardMaker(g.municipality, speech, krets().clock.now())
    return tuple(_card(offer, maker) for offer in offers)


def _card(offer: AnyOffer, maker: CardMaker) -> Card:
    card, speech = maker.card(offer), maker.speech
    ended = ended_since(offer, speech.today)
    if ended is None:
        return card
    return replace(card, alert=speech.language.gettext("Avsluttet %(day)s", day=date_words(ended, speech)))


def _title(number: int, language: Language) -> str:
    return language.ngettext("Ett lagret tilbud", "%(num)s lagrede tilbud", number) if number else language.gettext("Lagrede tilbud")


def _notices(texts: list[str], ids: list[int], offers: list[ListedOffer], language: Language) -> tuple[Notice, ...]:
    words = []
    if any(text not in {str(one) for one in ids} for text in texts):
        words.append(language.gettext("Noe av lenken kunne ikke leses. Be den som delte lista, om å sende den på nytt."))
    if len(ids) > MOST_SAVED:
        words.append(language.gettext("Lista har plass til %(most)s tilbud. Her er de første.", most=MOST_SAVED))
    gone = min(len(ids), MOST_SAVED) - len(offers)
    if gone > 0:
        words.append(language.ngettext("Ett tilbud på lista finnes ikke lenger.", "%(num)s tilbud på lista finnes ikke lenger.", gone))
    return tuple(Notice(one, "warning") for one in words)
