"""From documents to what takes part in a diagnosis."""

from __future__ import annotations

from datetime import date

import pytest

from diagnose.kb.compile import compile_documents
from diagnose.kb.playbook import Common, Settings, Shown
from diagnose.rules.conditions import AllOf, Test, leaves
from diagnose.rules.operators import OneOf
from diagnose.support import Channel, Sector, ServiceLevel, SupportLine, SupportOption, Vendor
from diagnose.texts import Text
from tests.kb.folders import BLANK, FILES, TONER, WORDS, document, documents


def compiled(**changed: str):
    files = FILES | {f"{name.replace('_', '-')}.yaml": text for name, text in changed.items()}
    kb, findings = compile_documents(documents(files))
    assert kb is not None, [str(each) for each in findings]
    return kb


def toner(old: str = "", new: str = ""):
    assert old in TONER
    return compiled(toner=TONER.replace(old, new, 1)).playbooks["printing.toner-empty"]


def test_a_playbook_joins_where_it_applies_with_when_it_fits():
    playbook = toner()
    assert isinstance(playbook.condition, AllOf)
    assert [leaf.attribute for leaf in leaves(playbook.condition)] == [
        "equipment",
        "print.output",
        "printer.supply",
        "printer.pages",
        "printer.age",
        "printer.bought",
        "printer.firmware",
        "printer.message",
        "printer.changes",
        "location",
    ]
    assert playbook.scope == ("laser-printer",)
    assert playbook.gated


def test_a_playbook_keeps_what_its_author_wrote():
    playbook = toner()
    assert playbook.title == Text.of({"en": "The toner is used up", "ru": "Закончился тонер"})
    assert (playbook.revision, playbook.status, playbook.outcome) == (3, "approved", "plan")
    assert playbook.reviewed == date(2026, 10, 1)
    assert (playbook.vendor, playbook.escalate.to, playbook.escalate.sector) == ("hp", "line-2", "printing")


def test_a_playbook_without_when_is_not_gated_and_without_applies_to_not_scoped():
    kb = compiled()
    assert not kb.playbooks["network.router-off"].gated
    assert kb.playbooks["network.router-off"].scope == ("router",)
    assert kb.playbooks["printing.blank"].scope == ()


@pytest.mark.parametrize(
    ("applies_to", "scope"),
    [
        ("{equipment: [router, printer]}", ("printer", "router")),
        ("{location: msk}", ()),
        ("{any: [{equipment: printer}, {equipment: router}]}", ()),
        ("{equipment: {is_not: router}}", ()),
        ("{location: msk, equipment: printer}", ("printer",)),
    ],
)
def test_the_scope_is_what_the_condition_asks_of_the_equipment(applies_to, scope):
    assert toner("{equipment: laser-printer}", applies_to).scope == scope


def test_words_become_numbers_through_the_tables():
    playbook = toner()
    assert playbook.prior == pytest.approx(0.06)
    shown = [(row.attribute, row.value, row.strength) for row in playbook.shows]
    assert shown == [
        ("printer.toner_low", True, 0.8),
        ("printer.changes", "cleaned", 0.02),
        ("printer.changes", "updated", 0.02),
        ("print.output", "faded", 0.98),
    ]
    assert [step.fixes for step in playbook.steps] == [0.2, 0.5]


@pytest.mark.parametrize(
    ("frequency", "prior"),
    [("0.3", 0.0003), ("250", 0.25), ("0", 1e-4), ("1000", 0.999), ("Rare", 0.001), ("very-common", 0.2)],
)
def test_a_frequency_is_a_clamped_share_of_a_thousand(frequency, prior):
    assert toner("frequency: common", f"frequency: {frequency}").prior == pytest.approx(prior)


def test_a_sign_named_in_when_counts_as_always_shown():
    assert compiled().playbooks["printing.blank"].shows == (Shown("print.output", "blank", 0.98),)


def test_several_values_of_a_sign_named_in_when_share_it():
    kb = compiled(blank=BLANK.replace("print.output: blank", "print.output: [blank, faded]"))
    assert kb.playbooks["printing.blank"].shows == (
        Shown("print.output", "blank", 0.49),
        Shown("print.output", "faded", 0.49),
    )


@pytest.mark.parametrize(
    "when",
    [
        "{print.output: normal}",
        "{print.output: {is_not: normal}}",
        "{any: [{print.output: blank}, {printer.toner_low: true}]}",
        "{none: [{print.output: blank}]}",
        "{printer.supply: used-up}",
    ],
)
def test_nothing_else_in_when_counts_as_shown(when):
    kb = compiled(blank=BLANK.replace("{print.output: blank}", when))
    assert kb.playbooks["printing.blank"].shows == ()


def test_what_shows_says_of_a_sign_stands():
    shows = (
        "shows:\n  print.output: [{faded: 0.4}, {blank: rare, given: {printer.toner_low: true}}, {does-not-apply: 0.1}]"
    )
    rows = toner("shows:", shows).shows
    low = Test("printer.toner_low", OneOf(frozenset({True})))
    assert rows[:3] == (
        Shown("print.output", "faded", 0.4),
        Shown("print.output", "blank", 0.02, low),
        Shown("print.output", None, 0.1),
    )
    assert [row.attribute for row in rows[3:]] == ["printer.toner_low", "printer.changes", "printer.changes"]


def test_a_strength_is_at_most_just_below_certainty():
    assert toner("printer.toner_low: usually", "printer.toner_low: 1").shows[0].strength == 0.999


def test_a_step_has_everything_its_author_wrote():
    step = toner(
        "    risk: low\n",
        "    risk: high\n    price: 12.5\n    needs: [a new cartridge]\n    confirm: Is it off?\n    stop: true\n"
        "    requires: {when: {printer.toner_low: true}, safety: Mind the heat.}\n",
    ).steps[0]
    assert (step.id, step.by, step.via, step.takes) == ("shake-cartridge", "line-1", ("phone",), 180.0)
    assert (step.risk, step.price, step.stop) == ("high", 12.5, True)
    assert step.needs == (Text.of("a new cartridge"),)
    assert step.confirm == Text.of("Is it off?")
    assert step.requires.condition == Test("printer.toner_low", OneOf(frozenset({True})))
    assert step.requires.safety == Text.of("Mind the heat.")
    assert step.check == (("print.output", "normal"),)


def test_common_has_a_row_for_every_abnormal_value_and_those_with_given_first():
    kb = compiled()
    faded = Test("print.output", OneOf(frozenset({"faded"})))
    assert kb.common["print.output"] == (Common("print.output", "faded", 0.03), Common("print.output", "blank", 0.02))
    assert kb.common["printer.toner_low"] == (
        Common("printer.toner_low", True, 0.5, faded),
        Common("printer.toner_low", True, 0.05),
    )
    assert set(kb.common) == {"print.output", "printer.toner_low"}


def test_the_vocabulary_holds_the_attributes_of_every_intake_too():
    attributes = compiled().vocabulary.attributes
    assert attributes["channel"].values == ("chat", "on-site", "phone")
    assert attributes["support"].values == ("warranty",)
    assert {"equipment", "location"} <= set(attributes)
    assert attributes["print.output"].values == ("normal", "faded", "blank")
    assert attributes["print.output"].former_values == (("pale", "faded"),)


def test_the_organisation_is_compiled_in_the_order_of_its_lines():
    support = compiled().support
    assert support.lines == (
        SupportLine("line-1", 0, channels=("phone", "chat")),
        SupportLine("line-2", 1, channels=("phone", "on-site"), sectors=("printing",)),
    )
    assert support.sectors == {"printing": Sector("printing", ("printer", "router"), ("msk",))}
    assert support.channels["on-site"] == Channel("on-site", "on-site", ("on-site",))
    assert support.options == {"warranty": SupportOption("warranty", level="standard", channels=("phone",))}
    assert support.levels == {"standard": ServiceLevel("standard", 14400.0, 259200.0, "working-days")}
    assert support.vendors == {"hp": Vendor("hp", Text.of("HP"), evidence=("printer.firmware",))}


def test_settings_have_defaults_for_what_is_not_said():
    settings = compiled().settings
    assert settings.name == "small"
    assert settings.risk == {"none": 0.0, "low": 0.0, "high": 90.0}
    assert settings.escalation == {"line-1": 60.0, "line-2": 150.0}
    assert (settings.sure, settings.candidates) == (Settings().sure, Settings().candidates)
    bare, _ = compile_documents([document(text, name) for name, text in FILES.items() if name != "kb.yaml"])
    assert bare.settings == Settings()


def test_tables_of_words_can_be_ones_own():
    kb = compiled(
        kb=FILES["kb.yaml"] + "signs: {rarely: 0.1, often: 0.6, usually: 0.7, rare: 0.05, sometimes: 0.3}\n"
        "frequency: {common: 100}\nthresholds: {sure: 0.8}\nbounds: {firings: 50}\n"
    )
    playbook = kb.playbooks["printing.toner-empty"]
    assert playbook.prior == pytest.approx(0.1)
    assert playbook.shows[0].strength == 0.7
    assert (kb.settings.sure, kb.settings.firings) == (0.8, 50)


def test_only_approved_playbooks_take_part_and_retired_ones_are_kept_apart():
    draft = BLANK.replace("printing.blank", "a.draft").replace("title:", "status: draft\ntitle:")
    retired = BLANK.replace("printing.blank", "a.retired").replace("title:", "status: retired\ntitle:")
    found = documents(FILES | {"draft.yaml": draft, "retired.yaml": retired})
    kb, _ = compile_documents(found)
    assert sorted(kb.playbooks) == ["network.router-off", "printing.blank", "printing.toner-empty"]
    assert sorted(kb.retired) == ["a.retired"]
    assert set(kb.rules.rules) == {*kb.playbooks, *kb.conclusions}
    with_drafts, _ = compile_documents(found, drafts=True)
    assert sorted(with_drafts.playbooks) == ["a.draft", *sorted(kb.playbooks)]


def test_a_mistake_keeps_the_knowledge_base_from_being_made():
    kb, findings = compile_documents(documents(FILES | {"blank.yaml": BLANK.replace("blank}", "blnk}")}))
    assert kb is None
    assert [each.code for each in findings] == ["PB212"]


def test_playbooks_come_after_all_conclusions():
    kb = compiled(last="conclusion: a.last\nwhen: {printer.supply: used-up}\nsets: {printer.message: order toner}\n")
    strata = {rule.id: rule.stratum for rule in kb.rules.rules.values()}
    assert strata == {
        "printer.used-up": 0,
        "a.last": 1,
        "network.router-off": 2,
        "printing.blank": 2,
        "printing.toner-empty": 2,
    }


def test_nothing_is_left_of_the_order_in_which_documents_come():
    one, _ = compile_documents(documents())
    other, _ = compile_documents(reversed(documents()))
    assert list(one.playbooks) == list(other.playbooks)
    assert list(one.vocabulary.attributes) == list(other.vocabulary.attributes)
    assert one.digest == other.digest


def test_a_set_is_concluded_as_a_set():
    kb = compiled(moved="conclusion: a.moved\nwhen: {printer.pages: 0}\nsets: {printer.changes: [moved, updated]}\n")
    assert kb.conclusions["a.moved"].sets == (("printer.changes", frozenset({"moved", "updated"})),)


def test_the_vocabulary_may_lie_in_several_documents():
    first, second = WORDS.split("attributes:\n")
    attributes = f"vocabulary: more\nattributes:\n{second}"
    kb = compiled(words=first, more=attributes)
    assert "print.output" in kb.vocabulary.attributes
    assert kb.vocabulary.equipment.upwards("laser-printer") == ("laser-printer", "printer")
