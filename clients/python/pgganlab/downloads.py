"""Files of a lab, written whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import secrets
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Optional, Union

from .connection import Connection, LabError

_PART = 1 << 20


@dataclass(frozen=True)
class Download:
    """A file that was written."""

    path: Path
    bytes: int
    sha256: str
    """Lower-case hex; compared with what the lab says of a generator."""


def save(
    connection: Connection, address: str, path: Union[str, PathLike[str]], overwrite: bool, otherwise_named: str,
    is_digest_needed: bool,
) -> Download:
    """Streams a file beside its target, checks its length and SHA-256, and renames it. Where anything goes wrong, what
    was at the target stays.

    path: the file; or a directory, in which the file gets the name that the lab proposes.
    overwrite: whether a file that is there is replaced.
    is_digest_needed: whether an answer without a digest is refused.
    """
    with connection.open("GET", address) as answer:
        target = Path(path)
        if target.is_dir():
            target /= _proposed(answer) or otherwise_named
        if target.exists() and not overwrite:
            raise FileExistsError(f"'{target}' is there already; overwrite=True replaces it.")
        expected = _digest(answer)
        if expected is None and is_digest_needed:
            raise LabError(f"The lab at {connection.server} does not say the SHA-256 of {target.name}.", answer.status)
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            with part.open("xb") as file:
                written, sha256 = _copy(answer, file)
                file.flush()
                os.fsync(file.fileno())
            if expected is not None and sha256 != expected.hex():
                raise LabError(f"The download of {target.name} is damaged: its SHA-256 is not what the lab says; "
                               "nothing of it was kept.", answer.status)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return Download(target, written, sha256)


def _copy(answer: http.client.HTTPResponse, file: BinaryIO) -> tuple[int, str]:
    """Bytes that were written, and their SHA-256."""
    length = answer.getheader("Content-Length")
    sha256, written = hashlib.sha256(), 0
    try:
        while part := answer.read(_PART):
            sha256.update(part)
            written += file.write(part)
    except (http.client.HTTPException, TimeoutError, ConnectionError) as failure:
        raise LabError("The download broke off; nothing of it was kept.", is_away=True) from failure
    if length is not None and written != int(length):
        raise LabError(f"The download broke off after {written:,} of {int(length):,} bytes; nothing of it was kept.",
                       is_away=True)
    return written, sha256.hexdigest()


def _proposed(answer: http.client.HTTPResponse) -> Optional[str]:
    """The name that the lab proposes; never a path."""
    proposed = answer.headers.get_filename()
    return Path(proposed).name or None if proposed else None


def _digest(answer: http.client.HTTPResponse) -> Optional[bytes]:
    """SHA-256 of the whole file as the lab says it. Source: RFC 9530."""
    found = re.search(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):", answer.getheader("Repr-Digest") or "")
    return base64.b64decode(found.group(1)) if found else None
