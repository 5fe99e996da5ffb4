"""A sweep as it changes: server-sent events, and what changed put into the page that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Callable, NamedTuple, Optional

from .records import Json


class Event(NamedTuple):
    """A server-sent event. A comment, which only keeps the connection open, has no kind."""

    kind: Optional[str]
    data: str
    id: Optional[str]


def read_events(lines: Iterable[bytes]) -> Iterator[Event]:
    """The events of a stream. Source: HTML Living Standard, 9.2.6. One that broke off is none."""
    kind, last = "message", None
    data: list[str] = []
    for line in lines:
        text = line.decode("utf-8").rstrip("\r\n")
        name, _, value = text.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if not text:
            if data:
                yield Event(kind, "\n".join(data), last)
            kind, data = "message", []
        elif not name:
            yield Event(None, "", last)
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)
        elif name == "id":
            last = value


class FollowedSweep:
    """A sweep's page, kept by what `watch` sends (docs/api.md, "What changed of a sweep"). Pages that were handed out
    stay as they were."""

    def __init__(self) -> None:
        self._page: Optional[Json] = None

    def whole(self, page: Json) -> Json:
        """The page as a whole."""
        self._page = page
        return page

    def changes(self, changes: Json) -> Json:
        """The page with what changed of it."""
        if self._page is None:
            raise ValueError("Changes of a sweep came before the sweep.")
        page = _with(self._page, changes.get("sweep") or {})
        page["experiments"] = _rows(
            page["experiments"], lambda row: row["number"], changes.get("experiments"), changes.get("ranking"))
        page["points"] = _rows(
            page["points"], lambda row: row["experiments"][0], changes.get("points"), changes.get("pointRanking"))
        nodes = {node["phase"]["key"]: node for node in page["tree"]}
        for change in changes.get("tree") or []:
            for key in change["keys"]:
                nodes[key] = _with(nodes[key], change["set"])
        page["tree"] = list(nodes.values())
        return self.whole(page)


def _rows(
    rows: list[Json], number_of: Callable[[Json], int], changes: Optional[list[Json]], ranking: Optional[list[int]]
) -> list[Json]:
    """The rows with their changes; where ranks changed, ranked rows in that order, then the others by number."""
    by_number = {number_of(row): row for row in rows}
    for change in changes or []:
        for first, last in change["numbers"]:
            for number in range(first, last + 1):
                by_number[number] = _with(by_number[number], change["set"])
    if ranking is None:
        return list(by_number.values())
    others = sorted(by_number.keys() - set(ranking))
    return [
        *(_with(by_number[number], {"rank": rank}) for rank, number in enumerate(ranking, 1)),
        *(_with(by_number[number], {"rank": None}) for number in others),
    ]


def _with(row: Json, fields: Json) -> Json:
    """The row with these fields; those of `summary` and `phase` one by one, every other value as a whole."""
    changed = dict(row)
    for name, value in fields.items():
        has_fields = name in ("summary", "phase") and isinstance(value, dict) and isinstance(row.get(name), dict)
        changed[name] = _with(row[name], value) if has_fields else value
    return changed
