"""The error of an address that held something once and is closed for good."""

from catalog.errors import NotFound


class Gone(NotFound):
    """The named thing was here, ended long ago, and will not be back (410)."""
