"""A real HTTP server on loopback with programmable answers: the one fake that stands at the network's edge.

    with running_server() as server:
        server.answer("/feed.csv", b"title\\nKor\\n", headers={"ETag": '"1"'})
        … server.address("/feed.csv") … server.requests …

An answer is bytes with a status and headers, or a function of the request for anything cleverer. Unknown paths answer 404.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Request:
    """One request that came in; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back. `declared` overrides Content-Length; `raw` replaces the whole answer, head too; `drip_s` sends byte by byte."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    declared: int | None = None
    raw: bytes | None = None
    drip_s: float | None = None


Answering = Callable[[Request], Answer]


class WebServer:
    """The programme of answers and the record of requests."""

    def __init__(self, port: int, scheme: str) -> None:
        self.port = port
        self.scheme = scheme
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._answers: dict[str, Answering] = {}

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path on this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def answer(self, path: str, body: bytes | str = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """From now on `path` (without its query) answers this."""
        content = body.encode() if isinstance(body, str) else body
        self.program(path, lambda _: Answer(content, status, headers or {}))

    def program(self, path: str, answering: Answering) -> None:
        """From now on `path` (without its query) answers what the function says."""
        self._answers[path] = answering

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """From now on `path` leads to another address."""
        self.answer(path, status=status, headers={"Location": to})

    def reply(self, request: Request) -> Answer:
        """The answer to a request, which is put on record."""
        self.requests.append(request)
        answering = self._answers.get(request.path.partition("?")[0])
        return answering(request) if answering else Answer(b"not here", 404)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, _Listener)
        request = Request(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        self.close_connection = True
        with contextlib.suppress(OSError):
            self._send(self.server.web_server.reply(request), self.server.web_server.stopping)

    def _send(self, answer: Answer, stopping: threading.Event) -> None:
        if answer.raw is None:
            self._send_head(answer)
        content = answer.body if answer.raw is None else answer.raw
        if answer.drip_s is None:
            self.wfile.write(content)
            return
        for position in range(len(content)):
            if stopping.wait(answer.drip_s):
                return
            self.wfile.write(content[position : position + 1])
            self.wfile.flush()

    def _send_head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body) if answer.declared is None else answer.declared))
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the requests are on record."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._tls = tls
        self.web_server = WebServer(self.server_address[1], "https" if tls else "http")

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: clients of tests break off on purpose."""

    def get_request(self) -> tuple[socket.socket, object]:
        connection, client = super().get_request()
        return (self._tls.wrap_socket(connection, server_side=True) if self._tls else connection), client


@contextlib.contextmanager
def running_server(tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """A server on a free port of loopback until the block ends."""
    listener = _Listener(tls)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield listener.web_server
    finally:
        listener.web_server.stopping.set()
        listener.shutdown()
        listener.server_close()
        thread.join()
