"""Requests to Telegram over aiohttp, which takes less time than the library's own (docs/adr/0007).

    TelegramError
    ├── NetworkError        the connection broke; from NotSentError when nothing was sent, else CutOffError
    └── TimedOut            it took too long; likewise

What aiohttp raises names the address, and so the token: it is never passed on, only the name of its kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram._utils.defaultvalue import DefaultValue  # how BaseRequest says that a time was not given
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_FORM = "application/x-www-form-urlencoded"
# Of a message that was sent: what the bot wrote itself, and never reads back.
_OWN_WORDS = ("entities", "from", "reply_markup", "reply_to_message")
_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
_ODD = (aiohttp.InvalidURL, ValueError)


class NotSentError(Exception):
    """The request never left this machine: it may be made again."""


class CutOffError(Exception):
    """The request ended in the middle: Telegram may have carried it out."""


class AiohttpRequest(BaseRequest):
    """A pool of connections; timeouts in seconds, None for no limit."""

    def __init__(
        self,
        connections: int = 256,
        *,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        media_write_timeout: float | None = 20.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
    ) -> None:
        """Uses this proxy, or that of the environment; ValueError when it cannot be used."""
        if proxy and (urlsplit(proxy).scheme not in ("http", "https") or not urlsplit(proxy).hostname):
            raise ValueError("a proxy is http://host:port or https://host:port")
        self._connections = connections
        self._read = read_timeout
        self._write = write_timeout
        self._media_write = media_write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._proxy = proxy
        self._proxies: dict[str, str | None] = {}  # of the environment, by the beginning of the address
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take where a request does not say."""
        return self._read

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer, without the bot's own words, which took longer to rebuild than to send."""
        answer = BaseRequest.parse_json_payload(payload)
        if isinstance(message := answer.get("result"), dict):
            for name in _OWN_WORDS:
                message.pop(name, None)
        return answer

    async def initialize(self) -> None:
        """Opens the pool, unless it is open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ssl=httpx.create_ssl_context())
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Closes the pool; it may be opened again."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer; TimedOut or NetworkError when there is none."""
        files = request_data is not None and bool(request_data.multipart_data)
        limits = _timeout(
            read=_given(read_timeout, self._read),
            write=_given(write_timeout, self._media_write if files else self._write),
            connect=_given(connect_timeout, self._connect),
            pool=_given(pool_timeout, self._pool),
            whole=method == "POST",
        )
        try:
            return await self._exchange(url, method, request_data, limits)
        except (aiohttp.ClientError, TimeoutError, OSError, *_ODD) as error:
            failure = _failure(error)
        raise failure  # out here, so that it does not carry the error above as its context

    async def _exchange(
        self, url: str, method: str, request_data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized.")
        body, headers = _body(request_data)
        async with self._session.request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=limits,
            proxy=self._proxy or self._proxy_of(url),
            allow_redirects=False,
        ) as response:
            return response.status, await response.read()

    def _proxy_of(self, url: str) -> str | None:
        """The proxy that the environment names for an address."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._proxies:
            proxies = getproxies()
            bypassed = proxy_bypass(parts.hostname or "")
            self._proxies[place] = None if bypassed else proxies.get(parts.scheme) or proxies.get("all")
        return self._proxies[place]


def _given(value: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(value, DefaultValue) else value


@lru_cache(64)
def _timeout(
    *, read: float | None, write: float | None, connect: float | None, pool: float | None, whole: bool
) -> aiohttp.ClientTimeout:
    """The limits in aiohttp's terms, which has none for writing: there the whole is limited by their sum."""
    return aiohttp.ClientTimeout(
        total=_sum(read, write, connect, pool) if whole else None,
        connect=_sum(connect, pool),
        sock_connect=connect,
        sock_read=read,
    )


def _sum(*seconds: float | None) -> float | None:
    known = [one for one in seconds if one is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """The body of a request: a form, in parts where there are files."""
    if data is None:
        return None, {}
    if not data.multipart_data:
        return URL.build(query=data.json_parameters).raw_query_string.encode(), {"Content-Type": _FORM}
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # names of files as they are
    for name, (file, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form, {}


def _failure(error: Exception) -> TelegramError:
    """What an error of aiohttp's means, in the library's terms and without any address."""
    kind = type(error).__name__
    failure = TimedOut(f"Timed out: {kind}") if isinstance(error, TimeoutError) else NetworkError(kind)
    failure.__cause__ = NotSentError(kind) if isinstance(error, (*_NOT_SENT, *_ODD)) else CutOffError(kind)
    return failure
