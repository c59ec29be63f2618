"""A real mail server on a socket, small enough to be told how to misbehave."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Post:
    """What a server has taken, and what it answers to the next letters instead of yes."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refuse_recipient: list[bytes] = field(default_factory=list)
    refuse_content: list[bytes] = field(default_factory=list)
    hang_up_after_taking: bool = False


class Talk(socketserver.StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        self.say(b"220 here")
        for line in self.rfile:
            if self.answer(line.strip()) is None:
                return

    def say(self, line: bytes) -> bool:
        self.wfile.write(line + b"\r\n")
        return True

    def answer(self, line: bytes) -> bool | None:
        verb = line[:4].upper()
        if verb == b"QUIT":
            self.say(b"221 bye")
            return None
        if verb == b"RCPT" and self.post.refuse_recipient:
            return self.say(self.post.refuse_recipient.pop(0))
        if verb == b"DATA":
            return self.take()
        return self.say(b"250 yes")

    def take(self) -> bool | None:
        self.say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if self.post.refuse_content:
            return self.say(self.post.refuse_content.pop(0))
        self.post.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.post.hang_up_after_taking:
            self.post.hang_up_after_taking = False
            return None
        return self.say(b"250 taken")


@contextmanager
def serving() -> Iterator[Post]:
    post = Post()
    talk = type("Talk", (Talk,), {"post": post})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield post
        server.shutdown()
        thread.join()
