"""From an intake to a decision, and the proof: ``python examples/quickstart.py``."""

from pathlib import Path

from diagnose import Advice, Escalation, FixPlan, Intake, MoreFacts, Unprecedented, diagnose, load

KNOWLEDGE = Path(__file__).parent.parent / "playbooks"


def main() -> None:
    kb = load(KNOWLEDGE)
    intake = Intake(
        equipment="hp-laserjet-m428",
        location="msk/office-3",
        channel="phone",
        symptoms={"print.output": "faded", "printer.display": "toner-low", "printer.test_page": "same-defect"},
        facts={"onset.pattern": "gradual"},
    )
    diagnosis = diagnose(intake, kb)
    match diagnosis.decision:
        case FixPlan(fault=fault, steps=steps):
            print(f"{fault}: {len(steps)} steps, first {steps[0].step.id}")
        case Advice(text=text):
            print(text.say("en"))
        case MoreFacts(questions=questions):
            print(f"ask first: {questions[0].attribute}")
        case Unprecedented(to_line=line, reason=reason) | Escalation(to_line=line, reason=reason):
            print(f"pass to {line}: {reason.value}")
    print()
    print(diagnosis.explain("en"))


if __name__ == "__main__":
    main()
