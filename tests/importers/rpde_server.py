"""A publisher of OpenActive feeds on the local HTTP server: it pages, changes while it is read, deletes, goes in circles and lies."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.web_server import Answer, Request, WebServer

PAGE = 2


def series(number: int, name: str = "Svømming", **more: object) -> dict[str, object]:
    """A session series with this number in its `@id`."""
    return {"@type": "SessionSeries", "@id": f"https://oa.example.no/series/{number}", "name": name, **more}


def session(of: int, start: str, **more: object) -> dict[str, object]:
    """A session of the series with that number."""
    return {"@type": "ScheduledSession", "superEvent": f"https://oa.example.no/series/{of}", "startDate": start, **more}


@dataclass
class RpdeFeed:
    """One feed at a path. `lie` may change the document of a page before it is sent."""

    server: WebServer
    path: str
    clock: int = 0
    items: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    lie: Callable[[int, dict[str, object]], dict[str, object] | Answer] = lambda _number, document: document
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.program(self.path, self._answer)

    @property
    def address(self) -> str:
        """Where the feed begins."""
        return self.server.address(self.path)

    def put(self, kind: str, name: str, data: dict[str, object] | None) -> None:
        """The item is now so; without data it is deleted."""
        self.clock += 1
        state = {"state": "updated", "data": data} if data is not None else {"state": "deleted"}
        self.items[kind, name] = {"kind": kind, "id": name, "modified": self.clock, **state}

    def _answer(self, request: Request) -> Answer:
        """The page after the time that the query names, as the specification has it."""
        self.asked.append(request.path)
        query = parse_qs(urlsplit(request.path).query)
        after = int(query.get("after", ["0"])[0])
        newer = [item for item in self.items.values() if int(str(item["modified"])) > after]
        coming = sorted(newer, key=lambda item: str(item["modified"]).zfill(9))
        page = coming[:PAGE]
        last = page[-1]["modified"] if page else after
        document: dict[str, object] = {"items": page, "next": self.server.address(f"{self.path}?after={last}"), "license": "x"}
        told = self.lie(len(self.asked), document)
        return told if isinstance(told, Answer) else Answer(json.dumps(told).encode(), headers={"Content-Type": "application/json"})
