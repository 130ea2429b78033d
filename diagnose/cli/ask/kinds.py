"""Picking a kind of equipment or a place: level by level, or by a part of its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diagnose.cli.ask.keys import BACK, ENTER
from diagnose.cli.ask.talk import Choice, Chosen, Menu, Pressed, Reply, Talk, Typed, choices
from diagnose.vocabulary import Taxonomy


def pick_kind(talk: Talk, taxonomy: Taxonomy, menu: Menu, within: str | None = None) -> Reply:
    """The kind that was picked, or another key of ``menu``.

    It begins below ``within``; where a kind has others below it, Enter says that it is not known more closely.
    """
    at, offered = within, _below(talk, taxonomy, within)
    while True:
        exact = at is not None and at != within
        narrowed = replace(menu, choices=offered, enter="exact" if exact else menu.enter, search=True)
        reply = talk.ask(narrowed)
        if isinstance(reply, Typed):
            found = _found(talk, taxonomy, reply.text, within)
            if not found:
                talk.say("said.nothing-found")
            offered = found or offered
            if len(found) != 1:
                continue
            reply = Chosen(found[0].id)
            talk.show(found[0].label)
        if reply == Pressed(ENTER) and at is not None and exact:
            return Chosen(at)
        if reply == Pressed(BACK) and exact:
            at, offered = within, _below(talk, taxonomy, within)
            continue
        below = _below(talk, taxonomy, reply.id) if isinstance(reply, Chosen) else ()
        if not isinstance(reply, Chosen) or not below:
            return reply
        at, offered = reply.id, below
        talk.say("ask.narrower", title=_title(talk, taxonomy, reply.id))


def _below(talk: Talk, taxonomy: Taxonomy, kind: str | None) -> tuple[Choice, ...]:
    """The kinds directly below ``kind``, or the topmost ones, by title."""
    return _offered(talk, taxonomy, (each for each, parent in taxonomy.parents.items() if parent == kind))


def _offered(talk: Talk, taxonomy: Taxonomy, kinds: Iterable[str]) -> tuple[Choice, ...]:
    labels = [(_title(talk, taxonomy, kind), kind) for kind in kinds]
    return choices((kind, title) for title, kind in sorted(labels, key=lambda each: (each[0].casefold(), each[1])))


def _found(talk: Talk, taxonomy: Taxonomy, text: str, within: str | None) -> tuple[Choice, ...]:
    """The kinds below ``within`` whose title in any language, or whose id, holds every word of ``text``.

    One that is called exactly so comes alone.
    """
    words = text.casefold().split()
    found = []
    for kind in taxonomy.parents if within is None else taxonomy.below(within) - {within}:
        names = [kind.casefold(), *(title.casefold() for _, title in taxonomy.title(kind).by_language)]
        if " ".join(words) in names:
            return _offered(talk, taxonomy, [kind])
        if all(any(word in name for name in names) for word in words):
            found.append(kind)
    return _offered(talk, taxonomy, found)


def _title(talk: Talk, taxonomy: Taxonomy, kind: str) -> str:
    return talk.words.text(taxonomy.title(kind))
