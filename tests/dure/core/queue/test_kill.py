"""kill -9 at any moment: every effect is there, and there once."""

from __future__ import annotations

import json

import pytest

from .killing.probes import STEPS

RANDOM_KILLS = 100
EXACT_KILLS = 15
CAMPAIGN = "from tests.dure.core.queue.killing import campaign"


@pytest.fixture
def outcome(processes):
    how_many = f"random_kills={RANDOM_KILLS}, exact_kills={EXACT_KILLS}"
    return json.loads(processes.shell(f"{CAMPAIGN}; campaign.run({how_many})"))


def test_a_worker_killed_at_any_moment_leaves_every_effect_exactly_once(outcome):
    queued, killed = outcome["queued"], outcome["killed"]

    assert sum(killed.values()) == RANDOM_KILLS + 2 * EXACT_KILLS
    assert killed["BETWEEN_EXACTLY"] == killed["ENDED_EXACTLY"] == EXACT_KILLS
    assert len(killed) >= 5, f"not much of a choice of moments: {killed}"
    assert outcome["twice"] == []
    assert outcome["effects"]["short"] == queued["short"]
    assert outcome["effects"]["long"] == queued["long"] * STEPS
    assert set(outcome["statuses"]) == {"done"}
    assert outcome["redelivered"] >= EXACT_KILLS
