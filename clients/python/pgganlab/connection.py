"""How a lab's API is asked, and what people are told when it refuses or does not answer."""

from __future__ import annotations

import http.client
import json
import os
import ssl
import urllib.error
import urllib.request
from typing import Any, Mapping, Optional, Union
from urllib.parse import quote, urlencode, urlsplit

DEFAULT_SERVER = "http://localhost:5080"


class LabError(Exception):
    """A lab refused, or none answers. `str()` is one sentence: the lab's own where it sent one.

    status: HTTP status; None where no whole answer came.
    is_away: whether the same question may be answered later, since nobody answered, or a proxy in the lab's place.
    may_have_arrived: whether the lab may have done what it was asked, since only the answer is missing.
    """

    def __init__(
        self, sentence: str, status: Optional[int] = None, *, is_away: bool = False, may_have_arrived: bool = False
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.is_away = is_away
        self.may_have_arrived = may_have_arrived


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A lab sends nobody elsewhere; a token must not follow."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Connection:
    """Asks one lab.

    server: its root, such as `https://lab.example/prefix`; None for `$LAB_SERVER`, else `http://localhost:5080`.
    token: who asks; None for `$LAB_TOKEN`, or what the file holds that `$LAB_TOKEN_FILE` names, else nobody.
    timeout: seconds of silence after which an answer is given up.
    """

    def __init__(
        self, server: Optional[str], token: Optional[str], timeout: float, context: Optional[ssl.SSLContext]
    ) -> None:
        self.server = (server or os.environ.get("LAB_SERVER") or DEFAULT_SERVER).rstrip("/")
        address = urlsplit(self.server)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"'{self.server}' is no address of a lab; it looks like {DEFAULT_SERVER}.")
        self.timeout = timeout
        self._token = token if token is not None else _token()
        if self._token and not all(" " < letter <= "~" for letter in self._token):
            raise ValueError("What should be a token is none; one looks like lab_3f2a9c01_….")
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect(), urllib.request.HTTPSHandler(context=context)]
        if address.hostname in ("localhost", "127.0.0.1", "::1"):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def open(
        self, method: str, path: str, body: Optional[bytes] = None, headers: Optional[Mapping[str, str]] = None,
        timeout: Optional[float] = None,
    ) -> http.client.HTTPResponse:
        """The answer, not yet read; closing it is the caller's."""
        request = urllib.request.Request(f"{self.server}/api/v1/{path}", data=body, method=method)
        request.add_header("User-Agent", "pgganlab-python")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            answer: http.client.HTTPResponse = self._opener.open(request, timeout=timeout or self.timeout)
            return answer
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise LabError(
                    _sentence(refusal, method, path, self.server), refusal.code,
                    is_away=refusal.code in (502, 503, 504), may_have_arrived=refusal.code in (502, 504)) from None
        except urllib.error.URLError as failure:
            raise self._no_answer(failure.reason) from failure
        except (OSError, http.client.HTTPException) as failure:
            raise self.broken(failure) from failure

    def json(
        self, method: str, path: str, body: Optional[bytes] = None, headers: Optional[Mapping[str, str]] = None
    ) -> Any:
        """What the answer says; None for an empty one."""
        try:
            with self.open(method, path, body, headers) as answer:
                text = answer.read()
        except (OSError, http.client.HTTPException) as failure:
            raise self.broken(failure) from failure
        try:
            return json.loads(text) if text else None
        except ValueError as failure:
            raise LabError(f"What answers at {self.server} is no lab: {method} {path} gave no JSON.", 200) from failure

    def broken(self, failure: Exception) -> LabError:
        """The sentence for an answer that broke off."""
        return LabError(f"The lab at {self.server} went away before it had answered ({_words(failure)}).",
                        is_away=True, may_have_arrived=True)

    def _no_answer(self, reason: Union[str, BaseException]) -> LabError:
        if isinstance(reason, ssl.SSLError):
            return LabError(f"No encrypted connection to {self.server} could be made: {_words(reason)}.")
        if isinstance(reason, TimeoutError):
            return LabError(f"The lab at {self.server} did not answer within {self.timeout:g} s.",
                            is_away=True, may_have_arrived=True)
        if isinstance(reason, (ConnectionResetError, BrokenPipeError)):
            return self.broken(reason)
        return LabError(f"No lab answers at {self.server} ({_words(reason)}); start one with ./lab up.", is_away=True)


def quoted(name: str) -> str:
    """A name as a part of an address."""
    return quote(name, safe="")


def query(**parameters: object) -> str:
    """`?a=1&b=2` of those that are not None; empty for none."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"?{urlencode(given)}" if given else ""


def _token() -> Optional[str]:
    """The token of the environment, as the command line takes it (docs/security.md)."""
    if token := os.environ.get("LAB_TOKEN"):
        return token
    if file := os.environ.get("LAB_TOKEN_FILE"):
        with open(file, encoding="utf-8") as content:
            return content.read().strip()
    return None


def _words(reason: Union[str, BaseException]) -> str:
    text = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return text.rstrip(".") or type(reason).__name__


def _sentence(refusal: urllib.error.HTTPError, method: str, path: str, server: str) -> str:
    """The lab's own sentence; without one, which answer came to which request."""
    plain = f"{server} answered {refusal.code} {refusal.reason} to {method} {path}."
    if not (refusal.headers.get("Content-Type") or "").startswith("application/problem+json"):
        return plain
    try:
        problem = json.loads(refusal.read())
    except (OSError, http.client.HTTPException, ValueError):
        return plain
    detail = problem.get("detail") if isinstance(problem, dict) else None
    return detail if isinstance(detail, str) and detail else plain
