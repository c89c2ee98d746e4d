"""What registers of services (Outpost, Open Referral) tell alike: schedules, prices, contacts. Absence of any of them means nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, OfferDraft, SeriesDraft
from catalog.errors import InvalidValue
from catalog.terms import Cost
from catalog.values import FREE, Price
from importers.contract import Context
from importers.errors import RecordRejected
from importers.fields.dates import day_from
from importers.fields.markup import plain_line
from importers.fields.prices import unit_from_words
from importers.recurrence import fits, last_day, rule_from, series_of
from importers.shapes.members import Object, first_of, number, words

TEMPORARILY_CLOSED = "temporarily-closed"
_RULE = {"freq": "FREQ", "interval": "INTERVAL", "byday": "BYDAY", "bymonthday": "BYMONTHDAY", "count": "COUNT"}
_CLOCK = re.compile(r"T?(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?Z?")
_DAY = re.compile(r"([+-]?\d)?\s*([A-Za-z]{2})[a-z]*")
_CONTACT = {"contact_name": "name", "email": "email", "phone": "phone"}


@dataclass(frozen=True, slots=True)
class Fee:
    """One price option: what it is for, and the amount (None: not told) in a currency."""

    words: str | None
    amount: float | None
    currency: str


def price_of(fees: Iterable[Fee], free: object, context: Context) -> Price:
    """The price that the options and the flag `free` (None: not told) state together; the least amount counts, all words are kept.

    Free beside something to pay is for some only: the amount is then unknown. A flag that contradicts makes all unknown.
    """
    told = list(fees)
    amounts = [fee.amount for fee in told if fee.amount is not None]
    note = " · ".join(dict.fromkeys(text for fee in told if (text := _fee_words(fee)))) or None
    paid = [amount for amount in amounts if amount > 0]
    if free is True and paid:
        context.notes.warn("free", free, f"it contradicts the price {note!r}")
        return Price(note=note)
    if free is True or (amounts and not paid and len(amounts) == len(told) and free is None):
        return replace(FREE, note=note)
    if not paid:
        return Price(Cost.PAID if free is False else Cost.UNKNOWN, note=note)
    all_pay = len(paid) == len(amounts)
    currency = next(fee.currency for fee in told if fee.amount == min(paid))
    unit = unit_from_words(note) if note and len(told) == 1 else None
    return Price(Cost.PAID, round(min(paid) * 100) if all_pay else None, currency, unit, note)


def with_schedules(draft: OfferDraft, schedules: Iterable[Object], context: Context, *, regular: bool = False) -> OfferDraft:
    """With the meetings of schedules; `regular` ones repeat by week where no frequency stands. What cannot be a rule stays words."""
    series: list[SeriesDraft] = []
    dated: list[OccurrenceDraft] = []
    said: list[str] = []
    for schedule in schedules:
        said += [plain_line(text) for name in ("description", "notes") if (text := words(schedule, name))]
        try:
            found = _meeting(schedule, context, regular=regular)
        except (InvalidValue, RecordRejected) as error:
            context.notes.warn("schedule", error.value, error.reason)
            continue
        if isinstance(found, SeriesDraft):
            series += [found] if found.last is None or found.last >= context.today else []
        elif found is not None and found.start.date() >= context.today:
            dated.append(found)
    when = " · ".join(dict.fromkeys(said))[:300] or None
    return replace(draft, series=tuple(dict.fromkeys(series)), occurrences=tuple(dated), when_words=draft.when_words or when)


def _meeting(schedule: Object, context: Context, *, regular: bool) -> SeriesDraft | OccurrenceDraft | None:
    first = _day(schedule, "dtstart") or _day(schedule, "valid_from")
    clocks = _clock(schedule, "opens_at"), _clock(schedule, "closes_at")
    told = {part: str(schedule[name]).strip() for name, part in _RULE.items() if schedule.get(name) not in (None, "")}
    if "BYDAY" in told:
        told["BYDAY"] = ",".join(f"{match[1] or ''}{match[2].upper()}" for match in _DAY.finditer(told["BYDAY"]))
        told = {**({"FREQ": "WEEKLY"} if regular else {}), **told}
    if "FREQ" not in told:
        return _dated(first, clocks) if first and clocks[0] and "BYDAY" not in told else None
    parts = rule_from(";".join(f"{name}={value}" for name, value in told.items()))
    if not fits(parts) or (first is None and (int(parts.get("INTERVAL", "1")) > 1 or "COUNT" in parts)):
        raise RecordRejected("schedule", told, "a rule of this shape needs a first day to count from")
    begin = first or date(context.today.year, 1, 1)
    ends = [day for name in ("until", "valid_to") if (day := _day(schedule, name))]
    counted = last_day(parts, begin, context.horizon.last)
    last = min([*ends, *([counted] if counted else [])], default=None)
    if last and last < begin:
        raise RecordRejected("schedule", f"{begin}–{last}", "it ends before it begins")
    return series_of(parts, begin, clocks, last)


def _dated(first: date, clocks: tuple[time | None, time | None]) -> OccurrenceDraft:
    start, end = clocks
    finish = datetime.combine(first, end, OSLO) if start and end and end > start else None
    return OccurrenceDraft(datetime.combine(first, start or time(), OSLO), finish)


def _day(schedule: Object, name: str) -> date | None:
    text = words(schedule, name)
    return day_from(text, name) if text else None


def _clock(schedule: Object, name: str) -> time | None:
    match = _CLOCK.fullmatch(words(schedule, name) or "")
    return time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def _fee_words(fee: Fee) -> str:
    amount = f"{fee.amount:g} {fee.currency}" if fee.amount is not None else ""
    return ": ".join(text for text in (plain_line(fee.words or ""), amount) if text)


def fee_from(option: Object, currency: str, *names: str) -> Fee:
    """The fee of a price option whose words stand under the names."""
    said = " ".join(text for name in names if (text := words(option, name)))
    amount = number(option, "amount")
    return Fee(said or None, float(amount) if amount is not None and 0 <= amount <= 1_000_000 else None, currency)


def contact_values(contacts: list[Object]) -> dict[str, object]:
    """The first contact person, e-mail address and telephone number that are told."""
    return {name: first_of(words(contact, member) for contact in contacts) for name, member in _CONTACT.items()}
