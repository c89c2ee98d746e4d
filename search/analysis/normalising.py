"""One way to write a text before anything looks at it: Unicode NFC, lower case, no marks without a letter of their own.

A decomposed å would part a word in two. It keeps letters as they are (é, å, ł): folding is a spelling beside the word, not in its place.
"""

import re
import unicodedata

_MAY_BE_MARKS = re.compile("[^\u0000-\u02ff]")
"""Every combining mark lies past U+02FF; a text without such characters needs no look at each of its characters."""


def normalised(text: str) -> str:
    """The text composed and in lower case; combining marks that no letter takes up are dropped. The same for NFC and NFD."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text).lower()
    if _MAY_BE_MARKS.search(composed) is None:
        return composed
    return "".join(c for c in unicodedata.normalize("NFC", composed) if unicodedata.category(c) != "Mn")
