"""Proofs in links that are sent by mail: made from a handle in the database and the installation's secret, stored nowhere.

Whoever reads the database has no link that works; every letter of a subscription can carry the same working link, also after the
next one; and a handle that is gone leads nowhere. A proof is for one purpose only: a link that ends something cannot confirm it.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

HANDLE_BYTES = 12
"""24 characters of an address: of so many handles none is made twice or guessed."""
_TOKEN = re.compile(r"([0-9a-f]{24})([A-Za-z0-9_-]{43})")


def new_handle() -> str:
    """A handle that nobody can guess."""
    return secrets.token_hex(HANDLE_BYTES)


@dataclass(frozen=True, slots=True)
class LinkProofs:
    """Makes and checks the tokens of links by the installation's secret."""

    secret: str = field(repr=False)

    def token(self, purpose: str, handle: str) -> str:
        """The token of a link for a purpose: 67 letters, digits, hyphens and underscores."""
        mark = hmac.new(self.secret.encode(), f"link by mail\n{purpose}\n{handle}".encode(), sha256).digest()
        return handle + urlsafe_b64encode(mark).decode().rstrip("=")

    def handle(self, purpose: str, token: str) -> str | None:
        """The handle that a token was made for, None for any token that was not made here for this purpose."""
        parts = _TOKEN.fullmatch(token)
        if parts is None or not hmac.compare_digest(self.token(purpose, parts[1]), token):
            return None
        return parts[1]
