"""The production server: gunicorn with threads, started from Krets's own command, never Flask's development server.

Each worker process opens its own database connections and index after the fork, so that nothing is shared between processes but
the files and the database. Slow clients are the proxy's to absorb (docs/operations.md).
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

THREADS = 8
REQUEST_TIMEOUT_S = 60
GRACE_S = 10
LONGEST_REQUEST_LINE = 4094


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn around an application that each worker makes for itself."""

    def __init__(
        self, make_app: Callable[[], Flask], *, host: str, port: int, processes: int, ready: Callable[[], None] | None = None
    ) -> None:
        self._make_app = make_app
        self._ready = ready
        self._options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": processes,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": REQUEST_TIMEOUT_S,
            "graceful_timeout": GRACE_S,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "accesslog": None,
            "loglevel": "warning",
            "when_ready": self._when_ready,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hands our options to gunicorn."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application of one worker."""
        return self._make_app()

    def _when_ready(self, _arbiter: object) -> None:
        if self._ready:
            self._ready()
