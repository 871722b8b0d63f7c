"""A TCP proxy between a program and its server that can stall and cut."""

import asyncio
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Self


class Proxy:
    """Passes bytes between a port of its own and a server's, in a thread of its own.

    Args:
        port: The server's port on this machine.
        slow: Seconds to wait after each piece of at most 64 KB.
        cut_after: Bytes from the server after which the connection ends, once.
        reset: Whether a cut is a reset (RST) or looks like an orderly end (FIN).
        stall_after: Bytes to the server after each of which nothing passes for a while.
        stall_seconds: How long.
    """

    def __init__(
        self,
        port: int,
        *,
        slow: float = 0,
        cut_after: int | None = None,
        reset: bool = False,
        stall_after: Sequence[int] = (),
        stall_seconds: float = 0,
    ) -> None:
        self.passed = 0
        self.connections = 0
        self._server_port = port
        self._slow = slow
        self._cut_after = cut_after
        self._reset = reset
        self._stall_after = sorted(stall_after)
        self._stall_seconds = stall_seconds
        self._sent = 0
        self._loop = asyncio.new_event_loop()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def stall(self) -> None:
        """Pass nothing more, and keep the connections."""
        self._loop.call_soon_threadsafe(self._flowing.clear)

    def resume(self) -> None:
        """Pass bytes again."""
        self._loop.call_soon_threadsafe(self._flowing.set)

    def cut(self) -> None:
        """End every connection on both sides; new ones are welcome."""
        done = threading.Event()

        def end() -> None:
            self._end()
            done.set()

        self._loop.call_soon_threadsafe(end)
        done.wait(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", self.port)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            theirs, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            writer.close()
            return
        pair = {writer, to_server}
        self._writers |= pair
        await asyncio.gather(
            self._pass(reader, to_server, from_server=False),
            self._pass(theirs, writer, from_server=True),
            return_exceptions=True,
        )
        self._writers -= pair
        for each in pair:
            each.close()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, from_server: bool
    ) -> None:
        while data := await reader.read(65536):
            await self._flowing.wait()
            if from_server:
                if self._cut_after is not None and self.passed + len(data) >= self._cut_after:
                    with suppress(OSError):
                        writer.write(data[: self._cut_after - self.passed])
                        await writer.drain()
                    self._cut_after = None
                    self._end()
                    return
                self.passed += len(data)
            else:
                await self._stall_now_and_then(len(data))
            if self._slow:
                await asyncio.sleep(self._slow)
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _stall_now_and_then(self, size: int) -> None:
        self._sent += size
        if self._stall_after and self._sent >= self._stall_after[0]:
            del self._stall_after[0]
            self._flowing.clear()
            await asyncio.sleep(self._stall_seconds)
            self._flowing.set()

    def _end(self) -> None:
        for writer in list(self._writers):
            if self._reset and (sock := writer.get_extra_info("socket")) is not None:
                with suppress(OSError):
                    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.close()
        self._writers.clear()
