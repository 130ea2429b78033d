"""A helpdesk drives a consultation and shows why: ``python examples/consultation.py``.

The customer is played by a few prepared answers; a real desk would ask, and report what came of each step.
"""

from pathlib import Path

from diagnose import Ask, Consultation, Do, Done, HandOver, Intake, Unknown, load

KNOWLEDGE = Path(__file__).parent.parent / "playbooks"
ANSWERS = {"printer.display": "toner-low", "onset.pattern": "gradual"}
OUTCOMES = {"redistribute-toner": "failed", "replace-toner-cartridge": "fixed"}


def main() -> None:
    intake = Intake(equipment="hp-laserjet-m428", channel="phone", symptoms={"print.output": "faded"})
    consultation = Consultation.start(intake, load(KNOWLEDGE))
    while True:
        action = consultation.next()
        match action:
            case Ask(attribute=attribute):
                answer = ANSWERS.get(attribute, Unknown("customer"))
                print(f"ASK  {action.text('en')} - {answer}")
                consultation.answer(attribute, answer)
            case Do(step=step):
                outcome = OUTCOMES.get(step.id, "not-possible")
                print(f"DO   {step.do.say('en') or step.id} - {outcome}")
                consultation.report(step.id, outcome)
            case HandOver() | Done():
                break
        print(f"     {action.why('en')}")
    print(consultation.dossier("en") if isinstance(action, HandOver) else f"DONE {action.why('en')}")


if __name__ == "__main__":
    main()
