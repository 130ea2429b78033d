"""A test of the program itself; the fixture cases of the playbooks run in the same session."""

from pathlib import Path

from diagnose import FixPlan, Intake, diagnose, load

PLAYBOOKS = Path(__file__).parents[1] / "playbooks"


def test_a_dark_device_gets_a_plan():
    intake = Intake(equipment="desk-device", channel="phone", symptoms={"device.works": "dead", "device.lights": "off"})
    assert isinstance(diagnose(intake, load(PLAYBOOKS)).decision, FixPlan)
