"""A lab, as Python programs use it."""

from __future__ import annotations

import json
import ssl
import time
import uuid
from collections.abc import Iterator
from os import PathLike
from typing import Any, Callable, Mapping, Optional, Union

from .connection import Connection, LabError, query, quoted
from .downloads import Download, save
from .records import Analysis, Comparison, Curves, Experiment, Json, Page, Preview, Run, Sample, Sweep
from .tables import RunTable
from .watching import watch

PathText = Union[str, PathLike[str]]
SweepFile = Union[str, Mapping[str, Any]]

_PAUSE = 1.0
"""Seconds before a sweep is sent again."""


class Lab:
    """A lab's REST API. Every method raises `LabError` with one sentence where the lab refuses or does not answer.

    server: its root, such as `https://lab.example/prefix`; None for `$LAB_SERVER`, else `http://localhost:5080`.
    token: sent as `Authorization: Bearer`; None for `$LAB_TOKEN`, or what the file holds that `$LAB_TOKEN_FILE` names,
        else none is sent.
    timeout: seconds of silence after which an answer is given up.
    patience: seconds for which `submit`, `watch` and `wait` go on asking a lab that went away meanwhile.
    context: how to trust an HTTPS server; None for Python's defaults.
    """

    def __init__(
        self, server: Optional[str] = None, *, token: Optional[str] = None, timeout: float = 60.0,
        patience: float = 600.0, context: Optional[ssl.SSLContext] = None,
    ) -> None:
        self._connection = Connection(server, token, timeout, context)
        self.patience = patience

    @property
    def server(self) -> str:
        """The lab's root, without a slash at the end."""
        return self._connection.server

    def request(self, method: str, path: str, body: Optional[object] = None) -> Any:
        """Anything else that the API has, by hand: `lab.request("GET", "workers")`. Bodies are sent as JSON."""
        return self._connection.json(
            method, path, None if body is None else json.dumps(body).encode(), {"Content-Type": "application/json"})

    # Sweeps

    def preview(self, sweep: SweepFile) -> Preview:
        """What a sweep would do and cost; nothing is kept."""
        body, kind = _file(sweep)
        return Preview.of(self._connection.json("POST", "sweeps/preview", body, {"Content-Type": kind}))

    def submit(self, sweep: SweepFile, *, key: Optional[str] = None) -> Sweep:
        """Submits a sweep: YAML or JSON text of its file, or a dictionary. From then on it is trained whatever crashes.

        key: with the same key the same sweep is accepted once, however often it is sent (one to 200 visible ASCII
        characters). None for a new one: then only this call, which sends again where a connection broke, is safe.
        """
        body, kind = _file(sweep)
        headers = {"Content-Type": kind, "Idempotency-Key": key or str(uuid.uuid4())}
        until: Optional[float] = None
        while True:
            try:
                return Sweep.of(self._connection.json("POST", "sweeps", body, headers))
            except LabError as e:
                if until is None and e.may_have_arrived:
                    until = time.monotonic() + self.patience
                if until is None or not e.is_away or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def sweeps(self, *, archived: bool = False) -> list[Sweep]:
        """Sweeps, newest first: those that are not archived, or those that are."""
        return [Sweep.of(s) for s in self._connection.json("GET", "sweeps" + ("?archived=true" if archived else ""))]

    def sweep(self, sweep: str) -> Page:
        """A sweep with its experiments."""
        return Page.of(self._connection.json("GET", f"sweeps/{quoted(sweep)}"))

    def runs(self, sweep: str, *, where: Optional[str] = None, sort: Optional[str] = None) -> RunTable:
        """The experiments of a sweep, best first.

        where: only those for which it holds, such as `swd < 30 and status == finished` (docs/cli.md).
        sort: columns with commas, a minus for the greatest first, such as `-kimg,name`.
        """
        return RunTable([Run.of(e) for e in self._connection.json(
            "GET", f"sweeps/{quoted(sweep)}/experiments{query(where=where, sort=sort)}")])

    def best(self, sweep: str) -> Run:
        """The best experiment of those that can be compared."""
        return Run.of(self._connection.json("GET", f"sweeps/{quoted(sweep)}/best"))

    def analysis(self, sweep: str) -> Analysis:
        """Which settings its results hang on."""
        return Analysis.of(self._connection.json("GET", f"sweeps/{quoted(sweep)}/analysis"))

    def remove(self, sweep: str) -> None:
        """Takes a sweep that has ended off the record, with what no other sweep has of its files."""
        self._connection.json("DELETE", f"sweeps/{quoted(sweep)}")

    def watch(self, sweep: str, *, timeout: Optional[float] = None) -> Iterator[Page]:
        """The sweep now, after changes, and at its end, when the iteration ends too. It comes back after a broken
        connection, and asks again and again where events don't come through a proxy.

        timeout: seconds after which `TimeoutError` is raised; None for never.
        """
        return watch(self._connection, sweep, self.patience, timeout)

    def wait(
        self, sweep: str, *, timeout: Optional[float] = None, on_change: Optional[Callable[[Page], object]] = None
    ) -> Page:
        """Waits for a sweep's end.

        timeout: seconds after which `TimeoutError` is raised; None for never. The sweep goes on.
        on_change: hears how it stands, at most twice a second.
        """
        pages = self.watch(sweep, timeout=timeout)
        page = next(pages)
        while True:
            if on_change is not None:
                on_change(page)
            try:
                page = next(pages)
            except StopIteration:
                return page

    # Experiments

    def experiment(self, experiment: str) -> Experiment:
        """An experiment with all of its settings and measurements."""
        return Experiment.of(self._connection.json("GET", f"experiments/{quoted(experiment)}"))

    def curves(self, experiment: str, *, max_points: int = 2000) -> Curves:
        """What was reported along its path: losses, penalties, rates; thinned to at most so many points."""
        return Curves.of(self._connection.json(
            "GET", f"experiments/{quoted(experiment)}/ticks{query(maxPoints=max_points)}"))

    def samples(self, experiment: str) -> list[Sample]:
        """Its sample grids, by nimg."""
        return [Sample.of(s) for s in self._connection.json("GET", f"experiments/{quoted(experiment)}/samples")]

    def save_samples(
        self, experiment: str, path: PathText, *, nimg: Optional[int] = None, overwrite: bool = False
    ) -> Download:
        """Saves a sample grid as PNG: that at an nimg, or the newest."""
        which = "latest" if nimg is None else str(nimg)
        return save(self._connection, f"experiments/{quoted(experiment)}/samples/{which}", path, overwrite,
                    f"{experiment}-{which}.png", is_digest_needed=False)

    def save_generator(self, experiment: str, path: PathText, *, overwrite: bool = False) -> Download:
        """Saves the generator of its newest checkpoint (safetensors), checked by SHA-256, whole or not at all.

        path: the file; or a directory, in which it gets the name that the lab proposes.
        """
        return save(self._connection, f"experiments/{quoted(experiment)}/generator", path, overwrite,
                    f"{experiment}.safetensors", is_digest_needed=True)

    def save_best_generator(self, sweep: str, path: PathText, *, overwrite: bool = False) -> Download:
        """The same of a sweep's best experiment."""
        return self.save_generator(self.best(sweep).id, path, overwrite=overwrite)

    def compare(self, *experiments: str) -> Comparison:
        """Two to twelve experiments of any sweeps, at one resolution and kimg."""
        return Comparison.of(self._connection.json("GET", f"compare{query(e=','.join(experiments))}"))

    # Of a sweep, or of an experiment, whose id has a dot

    def pause(self, id: str) -> Union[Sweep, Run]:
        """Lets a sweep, or one experiment (`SWEEP.3`), wait with all that it has."""
        return self._act(id, "pause")

    def resume(self, id: str) -> Union[Sweep, Run]:
        """Lets it go on where it was paused."""
        return self._act(id, "resume")

    def cancel(self, id: str) -> Union[Sweep, Run]:
        """Gives up what has not finished."""
        return self._act(id, "cancel")

    def retry(self, id: str) -> Union[Sweep, Run]:
        """Trains again what failed or was cancelled, from what is stored."""
        return self._act(id, "retry")

    def _act(self, id: str, verb: str) -> Union[Sweep, Run]:
        kind = "experiments" if "." in id else "sweeps"
        raw: Json = self._connection.json("POST", f"{kind}/{quoted(id)}/{verb}")
        return Run.of(raw) if "." in id else Sweep.of(raw)


def _file(sweep: SweepFile) -> tuple[bytes, str]:
    """A sweep's file as a body and its type; JSON text is YAML too."""
    if isinstance(sweep, str):
        return sweep.encode("utf-8"), "application/yaml"
    return json.dumps(sweep).encode("utf-8"), "application/json"
