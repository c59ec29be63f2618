"""How letters leave when there is no mail server: as files one can open."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

READABLE = default.clone(utf8=True, cte_type="8bit", linesep="\n", refold_source="all")


class FileBackend(BaseEmailBackend):
    """One ``.eml`` file for each Message-ID: a letter sent twice is still one file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(folder, message)
        return len(email_messages)

    def _write(self, folder: Path, message: EmailMessage) -> None:
        raw = message.message().as_bytes()
        letter = message_from_bytes(raw, policy=READABLE)
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", str(letter["Message-ID"]).split("@")[0]).strip("-")
        unfinished = folder / f".{name}.{os.getpid()}"
        unfinished.write_bytes(letter.as_bytes())
        unfinished.replace(folder / f"{name}.eml")
