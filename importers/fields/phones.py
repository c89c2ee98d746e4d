"""Telephone numbers → digits with country code ("+4722334455"); service numbers (02800, 116117) stay as they are dialled."""

import re

from catalog.errors import InvalidValue
from catalog.text import clean_line

_SEVERAL = re.compile(r"[/,;|]|\s(?:eller|og|or|and)\s")
_LABEL = re.compile(r"(?i)^(?:telefon|tlf|tel|mobil|mob|phone|ring)\.?\s*:?\s*")


def phone_number(value: object) -> str | None:
    """The first number of the words, normalised; None for nothing. Raises `InvalidValue` when there is no number in them.

    Eight digits are Norwegian. Other countries' numbers need their + or 00.
    """
    if not (text := clean_line(str(value or ""))[:100]):
        return None
    first = _LABEL.sub("", _SEVERAL.split(text)[0].strip())
    digits = re.sub(r"[\s.()\-\u2010-\u2015]", "", first)
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if re.fullmatch(r"[2-9][0-9]{7}", digits):
        return f"+47{digits}"
    if re.fullmatch(r"47[2-9][0-9]{7}", digits):
        return f"+{digits}"
    if re.fullmatch(r"\+47[2-9][0-9]{7}|\+(?!47)[1-9][0-9]{6,14}|0[0-9]{4}|1[0-9]{2,5}", digits):
        return digits
    raise InvalidValue("phone", value, "not a telephone number")
