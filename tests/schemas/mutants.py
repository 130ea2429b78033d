"""Documents with one change: a key or a value added, renamed, replaced, wrapped or taken away."""

from __future__ import annotations

from random import Random

import yaml

TEXT = "tag:yaml.org,2002:str"
LIST = "tag:yaml.org,2002:seq"
MAP = "tag:yaml.org,2002:map"

PLAIN = (
    *("no", "on", "yes", "true", "True", "null", "~", "", "word", "some text", "often", "faded", "line-1", "a.b"),
    *("0", "1", "-1", "0.5", "1.10", "0123", "12:30", "09:00", "2026-11-22", "1e3", "5 min", "200 V"),
)
QUOTED = ("no", "1", " ", "", "12:30", "faded")
KEYS = ("no", "on", "true", "1", "zz", "a.b", "2026-11-22")


def changed(text: str, random: Random) -> str:
    """``text`` with one change; scalars keep their quotes, or their want of them."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    random.choice((_remove, _rename, _replace, _replace, _replace, _wrap, _empty, _add, _unwrap, _bury))(root, random)
    return yaml.serialize(root, Dumper=yaml.BaseDumper, allow_unicode=True, width=10_000)


def _remove(root, random):
    place = random.choice(_maps(root))
    del place.value[random.randrange(len(place.value))]


def _rename(root, random):
    place = random.choice(_maps(root))
    index = random.randrange(len(place.value))
    key, value = place.value[index]
    place.value[index] = (yaml.ScalarNode(TEXT, random.choice((key.value + "x", *KEYS))), value)


def _add(root, random):
    place = random.choice(_maps(root))
    place.value.append((yaml.ScalarNode(TEXT, random.choice(KEYS)), _scalar(random)))


def _replace(root, random):
    _put(root, random, lambda old: _scalar(random))


def _wrap(root, random):
    _put(root, random, lambda old: yaml.SequenceNode(LIST, [old], flow_style=True))


def _unwrap(root, random):
    _put(
        root, random, lambda old: old.value[0] if isinstance(old, yaml.SequenceNode) and old.value else _scalar(random)
    )


def _empty(root, random):
    kind, tag = random.choice(((yaml.SequenceNode, LIST), (yaml.MappingNode, MAP)))
    _put(root, random, lambda old: kind(tag, [], flow_style=True))


def _bury(root, random):
    _put(root, random, lambda old: yaml.MappingNode(MAP, [(yaml.ScalarNode(TEXT, "zz"), old)], flow_style=True))


def _scalar(random):
    if random.random() < 0.2:
        return yaml.ScalarNode(TEXT, random.choice(QUOTED), style="'")
    return yaml.ScalarNode(TEXT, random.choice(PLAIN))


def _put(root, random, make):
    holders = [node for node in _nodes(root) if not isinstance(node, yaml.ScalarNode) and node.value]
    place = random.choice(holders)
    index = random.randrange(len(place.value))
    if isinstance(place, yaml.MappingNode):
        key, old = place.value[index]
        place.value[index] = (key, make(old))
    else:
        place.value[index] = make(place.value[index])


def _maps(root):
    return [node for node in _nodes(root) if isinstance(node, yaml.MappingNode) and node.value]


def _nodes(node):
    yield node
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _nodes(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _nodes(value)
