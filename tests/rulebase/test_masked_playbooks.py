"""Masked playbooks against the ranking itself, in every case of small knowledge bases."""

from __future__ import annotations

import os
from random import Random

from diagnose.kb.checks import pb404_masked_playbook
from tests.rulebase.rival_worlds import MATERIAL, RivalWorld

WORLDS = int(os.environ.get("DIAGNOSE_RIVALS", "150"))
"""So many knowledge bases are weighed in all their cases; DIAGNOSE_RIVALS=10000 makes more of them."""


def masked_in(world):
    return {finding.subject for finding in pb404_masked_playbook.check(world.subject())}


def test_a_masked_playbook_is_never_ranked_first():
    masked = 0
    for seed in range(WORLDS):
        world = RivalWorld(Random(seed))
        found = masked_in(world)
        masked += len(found)
        if found:
            for ranking in world.rankings():
                assert not ranking or ranking[0][0] not in found or ranking[0][1] < MATERIAL, (seed, ranking)
    assert masked > WORLDS // 20
