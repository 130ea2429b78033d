"""A rule that YAML cannot say: it calculates. How long a battery lasts is what it holds over what is drawn from it."""

from diagnose.rules.python import MATCH, TEST, Observed, PythonRules, Rule

SHORT = 5  # minutes


class Runtime(PythonRules):
    """Concludes ``ups.runtime`` from capacity and load."""

    reads = ("ups.capacity", "ups.load")
    sets = ("ups.runtime",)
    revision = 1

    @Rule(
        Observed(attribute="ups.capacity", value=MATCH.watt_hours),
        Observed(attribute="ups.load", value=MATCH.watts),
        TEST(lambda watts: watts > 0),
    )
    def lasts(self, watt_hours, watts):
        minutes = watt_hours / watts * 60
        self.conclude("ups.runtime", "too-short" if minutes < SHORT else "enough")
