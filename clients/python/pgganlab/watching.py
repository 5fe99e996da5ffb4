"""Follows a sweep to its end, whatever breaks on the way."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from typing import Optional

from .connection import Connection, LabError, quoted
from .events import FollowedSweep, read_events
from .records import Page

_PAUSE = 1.0
"""Seconds before a lab is asked again."""

_SILENCE = 45.0
"""Seconds after which a stream of events is given up: heartbeats come every 15."""


def watch(connection: Connection, sweep: str, patience: float, timeout: Optional[float]) -> Iterator[Page]:
    """The sweep now, after changes, and at its end. Between two streams of events, and where none comes through a
    proxy, it is asked for again and again.

    patience: seconds for which a lab that went away is asked.
    timeout: seconds after which `TimeoutError` is raised; None for never.
    """
    clock = _Clock(sweep, timeout)
    page = Page.of(connection.json("GET", f"sweeps/{quoted(sweep)}"))
    last: Optional[str] = None
    streams = True
    while True:
        yield page
        if page.sweep.has_ended:
            return
        if streams:
            stream = _Stream(connection, sweep, last, clock)
            for page in stream:
                yield page
                if page.sweep.has_ended:
                    return
            last, streams = stream.last or last, stream.comes_through
        clock.pause()
        page = _asked(connection, sweep, patience, clock)


def _asked(connection: Connection, sweep: str, patience: float, clock: _Clock) -> Page:
    until = time.monotonic() + patience
    while True:
        try:
            return Page.of(connection.json("GET", f"sweeps/{quoted(sweep)}"))
        except LabError as e:
            if not e.is_away or time.monotonic() > until:
                raise
        clock.pause()


class _Stream:
    """One stream of a sweep's events, until it ends or breaks off."""

    def __init__(self, connection: Connection, sweep: str, last: Optional[str], clock: _Clock) -> None:
        self._connection = connection
        self._sweep = sweep
        self._clock = clock
        self.last = last
        """Id of the last event."""
        self.comes_through = True
        """False where a stream began and nothing came of it."""

    def __iter__(self) -> Iterator[Page]:
        headers = {"Accept": "text/event-stream", **({"Last-Event-ID": self.last} if self.last else {})}
        try:
            stream = self._connection.open(
                "GET", f"sweeps/{quoted(self._sweep)}/watch", headers=headers, timeout=_SILENCE)
        except LabError as e:
            if e.is_away:
                return
            raise
        followed = FollowedSweep()
        self.comes_through = False
        with stream:
            for event in read_events(_lines(stream)):
                self._clock.check()
                if event.kind in ("sweep", "changes"):
                    content = json.loads(event.data)
                    page = followed.whole(content) if event.kind == "sweep" else followed.changes(content)
                    self.last, self.comes_through = event.id, True
                    yield Page.of(page)


def _lines(stream: http.client.HTTPResponse) -> Iterator[bytes]:
    """The lines of a stream; they end where it breaks off."""
    while True:
        try:
            line = stream.readline()
        except (OSError, http.client.HTTPException):
            return
        if not line:
            return
        yield line


class _Clock:
    """How long the caller waits."""

    def __init__(self, sweep: str, timeout: Optional[float]) -> None:
        self._sweep = sweep
        self._end = None if timeout is None else time.monotonic() + timeout

    def check(self) -> None:
        if self._end is not None and time.monotonic() >= self._end:
            raise TimeoutError(f"Sweep '{self._sweep}' has not ended in time; it goes on.")

    def pause(self) -> None:
        left = _PAUSE if self._end is None else self._end - time.monotonic()
        time.sleep(max(0.0, min(_PAUSE, left)))
        self.check()
