"""What a lab answers. Each record has `raw`, all that the lab sent (docs/api.md): records only ever gain properties."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from os import PathLike
from typing import Any, Optional, Union

Json = dict[str, Any]


@dataclass(frozen=True)
class Swd:
    """One sliced Wasserstein distance x 10^3; lower is better."""

    average: float
    levels: dict[int, float]
    """Pyramid level in pixels to its distance."""
    resolution: int
    kimg: float
    """Thousands of real images shown to the generator before."""
    images: int
    """Images of each kind that were compared."""
    ms_ssim: Optional[float]
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Swd:
        return Swd(
            average=number(raw["average"]), levels={int(k): number(v) for k, v in raw["levels"].items()},
            resolution=raw["resolution"], kimg=raw["nimg"] / 1000, images=raw["images"],
            ms_ssim=maybe(raw.get("msSsim")), raw=raw)


@dataclass(frozen=True)
class Run:
    """One experiment of a sweep."""

    id: str
    """Sweep id, a dot, and the number."""
    sweep: str
    number: int
    name: str
    status: str
    """queued, training, finished, diverged, failed, cancelled, unfinished or paused."""
    rank: Optional[int]
    """1 for the best of those that can be compared."""
    score: Optional[float]
    """What its rank goes by, lower is better."""
    swd: Optional[Swd]
    """Where it is compared with the others; without a rank, its latest."""
    kimg: float
    """Thousands of real images along its whole path that are trained and stored."""
    kimg_planned: float
    resolution: int
    settings: dict[str, str]
    """What it varies, as people write it: `{"learningRate@16": "0.002"}`."""
    reason: Optional[str]
    """Why it ended without a result, or is paused."""
    raw: Json = field(repr=False, compare=False)

    @property
    def has_ended(self) -> bool:
        return self.status not in ("queued", "training", "paused")

    @staticmethod
    def of(raw: Json) -> Run:
        swd = raw.get("rankedSwd") or raw.get("swd")
        return Run(
            id=raw["id"], sweep=raw["sweepId"], number=raw["number"], name=raw["name"], status=raw["status"],
            rank=raw["rank"], score=maybe(raw.get("score")), swd=Swd.of(swd) if swd else None,
            kimg=raw["nimg"] / 1000, kimg_planned=raw["totalImages"] / 1000, resolution=raw["resolution"],
            settings={s["name"]: s["value"] for s in raw["varied"]}, reason=raw["reason"], raw=raw)


@dataclass(frozen=True)
class Sweep:
    """How a sweep stands."""

    id: str
    name: str
    dataset: str
    status: str
    """running, finished, cancelled, spent (its budget is used up) or paused."""
    created_at: datetime
    experiments: int
    finished: int
    """Experiments that ended with a result."""
    lost: int
    """Experiments that ended without one."""
    kimg_requested: float
    kimg_trained: float
    kimg_left: float
    seconds_left: Optional[float]
    best: Optional[str]
    """Id of the best experiment."""
    remarks: list[str]
    """What its author should know; only in the answer to its submission."""
    raw: Json = field(repr=False, compare=False)

    @property
    def has_ended(self) -> bool:
        return self.status in ("finished", "cancelled", "spent")

    @staticmethod
    def of(raw: Json) -> Sweep:
        return Sweep(
            id=raw["id"], name=raw["name"], dataset=raw["dataset"], status=raw["status"],
            created_at=_time(raw["createdAt"]), experiments=raw["experiments"], finished=raw["finished"],
            lost=raw["lost"], kimg_requested=number(raw["kimgRequested"]), kimg_trained=number(raw["kimgTrained"]),
            kimg_left=number(raw["kimgLeft"]), seconds_left=maybe(raw.get("secondsLeft")),
            best=raw["bestExperiment"], remarks=list(raw.get("remarks") or []), raw=raw)


@dataclass(frozen=True)
class Page:
    """A sweep with its experiments."""

    sweep: Sweep
    runs: list[Run]
    """Best first, then those without a rank by number."""
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Page:
        return Page(sweep=Sweep.of(raw["summary"]), runs=[Run.of(e) for e in raw["experiments"]], raw=raw)


@dataclass(frozen=True)
class Preview:
    """What a sweep would do and cost."""

    experiments: int
    kimg_requested: float
    kimg_to_train: float
    remarks: list[str]
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Preview:
        return Preview(
            experiments=raw["experiments"], kimg_requested=number(raw["kimgRequested"]),
            kimg_to_train=number(raw["kimgToTrain"]), remarks=list(raw.get("remarks") or []), raw=raw)


@dataclass(frozen=True)
class Experiment:
    """An experiment with all of its settings and measurements."""

    run: Run
    settings: dict[str, str]
    """Every setting with its value, defaults included."""
    swd: list[Swd]
    """Measurements along its path."""
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Experiment:
        return Experiment(
            run=Run.of(raw["summary"]), settings={s["name"]: s["value"] for s in raw["settings"]},
            swd=[Swd.of(s) for s in raw["swd"]], raw=raw)


@dataclass(frozen=True)
class Curves:
    """What was reported along an experiment's path: columns of equal length, thinned by the lab."""

    kimg: list[float]
    columns: dict[str, list[float]]
    """Such as `d_loss`; NaN where a tick did not report it."""

    def __getitem__(self, column: str) -> list[float]:
        return self.columns[column]

    def to_csv(self, path: Optional[Union[str, PathLike[str]]] = None) -> str:
        """A line a tick; also written to a file where one is named."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["kimg", *self.columns])
        writer.writerows(zip(self.kimg, *self.columns.values()))
        return written(text.getvalue(), path)

    @staticmethod
    def of(raw: Json) -> Curves:
        return Curves(
            kimg=[number(v) for v in raw["kimg"]],
            columns={name: [number(v) for v in values] for name, values in raw["columns"].items()})


@dataclass(frozen=True)
class Sample:
    """One grid of samples; the same latents at every nimg."""

    nimg: int
    resolution: int
    alpha: float

    @staticmethod
    def of(raw: Json) -> Sample:
        return Sample(nimg=raw["nimg"], resolution=raw["resolution"], alpha=number(raw["alpha"]))


@dataclass(frozen=True)
class SettingEffect:
    """What results say about a setting."""

    name: str
    importance: Optional[float]
    """Share of the variance that it has alone; None below 8 results."""
    deviation: Optional[float]
    """Standard deviation of the importance over the trees of the forest."""
    means: dict[str, float]
    """Value to the mean of what its runs are ranked by, lower is better."""


@dataclass(frozen=True)
class Analysis:
    """Which settings a sweep's results hang on: of the runs that are ranked, at equal resolution and kimg."""

    score: str
    """What is analysed, such as `SWD x 10^3`."""
    settings: list[SettingEffect]
    """The most important first."""
    explained: Optional[float]
    """Share of the variance that the forest foretells of results that it has not seen."""
    left_out: int
    """Experiments that can't be compared with those, or have no result."""
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Analysis:
        results = raw["results"]
        return Analysis(
            score=raw["score"], explained=maybe(results["explained"]), left_out=raw["leftOut"], raw=raw,
            settings=[SettingEffect(
                name=s["name"], importance=maybe((s["importance"] or {}).get("share")),
                deviation=maybe((s["importance"] or {}).get("deviation")),
                means={m["value"]: number(m["mean"]) for m in s["means"]}) for s in results["settings"]])


@dataclass(frozen=True)
class Comparison:
    """Experiments side by side."""

    runs: list[Run]
    results: dict[str, Optional[Swd]]
    """Experiment id to what it has on the common ground: the highest resolution, there what most have passed."""
    notes: dict[str, str]
    """Experiment id to the reason why it has no result, or can't be compared."""
    differences: dict[str, list[str]]
    """Setting to the value of each run; empty where it has none of its own."""
    cautions: list[str]
    """What makes the comparison unfair, a sentence each."""
    raw: Json = field(repr=False, compare=False)

    @staticmethod
    def of(raw: Json) -> Comparison:
        rows = raw["table"]["rows"]
        return Comparison(
            runs=[Run.of(e["summary"]) for e in raw["experiments"]],
            results={r["experiment"]: Swd.of(r["result"]) if r["result"] else None for r in rows},
            notes={r["experiment"]: r["note"] for r in rows if r["note"]},
            differences={d["name"]: list(d["values"]) for d in raw["differences"]}, cautions=list(raw["cautions"]),
            raw=raw)


def number(value: Union[int, float, str]) -> float:
    """A number as the lab writes it: what JSON lacks comes as "NaN", "Infinity" or "-Infinity"."""
    return float(value)


def maybe(value: Optional[Union[int, float, str]]) -> Optional[float]:
    """The same of what may be missing."""
    return None if value is None else number(value)


def written(text: str, path: Optional[Union[str, PathLike[str]]]) -> str:
    """The text, which is also put into a file where one is named."""
    if path is not None:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return text


def _time(text: str) -> datetime:
    """A time of ISO 8601; Python before 3.11 reads neither Z nor seven decimals."""
    whole, _, zone = text.replace("Z", "+00:00").rpartition("+")
    seconds, _, fraction = whole.partition(".")
    return datetime.fromisoformat(f"{seconds}.{fraction[:6]:0<6}+{zone}")
