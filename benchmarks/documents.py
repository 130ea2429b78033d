"""The worlds as documents in the playbook language, as an author's files would hold them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.worlds import CHOICES, NUMBERS, VALUES, YES_NO, Sketch, World

WORDS = ("always", "usually", "often", "sometimes")


def documents(world: World) -> Iterator[tuple[str, str]]:
    """File names with their texts."""
    yield "vocabulary.yaml", "\n".join(_vocabulary(world))
    yield "support.yaml", _SUPPORT
    for number, sketch in enumerate(world.sketches):
        yield f"{sketch.id}.yaml", "\n".join(_playbook(sketch, number))


_SUPPORT = """support: desk
lines:
  line-1: {may: [consultation], channels: [phone]}
  line-2: {may: [consultation], channels: [phone]}
channels:
  phone: {kind: consultation, askable: [customer]}
"""


def _vocabulary(world: World) -> Iterator[str]:
    yield from ("vocabulary: bench", "taxonomies:", "  equipment:")
    for kind, above in world.parents.items():
        yield f"    {kind}: {{is_a: {above}}}" if above else f"    {kind}: {{}}"
    yield "attributes:"
    asked = "question: What do you see?, answered_by: [customer], takes: 30 s"
    for number in range(CHOICES):
        abnormal = ", ".join(VALUES[1:])
        complaint = ", complaint: true" if number % 4 == 0 else ""
        choice = f"type: choice, values: [{', '.join(VALUES)}], abnormal: [{abnormal}]"
        yield f"  sign.c{number}: {{{choice}{complaint}, {asked}}}"
    for number in range(YES_NO):
        complaint = ", complaint: true" if number % 4 == 0 else ""
        yield f"  sign.y{number}: {{type: yes/no, abnormal: [true]{complaint}, {asked}}}"
    for number in range(NUMBERS):
        yield f"  size.n{number}: {{type: number, unit: pages, {asked}}}"


def _playbook(sketch: Sketch, number: int) -> Iterator[str]:
    yield f"playbook: {sketch.id}"
    yield from (f"title: Fault {number}", "revision: 1", "status: approved", "sources: [made up by the benchmark]")
    if sketch.kind:
        yield f"applies_to: {{equipment: {sketch.kind}}}"
    yield "when:"
    yield from (f"  {attribute}: {written(value)}" for attribute, value in sketch.equal)
    if sketch.least:
        yield f"  {sketch.least[0]}: {{at_least: {sketch.least[1]}}}"
    for word, group in (("any", sketch.either), ("none", sketch.never)):
        if group:
            yield f"  {word}:"
            yield from (f"    - {attribute}: {written(value)}" for attribute, value in group)
    yield f"frequency: {('rare', 'uncommon', 'occasional', 'common')[number % 4]}"
    yield "shows:"
    for place, (attribute, value) in enumerate((*sketch.equal, *sketch.either)):
        yield f"  {attribute}: {{{written(value)}: {WORDS[(number + place) % 4]}}}"
    yield "because: Something is worn."
    yield "plan:"
    for place, (fixes, minutes) in enumerate((("sometimes", 3), ("usually", 20))):
        how = f"by: line-1, via: [phone], takes: {minutes} min, fixes: {fixes}"
        yield f"  - {{step: step-{number}-{place}, do: Do the thing {number}-{place}., {how}}}"
    yield "escalate: {to: line-2, because: It did not help.}"


def written(value: object) -> str:
    """``value`` as an author writes it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
