"""A sweep's experiments as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from os import PathLike
from typing import Optional, Union, overload

from .records import Run, written

Cell = Union[str, int, float, bool, None]


class RunTable(Sequence[Run]):
    """Experiments, best first: a sequence of `Run`, and rows for pandas, CSV or a notebook."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = list(runs)

    @overload
    def __getitem__(self, index: int) -> Run: ...

    @overload
    def __getitem__(self, index: slice) -> RunTable: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Run, RunTable]:
        return RunTable(self._runs[index]) if isinstance(index, slice) else self._runs[index]

    def __len__(self) -> int:
        return len(self._runs)

    def __repr__(self) -> str:
        return f"RunTable({len(self)} experiments)"

    @property
    def settings(self) -> list[str]:
        """What the experiments vary."""
        return list(dict.fromkeys(name for run in self._runs for name in run.settings))

    def rows(self) -> list[dict[str, Cell]]:
        """A dictionary an experiment, with a column a setting: `pandas.DataFrame(table.rows())`."""
        return [{
            "id": run.id, "number": run.number, "name": run.name, "status": run.status, "rank": run.rank,
            "score": run.score, "swd": run.swd.average if run.swd else None,
            "msSsim": run.swd.ms_ssim if run.swd else None, "resolution": run.resolution, "kimg": run.kimg,
            **{name: _value(run.settings.get(name)) for name in self.settings},
        } for run in self._runs]

    def to_csv(self, path: Optional[Union[str, PathLike[str]]] = None) -> str:
        """The rows as CSV; also written to a file where one is named. What is not known is empty."""
        rows = self.rows()
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]) if rows else ["id"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return written(text.getvalue(), path)


def _value(text: Optional[str]) -> Cell:
    """A setting's value as what it is: a number, true or false, or a word."""
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text or "")
        except ValueError:
            continue
    return text
