"""kill -9 of the server and the worker in the middle of an import: nothing lost, nothing twice."""

from __future__ import annotations

import json

from tests.dure.core.queue.conftest import processes  # noqa: F401 - a fixture

from .killing import ROWS


def test_an_import_survives_every_kill(processes, tmp_path):  # noqa: F811
    code = "from tests.dure.community.imports import killing; killing.run({!r})"

    outcome = json.loads(processes.shell(code.format(str(tmp_path / "files"))))

    once = {"imports": 1, "rows": ROWS, "done": ROWS}
    nothing = dict.fromkeys(("organisations", "people", "posts", "memberships"), 0)
    audited = {"audited": ROWS, "audited once": ROWS}
    assert outcome["upload"] == once | nothing | {"audited": 0, "audited once": 0}
    assert outcome["confirm"] == once | audited | {
        "organisations": ROWS,
        "people": 2 * ROWS,
        "posts": 2 * ROWS,
        "memberships": ROWS,
    }
    assert outcome["undo"] == once | nothing | audited
    assert sum(n for name, n in outcome["killed"].items() if "worker" in name) >= 6
