"""Knowledge bases drawn from a seed, in several shapes, as documents in the playbook language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from diagnose.kb.base import KnowledgeBase
from diagnose.kb.compile import compile_documents
from diagnose.kb.documents import read_document
from diagnose.nodes import read_text

SIGN_WORDS = ("sometimes", "often", "usually", "usually", "always")
FREQUENCIES = ("rare", "uncommon", "occasional", "occasional", "common", "common", "very-common")
FIX_WORDS = ("sometimes", "often", "usually", "usually", "always")
SUPPORT = """support: desk
lines:
  line-1: {may: [consultation, remote], channels: [phone]}
  line-2: {may: [consultation, on-site], channels: [phone, visit]}
channels:
  phone: {kind: consultation, askable: [customer, line-1]}
  visit: {kind: on-site, askable: [customer, line-1, on-site]}
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a drawn knowledge base looks: how many of what, and the shares of gates, chains, shared and visit steps.

    ``gate_depth`` is the number of conditions of a gate, ``dear`` the share of questions that take minutes.
    """

    name: str
    faults: int
    signs: int
    complaints: int = 3
    shown: tuple[int, int] = (2, 5)
    steps: tuple[int, int] = (1, 3)
    gated: float = 0.0
    gate_depth: int = 1
    circumstances: int = 6
    chained: float = 0.0
    shared: float = 0.0
    visits: float = 0.0
    dear: float = 0.2
    longest: int = 30
    hand_over: int = 60


SHAPES: tuple[Shape, ...] = (
    Shape("plain", 20, 15),
    Shape("wide", 60, 40, complaints=4),
    Shape("flat", 12, 30, complaints=1, shown=(4, 8), dear=0.5),
    Shape("gated", 30, 20, gated=0.6, gate_depth=1),
    Shape("deep gates", 30, 20, gated=0.6, gate_depth=3),
    Shape("chained", 20, 15, steps=(2, 4), chained=0.7, shared=0.3),
    Shape("on site", 20, 15, visits=0.4, shared=0.2),
)
_SMALL: dict[str, Any] = {"complaints": 1, "shown": (1, 3), "steps": (1, 1), "dear": 0.6, "longest": 40}
SMALL: tuple[Shape, ...] = (
    Shape("small", 5, 4, circumstances=0, hand_over=150, **_SMALL),
    Shape("small, shared", 6, 3, circumstances=0, shared=0.4, hand_over=150, **_SMALL),
    Shape("small, gated", 5, 3, gated=0.6, gate_depth=2, circumstances=2, hand_over=150, **_SMALL),
    Shape("small, cheap", 5, 4, circumstances=0, hand_over=60, **_SMALL),
)


def generate(shape: Shape, seed: int) -> KnowledgeBase:
    """The knowledge base of ``shape`` number ``seed``."""
    documents = []
    for file, text in texts(shape, Random(f"{shape.name}/{seed}")):
        node, findings = read_text(text, file)
        if node is None:
            raise AssertionError(findings[0])
        document, more = read_document(node, file)
        if document is None:
            raise AssertionError((*findings, *more)[0])
        documents.append(document)
    kb, findings = compile_documents(documents)
    if kb is None:
        raise AssertionError(findings[0])
    return kb


def texts(shape: Shape, random: Random) -> Iterator[tuple[str, str]]:
    """File names with what they hold."""
    yield "kb.yaml", f"format: 1\nname: drawn\nversion: 1\nprices: {{escalation: {{line-1: {shape.hand_over}}}}}\n"
    yield "support.yaml", SUPPORT
    yield "vocabulary.yaml", _flow_document(_vocabulary(shape, random))
    pool: list[dict[str, Any]] = []
    for number in range(shape.faults):
        yield f"fault-{number}.yaml", _flow_document(_playbook(shape, number, pool, random))


def _vocabulary(shape: Shape, random: Random) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for number in range(shape.complaints):
        common = random.choice((0.005, 0.02, 0.05))
        attributes[f"complaint.c{number}"] = _yes_no(20, abnormal=[True], complaint=True, common=common)
    for number in range(shape.signs):
        takes = random.choice((180, 300, 600)) if random.random() < shape.dear else random.choice((15, 30, 60))
        common = random.choice((0.01, 0.02, 0.05, 0.1))
        if number % 3 == 2 and shape.complaints > 1:
            declared = _yes_no(takes, abnormal=["bad", "worse"], common={"bad": common, "worse": common / 2})
            attributes[f"sign.s{number}"] = declared | {"type": "choice", "values": ["fine", "bad", "worse"]}
        else:
            attributes[f"sign.s{number}"] = _yes_no(takes, abnormal=[True], common=common)
    for number in range(shape.circumstances):
        share = random.choice((0.2, 0.35, 0.5))
        attributes[f"fact.f{number}"] = _yes_no(30, common={True: share, False: round(1 - share, 2)})
    return {"vocabulary": "drawn", "attributes": attributes}


def _yes_no(takes: int, **more: Any) -> dict[str, Any]:
    return {"type": "yes/no", **more, "question": "What about it?", "answered_by": ["customer"], "takes": f"{takes} s"}


def _playbook(shape: Shape, number: int, pool: list[dict[str, Any]], random: Random) -> dict[str, Any]:
    complaint = f"complaint.c{random.randrange(shape.complaints)}"
    shows: dict[str, Any] = {complaint: random.choice(("often", "usually", "always"))}
    for place in random.sample(range(shape.signs), min(shape.signs, random.randint(*shape.shown))):
        word = random.choice(SIGN_WORDS)
        choice = place % 3 == 2 and shape.complaints > 1
        shows[f"sign.s{place}"] = {random.choice(("bad", "worse")): word} if choice else word
    when: dict[str, Any] = {}
    if random.random() < shape.gated:
        places = random.sample(range(shape.circumstances), min(shape.circumstances, shape.gate_depth))
        when = {f"fact.f{place}": random.random() < 0.6 for place in places}
        when[complaint] = True
    return {
        "playbook": f"drawn.fault-{number:02}",
        "title": f"Fault {number}",
        "revision": 1,
        "status": "approved",
        "sources": ["drawn by the benchmark"],
        **({"when": when} if when else {}),
        "frequency": random.choice(FREQUENCIES),
        "shows": shows,
        "because": "Something is worn.",
        "plan": list(_steps(shape, number, pool, random)),
        "escalate": {"to": "line-2", "because": "It did not help."},
    }


def _steps(shape: Shape, number: int, pool: list[dict[str, Any]], random: Random) -> Iterator[dict[str, Any]]:
    before: str | None = None
    for place in range(random.randint(*shape.steps)):
        if pool and before is None and random.random() < shape.shared:
            shared = random.choice(pool)
            yield {**shared, "fixes": random.choice(FIX_WORDS)}
            before = str(shared["step"])
            continue
        name = f"step-{number}-{place}"
        visit = random.random() < shape.visits
        step = {
            "step": name,
            "do": f"Do the thing {number}-{place}.",
            "by": "line-1",
            "via": ["visit"] if visit else ["phone"],
            "takes": f"{random.randint(1, shape.longest)} min",
            "price": random.choice((0, 0, 0, 5, 15)),
            "fixes": random.choice(FIX_WORDS),
        }
        pool.append(step)
        yield {**step, "after": [before]} if before and random.random() < shape.chained else step
        before = name


def _flow_document(document: Mapping[str, Any]) -> str:
    return "\n".join(f"{key}: {_flow(value)}" for key, value in document.items()) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
