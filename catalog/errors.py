"""Errors by what the caller can do about them; each message is one line that a person can act on.

Foreign exceptions (of the database, of a geocoder) are mapped to these at the border where they arise.
"""


class KretsError(Exception):
    """The root: everything that Krets itself raises on purpose."""


class InvalidValue(KretsError):
    """A value that a person or feed gave cannot be meant: `field`, the `value` as given, and the `reason`."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        self.field = field
        self.value = value
        self.reason = reason
        super().__init__(f"{field}: {reason} (got {str(value)[:80]!r})")


class NotFound(KretsError):
    """The named thing does not exist: `what` it is and the `key` it was asked by."""

    def __init__(self, what: str, key: object) -> None:
        self.what = what
        self.key = key
        super().__init__(f"there is no {what} {str(key)[:80]!r}")


class Conflict(KretsError):
    """The change does not fit the present state (made twice, changed meanwhile, already held by another)."""


class SettingsInvalid(KretsError):
    """One or more settings are wrong; `problems` names every one, so that all can be mended at once."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class Unavailable(KretsError):
    """Something that Krets needs is away for now; the same call may succeed later."""


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached, is locked for longer than the busy timeout, or is not migrated."""


class IndexUnavailable(Unavailable):
    """The search index is missing or damaged; the catalog itself is intact and the index can be rebuilt."""


class GeocoderUnavailable(Unavailable):
    """The geocoder did not answer. This is never the same as "no such address"."""
