"""The fuzzing target holds for a fixed handful of mutants; ``make fuzz`` goes on for minutes."""

import random

import pytest
from fuzzing import target
from mutating import mutant, seeds


@pytest.mark.parametrize("seed", range(40))
def test_a_mutant_is_answered(seed: int) -> None:
    dice = random.Random(seed)
    name, data = dice.choice(seeds())
    assert target(mutant(data, dice), name)


def test_mutants_follow_from_their_seed() -> None:
    name, data = seeds()[0]
    assert name
    assert mutant(data, random.Random(7)) == mutant(data, random.Random(7)) != data
