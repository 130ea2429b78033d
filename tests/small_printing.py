"""A small printing knowledge base and hand-made verdicts on one case, so that only words are tested."""

from __future__ import annotations

from diagnose.decision import (
    Advice,
    Decision,
    Escalation,
    EscalationReason,
    FixPlan,
    MoreFacts,
    NearMiss,
    Unprecedented,
    UnprecedentedReason,
    Verdict,
)
from diagnose.errors import Location
from diagnose.facts import Fact, Unknown, WorkingMemory
from diagnose.hypotheses import Contribution, Hypothesis, WeighedSet, Weighing
from diagnose.kb.base import KnowledgeBase
from diagnose.kb.playbook import Conclusion, EscalateTo, Playbook, Requirement, Settings, Step
from diagnose.planning import Plan, PlannedStep
from diagnose.questions import Question, QuestionReason
from diagnose.rules.conditions import AllOf, AnyOf, NoneOf, Test
from diagnose.rules.engine import infer
from diagnose.rules.network import RuleBase
from diagnose.rules.operators import Between, OneOf, Within
from diagnose.rules.rule import Rule
from diagnose.support import Support, SupportLine
from diagnose.texts import Text
from diagnose.vocabulary import Attribute, AttributeType, Taxonomy, Vocabulary


def text(en: str, ru: str) -> Text:
    return Text.of({"en": en, "ru": ru})


OUTPUT = Attribute(
    "print.output",
    AttributeType.CHOICE,
    values=("normal", "faded", "blank"),
    abnormal=frozenset({"faded", "blank"}),
    complaint=True,
    question=text("What does the page look like?", "Как выглядит страница?"),
    answered_by=("customer",),
    labels=(("faded", text("too light", "бледная")), ("normal", text("as it should", "как обычно"))),
)
TONER = Attribute(
    "printer.toner_low",
    AttributeType.YES_NO,
    abnormal=frozenset({True}),
    question=text("Does it say that toner is low?", "Сообщает ли он, что мало тонера?"),
    answered_by=("customer",),
)
PAGES = Attribute(
    "printer.pages",
    AttributeType.NUMBER,
    unit="pages",
    low=0.0,
    high=1e6,
    question=text("How many pages since the last cartridge?", "Сколько страниц с последней замены картриджа?"),
    answered_by=("customer",),
)
DRUM = Attribute(
    "printer.drum_error",
    AttributeType.YES_NO,
    question=text("Does it show a drum error?", "Показывает ли он ошибку барабана?"),
    answered_by=("customer",),
)
SUPPLIES = Attribute("printer.supplies", AttributeType.CHOICE, values=("fine", "used-up"))

VOCABULARY = Vocabulary(
    attributes={each.id: each for each in (OUTPUT, TONER, PAGES, DRUM, SUPPLIES)},
    equipment=Taxonomy(
        parents={"printer": None, "laser-printer": "printer", "scanner": None},
        titles={"laser-printer": text("Laser printer", "Лазерный принтер"), "scanner": text("Scanner", "Сканер")},
    ),
    languages=("en", "ru"),
)

LASER = Test(
    "equipment",
    Within(("laser-printer",), frozenset({"laser-printer"}), frozenset({"printer"})),
    Location("printing/toner-empty.yaml", 6, 3),
)
FADED = Test("print.output", OneOf(frozenset({"faded"})), Location("printing/toner-empty.yaml", 8, 3))
NO_DRUM_ERROR = NoneOf(
    (Test("printer.drum_error", OneOf(frozenset({True})), Location("printing/toner-empty.yaml", 13, 7)),),
    Location("printing/toner-empty.yaml", 12, 3),
)
USED_UP = Test("printer.supplies", OneOf(frozenset({"used-up"})), Location("printing/toner-empty.yaml", 9, 3))
LOW = Test("printer.toner_low", OneOf(frozenset({True})), Location("printing/supplies.yaml", 4, 7))
MANY_PAGES = Test("printer.pages", Between(low=1500.0), Location("printing/supplies.yaml", 5, 7))

SHAKE = Step(
    "shake-cartridge",
    text("Take the cartridge out and rock it gently.", "Выньте картридж и осторожно покачайте его."),
    by="line-1",
    via=("phone", "on-site"),
    takes=180.0,
    fixes=0.2,
    check=(("print.output", "normal"),),
)
REPLACE = Step(
    "replace-cartridge",
    text("Put in a new cartridge.", "Поставьте новый картридж."),
    by="line-1",
    via=("phone",),
    takes=5400.0,
    risk="medium",
    needs=(text("toner cartridge", "картридж"),),
    requires=Requirement(NO_DRUM_ERROR, text("The drum must be in order.", "Барабан должен быть исправен.")),
    confirm=text("The old one is thrown away. Go on?", "Старый выбрасывается. Продолжать?"),
    fixes=0.98,
    stop=True,
)
EMPTY = Playbook(
    "printing.toner-empty",
    "fault",
    text("The toner cartridge is empty", "Закончился тонер"),
    AllOf((LASER, FADED, USED_UP, NO_DRUM_ERROR)),
    prior=0.06,
    revision=3,
    because=text("No toner reaches the paper.", "Тонер не доходит до бумаги."),
    steps=(SHAKE, REPLACE),
    escalate=EscalateTo("line-2", "printing", text("Still faded.", "Всё ещё бледная.")),
    say=text("The printer saves toner.", "Принтер экономит тонер."),
)
WORN = Playbook(
    "printing.drum-worn",
    "fault",
    text("The drum is worn out", "Изношен барабан"),
    AllOf((LASER, FADED)),
    prior=0.005,
)
ONLY_BLANK = Playbook(
    "printing.laser-off",
    "fault",
    Text.of({"en": "The laser is off"}),
    AllOf(
        (LASER, Test("print.output", OneOf(frozenset({"blank"})), Location("printing/laser-off.yaml", 8, 3)), USED_UP)
    ),
    prior=0.005,
)
RETIRED = Playbook(
    "printing.old", "fault", text("Old", "Старый"), AllOf(()), 0.01, status="retired", replaced_by="printing.drum-worn"
)
SUPPLIES_USED_UP = Conclusion(
    "printing.supplies-used-up",
    AnyOf((LOW, MANY_PAGES)),
    (("printer.supplies", "used-up"),),
    text("The cartridge has printed what it can.", "Картридж отработал свой ресурс."),
)


def small_kb() -> KnowledgeBase:
    """The knowledge base of the explanations: three playbooks, a conclusion and a retired playbook."""
    playbooks = (EMPTY, WORN, ONLY_BLANK)
    rules = [Rule(each.id, each.condition, stratum=1) for each in playbooks]
    rules.append(Rule(SUPPLIES_USED_UP.id, SUPPLIES_USED_UP.condition, SUPPLIES_USED_UP.sets))
    lines = (
        SupportLine("line-1", 0, text("Service desk", "Первая линия")),
        SupportLine("line-2", 1, text("Specialists", "Вторая линия")),
    )
    return KnowledgeBase(
        settings=Settings(name="office", version="1", languages=("en", "ru")),
        vocabulary=VOCABULARY,
        support=Support(lines=lines),
        playbooks={each.id: each for each in playbooks},
        conclusions={SUPPLIES_USED_UP.id: SUPPLIES_USED_UP},
        rules=RuleBase.build(rules, VOCABULARY),
        common={},
        relevance={},
        digest="0" * 64,
        retired={RETIRED.id: RETIRED},
    )


FACTS = (
    Fact("equipment", ("laser-printer",)),
    Fact("print.output", "faded"),
    Fact("printer.pages", 2400.0),
    Fact("printer.toner_low", Unknown("customer")),
)

HYPOTHESES = (
    Hypothesis(
        "printing.toner-empty",
        matched=True,
        prior=0.06,
        present=0.9,
        responsible=0.87,
        contributions=(Contribution("print.output", "faded", 3.0), Contribution("printer.supplies", "used-up", 0.1)),
        assumes=("printer.drum_error",),
    ),
    Hypothesis(
        "printing.drum-worn",
        matched=True,
        prior=0.005,
        present=0.1,
        responsible=0.09,
        contributions=(Contribution("print.output", "faded", 1.2), Contribution("printer.supplies", "used-up", -2.5)),
    ),
)
QUESTION = Question(
    "printer.drum_error", QuestionReason.GATE, ("customer",), cost=1.0, weight=0.4, faults=("printing.toner-empty",)
)
STEPS = (
    PlannedStep(SHAKE, ("printing.toner-empty",), 0.17, 2.0),
    PlannedStep(REPLACE, ("printing.toner-empty",), 0.68, 67.0),
)
PLAN = Plan(STEPS, expected_cost=71.4, hand_over_price=150.0)


def verdict(
    kb: KnowledgeBase, decision: Decision, facts: tuple[Fact, ...] = FACTS, questions: tuple[Question, ...] = ()
) -> Verdict:
    weighing = Weighing(
        HYPOTHESES,
        (WeighedSet(("printing.toner-empty",), 0.87), WeighedSet((), 0.13)),
        (("print.output", "faded"),),
        (("print.output", 0.04),),
    )
    inference = infer(kb.rules, WorkingMemory.of(facts))
    plan = PLAN if isinstance(decision, FixPlan) else None
    return Verdict(decision, inference, weighing, plan, ask=lambda: questions)


DECISIONS: dict[str, Decision] = {
    "plan": FixPlan("printing.toner-empty", STEPS, PLAN, then_to="line-2", then_sector="printing"),
    "advice": Advice("printing.toner-empty", "no-fault", EMPTY.say),
    "more-facts": MoreFacts((QUESTION,)),
    "unprecedented": Unprecedented(
        "line-2",
        UnprecedentedReason.UNEXPLAINED,
        sector="printing",
        near_misses=(NearMiss("printing.laser-off", 2, ()),),
        unexplained=("print.output",),
    ),
    "escalation": Escalation(
        "line-2", EscalationReason.HAND_OVER, "printing.toner-empty", because=text("Drum.", "Барабан.")
    ),
}
