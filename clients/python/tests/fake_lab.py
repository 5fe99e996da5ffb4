"""A lab in the test's own process that answers what the test tells it to."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Optional, Union


@dataclass
class Answer:
    """What is sent: JSON of an object, or bytes; `cut` leaves out the last bytes and closes the connection."""

    body: Union[object, bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0

    @property
    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Request:
    line: str
    headers: dict[str, str]
    body: bytes


class FakeLab:
    """Answers each request line (`GET /api/v1/sweeps`) with its answers in turn, the last of them again and again."""

    def __init__(self, answers: dict[str, list[Answer]]) -> None:
        self.requests: list[Request] = []
        lab = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one(self) -> None:
                line = f"{self.command} {self.path}"
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                lab.requests.append(Request(line, {k.lower(): v for k, v in self.headers.items()}, body))
                known = answers.get(line)
                if known is None:
                    answer = Answer({"detail": f"There is no {line}."}, 404,
                                    {"Content-Type": "application/problem+json"})
                else:
                    answer = known.pop(0) if len(known) > 1 else known[0]
                if answer.status == 0:
                    self.connection.close()
                    return
                sent = answer.bytes
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(sent)), **answer.headers}.items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                with suppress(ConnectionError):             # who asked may have heard enough
                    self.wfile.write(sent[:len(sent) - answer.cut])

            do_GET = do_POST = do_DELETE = handle_one

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeLab:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def page(status: str, *kimgs: float) -> dict[str, object]:
    """A sweep's page with an experiment for each of these."""
    return {
        "summary": {
            "id": "s", "name": "s", "dataset": "tiny", "status": status, "createdAt": "2026-11-30T21:14:05.1234567Z",
            "experiments": len(kimgs), "finished": 0, "lost": 0, "kimgRequested": 8.0, "kimgTrained": sum(kimgs),
            "kimgLeft": 1.0, "bestExperiment": None,
        },
        "experiments": [{
            "id": f"s.{i}", "sweepId": "s", "number": i, "name": f"learningRate 0.00{i}", "status": "training",
            "rank": None, "nimg": int(kimg * 1000), "totalImages": 4000, "resolution": 16, "reason": None,
            "varied": [{"name": "learningRate", "value": f"0.00{i}"}],
        } for i, kimg in enumerate(kimgs, 1)],
        "points": [], "tree": [],
    }


def events(*kinds_and_data: tuple[str, object]) -> bytes:
    """A stream of server-sent events, after the comment with which the lab begins."""
    return b":\n\n" + b"".join(
        f"event: {kind}\ndata: {json.dumps(data)}\nid: {i}\n\n".encode()
        for i, (kind, data) in enumerate(kinds_and_data, 1))
