"""The client against answers that a lab, or what lies between, may give."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from pgganlab import Lab, LabError
from pgganlab.records import Sweep

from .fake_lab import Answer, FakeLab, events, page

SWEEP = "GET /api/v1/sweeps/s"
WATCH = "GET /api/v1/sweeps/s/watch"
STREAM = {"Content-Type": "text/event-stream", "Content-Length": ""}


class Quick(unittest.TestCase):
    """A lab that is away is asked again at once."""

    def setUp(self) -> None:
        for module in ("lab", "watching"):
            patch = mock.patch(f"pgganlab.{module}._PAUSE", 0.01)
            patch.start()
            self.addCleanup(patch.stop)


class Requests(Quick):
    def test_the_labs_own_sentence_is_the_error(self) -> None:
        with FakeLab({}) as fake, self.assertRaises(LabError) as refused:
            Lab(fake.address).best("none")
        self.assertEqual((404, "There is no GET /api/v1/sweeps/none/best."),
                         (refused.exception.status, str(refused.exception)))
        self.assertFalse(refused.exception.is_away)

    def test_what_is_no_lab_is_named(self) -> None:
        with FakeLab({"GET /api/v1/sweeps": [Answer(b"<html>"), Answer(b"<html>", 502)]}) as fake:
            lab = Lab(fake.address)
            with self.assertRaisesRegex(LabError, "is no lab: GET sweeps gave no JSON"):
                lab.sweeps()
            with self.assertRaisesRegex(LabError, "answered 502 Bad Gateway to GET sweeps"):
                lab.sweeps()

    def test_no_lab_is_said_at_once(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            with self.assertRaisesRegex(LabError, "^No lab answers at .*; start one with ./lab up.$"):
                Lab(f"http://127.0.0.1:{taken.getsockname()[1]}").submit("name: x")

    def test_an_address_that_is_none_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "^'here' is no address of a lab"):
            Lab("here")

    def test_address_prefix_and_token_come_from_the_environment(self) -> None:
        with FakeLab({"GET /prefix/api/v1/sweeps": [Answer([])]}) as fake:
            with mock.patch.dict(os.environ, LAB_SERVER=f"{fake.address}/prefix/", LAB_TOKEN="secret"):
                self.assertEqual([], Lab().sweeps())
            with tempfile.NamedTemporaryFile("w") as file:
                file.write("of-file\n")
                file.flush()
                with mock.patch.dict(os.environ, LAB_TOKEN="", LAB_TOKEN_FILE=file.name):
                    Lab(f"{fake.address}/prefix").sweeps()
            Lab(f"{fake.address}/prefix", token="").sweeps()
        self.assertEqual(["Bearer secret", "Bearer of-file", None], [
            r.headers.get("authorization") for r in fake.requests])

    def test_what_can_be_no_token_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "^What should be a token is none"):
            Lab(token="two\nlines")

    def test_a_token_follows_no_redirect(self) -> None:
        elsewhere = Answer(b"", 302, {"Location": "/api/v1/workers"})
        with FakeLab({"GET /api/v1/sweeps": [elsewhere]}) as fake, self.assertRaisesRegex(LabError, "302"):
            Lab(fake.address, token="secret").sweeps()
        self.assertEqual(1, len(fake.requests))

    def test_a_sweep_is_sent_again_with_its_key_where_the_answer_is_missing(self) -> None:
        accepted = Answer(page("running", 0)["summary"], 201)
        with FakeLab({"POST /api/v1/sweeps": [Answer(status=0), Answer(b"", 502), accepted]}) as fake:
            self.assertEqual("s", Lab(fake.address).submit({"name": "s"}).id)
        self.assertEqual([b'{"name": "s"}'] * 3, [r.body for r in fake.requests])
        self.assertEqual(1, len({r.headers["idempotency-key"] for r in fake.requests}))

    def test_times_are_read_as_the_lab_writes_them(self) -> None:
        summary = page("running", 0)["summary"]
        assert isinstance(summary, dict)
        for text in ("2026-11-30T21:14:05.1234567Z", "2026-11-30T22:14:05+01:00", "2026-11-30T21:14:05.5+00:00"):
            created = Sweep.of({**summary, "createdAt": text}).created_at
            self.assertEqual(1796073245, int(created.timestamp()))


class Waiting(Quick):
    def test_changes_are_put_into_the_page(self) -> None:
        stream = events(
            ("sweep", page("running", 0, 0, 0)),
            ("changes", {"sweep": {"summary": {"kimgTrained": 2.0}},
                         "experiments": [{"numbers": [[1, 2]], "set": {"nimg": 1000}}], "ranking": [3, 1]}),
            ("news", "of a later version"),
            ("sweep", page("finished", 4, 4, 4)))
        with FakeLab({SWEEP: [Answer(page("running", 0, 0, 0))], WATCH: [Answer(stream, headers=STREAM)]}) as fake:
            pages = list(Lab(fake.address).watch("s"))
        self.assertEqual(["running", "running", "running", "finished"], [p.sweep.status for p in pages])
        self.assertEqual(2.0, pages[2].sweep.kimg_trained)
        self.assertEqual([(3, 1, 0.0), (1, 2, 1.0), (2, None, 1.0)],
                         [(r.number, r.rank, r.kimg) for r in pages[2].runs])

    def test_a_broken_stream_is_taken_up_where_it_was(self) -> None:
        broken = events(("sweep", page("running", 0)), ("changes", {"sweep": {"summary": {"kimgTrained": 1.0}}}))
        whole = events(("sweep", page("finished", 4)))
        with FakeLab({SWEEP: [Answer(page("running", 0)), Answer(status=0), Answer(b"", 503),
                              Answer(page("running", 2))],
                      WATCH: [Answer(broken, headers=STREAM, cut=10), Answer(whole, headers=STREAM)]}) as fake:
            self.assertEqual("finished", Lab(fake.address).wait("s").sweep.status)
        self.assertEqual([None, "1"], [r.headers.get("last-event-id") for r in fake.requests if r.line == WATCH])

    def test_it_asks_where_no_events_come_through(self) -> None:
        with FakeLab({SWEEP: [Answer(page("running", 0)), Answer(page("running", 1)), Answer(page("spent", 1))],
                      WATCH: [Answer(b"", headers=STREAM)]}) as fake:
            self.assertEqual("spent", Lab(fake.address).wait("s").sweep.status)
        self.assertEqual([SWEEP, WATCH, SWEEP, SWEEP], [r.line for r in fake.requests])

    def test_time_and_patience_end(self) -> None:
        silent = Answer(b"", headers=STREAM)
        with FakeLab({SWEEP: [Answer(page("running", 0))], WATCH: [silent]}) as fake:
            with self.assertRaisesRegex(TimeoutError, "^Sweep 's' has not ended in time; it goes on.$"):
                Lab(fake.address).wait("s", timeout=0.1)
        with FakeLab({SWEEP: [Answer(page("running", 0)), Answer(b"", 503)], WATCH: [silent]}) as fake:
            with self.assertRaisesRegex(LabError, "answered 503"):
                Lab(fake.address, patience=0).wait("s")


class Downloads(unittest.TestCase):
    ADDRESS = "GET /api/v1/experiments/s.1/generator"
    CONTENT = bytes(range(256)) * 8000

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        digest = base64.b64encode(hashlib.sha256(self.CONTENT).digest()).decode()
        self.headers = {"Repr-Digest": f"sha-256=:{digest}:",
                        "Content-Disposition": 'attachment; filename="../s.1-16px.safetensors"'}

    def save(self, answer: Answer, to: str, overwrite: bool = False) -> Path:
        with FakeLab({self.ADDRESS: [answer]}) as fake:
            return Lab(fake.address).save_generator("s.1", self.folder / to, overwrite=overwrite).path

    def names(self) -> list[str]:
        return sorted(p.name for p in self.folder.iterdir())

    def test_a_whole_file_is_written_and_gets_the_proposed_name_in_a_directory(self) -> None:
        written = self.save(Answer(self.CONTENT, headers=self.headers), "")
        self.assertEqual((["s.1-16px.safetensors"], self.CONTENT), (self.names(), written.read_bytes()))

    def test_what_is_damaged_or_broken_off_leaves_what_was_there(self) -> None:
        (self.folder / "g").write_bytes(b"before")
        for answer, sentence in (
            (Answer(b"x" + self.CONTENT[1:], headers=self.headers), "is damaged: its SHA-256 is not what the lab says"),
            (Answer(self.CONTENT, headers=self.headers, cut=1), "broke off after 2,047,999 of 2,048,000 bytes"),
            (Answer(self.CONTENT), "does not say the SHA-256 of g"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(LabError, sentence):
                self.save(answer, "g", overwrite=True)
            self.assertEqual((["g"], b"before"), (self.names(), (self.folder / "g").read_bytes()))

    def test_a_file_that_is_there_is_kept(self) -> None:
        (self.folder / "g").write_bytes(b"before")
        with self.assertRaisesRegex(FileExistsError, "overwrite=True replaces it"):
            self.save(Answer(self.CONTENT, headers=self.headers), "g")
        self.assertEqual(b"before", (self.folder / "g").read_bytes())
