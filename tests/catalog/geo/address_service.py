"""A local stand-in for Kartverket's address search that can be down, slow, refusing, or talking nonsense."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, bytes, dict[str, str]]


def hit(**changes: object) -> dict[str, object]:
    """One address in the service's own shape: Tranby torg 5 in Lier."""
    return {
        "adressenavn": "Tranby torg",
        "adressetekst": "Tranby torg 5",
        "nummer": 5,
        "bokstav": "",
        "kommunenummer": "3312",
        "kommunenavn": "LIER",
        "postnummer": "3408",
        "poststed": "TRANBY",
        "objtype": "Vegadresse",
        "oppdateringsdato": "2024-01-01T00:00:00",
        "representasjonspunkt": {"epsg": "EPSG:4258", "lat": 59.81, "lon": 10.26},
        **changes,
    }


def found(*hits: dict[str, object]) -> Answer:
    """An answer with these addresses."""
    body = {"metadata": {"totaltAntallTreff": len(hits), "treffPerSide": 20, "side": 0}, "adresser": list(hits)}
    return 200, json.dumps(body).encode(), {"Content-Type": "application/json"}


class AddressService:
    """Where it listens, what it was asked and when, and what it answers."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[dict[str, str]] = []
        self.asked_at: list[float] = []
        self.answer: Callable[[], Answer] = found
        self.release = threading.Event()

    def hold(self) -> Answer:
        """Answers only when the test is over."""
        self.release.wait(30)
        return found()


@contextmanager
def address_service() -> Iterator[AddressService]:
    """Serves on a free port of this machine until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            service.asked_at.append(time.monotonic())
            service.asked.append({"path": parts.path, **{key: values[0] for key, values in parse_qs(parts.query).items()}})
            status, body, headers = service.answer()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
            """Says nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = AddressService(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield service
    finally:
        service.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
