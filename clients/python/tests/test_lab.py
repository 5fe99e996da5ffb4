"""The client against a real lab, whose address is in LAB_SERVER and which has the dataset `tiny`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import tempfile
import unittest
import uuid
from contextlib import redirect_stdout
from pathlib import Path
from typing import ClassVar

from pgganlab import Lab, LabError, Page, Run, Sweep

TINY = """\
name: by python
dataset: tiny
base:
  resolution: 16
  latentSize: 9
  fmapBase: 64
  fmapMax: 8
  minibatch: 8
  stabilizeKimg: 0.16
  fadeInKimg: 0.16
  tickKimg: 0.04
  swdKimg: 0.08
  swdImages: 32
search:
  space:
    learningRate@16: [0.0005, 0.001]
"""

ENDLESS = {"name": "endless", "dataset": "tiny", "objective": "none",
           "base": {"resolution": 4, "stabilizeKimg": 900000, "fmapMax": 4, "latentSize": 5}}

README = Path(__file__).parents[1] / "README.md"


@unittest.skipUnless(os.environ.get("LAB_SERVER"), "LAB_SERVER names no lab.")
class RealLab(unittest.TestCase):
    lab: ClassVar[Lab]
    key: ClassVar[str]
    changes: ClassVar[list[Page]]
    page: ClassVar[Page]

    @classmethod
    def setUpClass(cls) -> None:
        cls.lab, cls.key, cls.changes = Lab(), str(uuid.uuid4()), []
        sweep = cls.lab.submit(TINY, key=cls.key)
        cls.page = cls.lab.wait(sweep.id, on_change=cls.changes.append)

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    @property
    def id(self) -> str:
        return self.page.sweep.id

    def test_a_sweep_is_followed_to_its_end(self) -> None:
        self.assertEqual(("finished", 2, 2), (
            self.page.sweep.status, self.page.sweep.experiments, self.page.sweep.finished))
        self.assertEqual([1, 2], [run.rank for run in self.page.runs])
        self.assertEqual("finished", self.changes[-1].sweep.status)
        trained = [page.sweep.kimg_trained for page in self.changes]
        self.assertEqual(sorted(trained), trained)

    def test_a_key_submits_once(self) -> None:
        self.assertEqual(self.id, self.lab.submit(TINY, key=self.key).id)
        with self.assertRaisesRegex(LabError, f"was used for sweep '{self.id}'") as refused:
            self.lab.submit(TINY.replace("0.0005", "0.0006"), key=self.key)
        self.assertEqual(409, refused.exception.status)
        with self.assertRaisesRegex(LabError, "Idempotency-Key is 'two words'"):
            self.lab.submit(TINY, key="two words")
        self.assertEqual([self.id], [s.id for s in self.lab.sweeps() if s.name == "by python"])

    def test_a_mistake_gets_the_labs_sentence(self) -> None:
        with self.assertRaisesRegex(LabError, "minibach.*did you mean") as refused:
            self.lab.preview(TINY.replace("minibatch", "minibach"))
        self.assertEqual(400, refused.exception.status)
        self.assertEqual(0, self.lab.preview(TINY).kimg_to_train)

    def test_runs_are_a_table(self) -> None:
        runs = self.lab.runs(self.id)
        self.assertEqual(self.lab.best(self.id), runs[0])
        self.assertEqual(["learningRate@16"], runs.settings)
        self.assertEqual(list(runs)[::-1], list(self.lab.runs(self.id, sort="-rank")))
        self.assertEqual(["0.001"], [run.settings["learningRate@16"] for run in self.lab.runs(
            self.id.upper(), where="learningRate@16 > 0.0007 and not status == diverged")])
        self.assertEqual({0.0005, 0.001}, {row["learningRate@16"] for row in runs.rows()})
        read = list(csv.DictReader(io.StringIO(runs.to_csv(self.folder / "runs.csv"))))
        self.assertEqual([run.id for run in runs], [row["id"] for row in read])
        assert runs[0].swd
        self.assertEqual(runs[0].swd.average, float(read[0]["swd"]))

    def test_curves_are_columns(self) -> None:
        curves = self.lab.curves(self.page.runs[0].id)
        self.assertGreater(len(curves.kimg), 3)
        self.assertEqual(len(curves.kimg), len(curves["d_loss"]))
        lines = curves.to_csv(self.folder / "curves.csv").splitlines()
        self.assertEqual(1 + len(curves.kimg), len(lines))
        self.assertEqual(lines, (self.folder / "curves.csv").read_text().splitlines())

    def test_the_best_generator_and_samples_are_taken_home(self) -> None:
        download = self.lab.save_best_generator(self.id, self.folder)
        content = download.path.read_bytes()
        self.assertRegex(download.path.name, f"^{self.page.runs[0].id}-16px-.*\\.safetensors$")
        self.assertEqual(hashlib.sha256(content).hexdigest(), download.sha256)
        header = json.loads(content[8:8 + int.from_bytes(content[:8], "little")])
        self.assertEqual("16", header["__metadata__"]["resolution"])
        samples = self.lab.samples(self.page.runs[0].id)
        for nimg in (None, samples[0].nimg):
            grid = self.lab.save_samples(self.page.runs[0].id, self.folder / f"{nimg}.png", nimg=nimg)
            self.assertEqual(b"\x89PNG", grid.path.read_bytes()[:4])

    def test_results_are_looked_into(self) -> None:
        effect, = self.lab.analysis(self.id).settings
        self.assertEqual(("learningRate@16", 2), (effect.name, len(effect.means)))
        first, second = self.page.runs
        comparison = self.lab.compare(first.id, second.id)
        self.assertEqual({"learningRate@16": [first.settings["learningRate@16"], second.settings["learningRate@16"]]},
                         {k: v for k, v in comparison.differences.items() if k == "learningRate@16"})
        self.assertEqual({first.id, second.id}, comparison.results.keys())
        self.assertEqual("16", self.lab.experiment(first.id).settings["resolution"])

    def test_a_sweep_waits_goes_on_ends_and_is_removed(self) -> None:
        sweep = self.lab.submit(ENDLESS)
        self.assertEqual("paused", self.lab.pause(sweep.id).status)
        self.assertEqual("running", self.lab.resume(sweep.id).status)
        self.assertIsInstance(self.lab.pause(f"{sweep.id}.1"), Run)
        cancelled = self.lab.cancel(sweep.id)
        self.assertIsInstance(cancelled, Sweep)
        self.assertEqual("cancelled", self.lab.wait(sweep.id).sweep.status)
        self.lab.remove(sweep.id)
        with self.assertRaisesRegex(LabError, f"^There is no sweep '{sweep.id}'.$"):
            self.lab.wait(sweep.id)

    def test_the_readme_is_right(self) -> None:
        (self.folder / "sweep.yaml").write_text(TINY.replace("by python", "of the readme"))
        names: dict[str, object] = {"__name__": "readme"}
        before = Path.cwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, before)
        for code in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
            with redirect_stdout(io.StringIO()):
                exec(compile(code.replace("fashion-mnist", "tiny"), str(README), "exec"), names)
        self.assertLess({"best.safetensors", "runs.csv", "curves.csv", "samples.png"}, {
            path.name for path in self.folder.iterdir()})
