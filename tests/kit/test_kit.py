"""What the kit for CI and editors holds is well formed, and every command in it runs in a fresh repository."""

from __future__ import annotations

import json
import re
import shlex

import pytest
import yaml

from diagnose.cli.commands import COMMANDS
from tests.kit.fresh import ROOT, Repository

CI = ROOT / "examples" / "ci"
EDITOR = ROOT / "examples" / "editor"
HOOKS = ROOT / ".pre-commit-hooks.yaml"


class Loader(yaml.SafeLoader):
    """Reads ``on`` as the word it is to those who read these files."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed(path):
    return yaml.load(path.read_text("utf-8"), Loader=Loader)


ACTION = parsed(CI / "github" / "action.yml")
WORKFLOW = parsed(CI / "github" / "workflow.yml")
GITLAB = parsed(CI / "gitlab" / "diagnose.gitlab-ci.yml")
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
JOBS = {name: job for name, job in GITLAB.items() if isinstance(job, dict) and "script" in job}
TASKS = json.loads((EDITOR / "vscode" / "tasks.json").read_text("utf-8"))["tasks"]


def scripts():
    """Every script of the kit by where it stands."""
    yield from ((f"action {name}", step["run"]) for name, step in STEPS.items())
    yield from ((f"gitlab {name}", "\n".join(job["script"])) for name, job in JOBS.items())
    yield from ((f"hook {hook['id']}", hook["entry"]) for hook in parsed(HOOKS))
    yield from ((f"task {task['label']}", task["command"]) for task in TASKS)


def commands():
    """Every call of diagnose in the kit: where it stands, the verb and the options."""
    for where, script in scripts():
        joined = script.replace("\\\n", " ")
        for call in re.findall(r"^\s*(diagnose .*)$", joined, re.MULTILINE):
            words = shlex.split(re.split(r"\|\||>|\$\{", call)[0])
            yield where, words[1], [word for word in words[2:] if word.startswith("--")]


# the commands


@pytest.mark.parametrize(("where", "verb", "options"), list(commands()))
def test_every_command_of_the_kit_has_the_options_it_is_given(where, verb, options):
    known = {command.name: command for command in COMMANDS}
    assert verb in known
    offered = {option for parameter in known[verb].params for option in parameter.opts}
    assert set(options) - offered == set()


def test_the_kit_calls_every_verb_that_is_there_for_ci():
    assert {verb for _, verb, _ in commands()} >= {"check", "cover", "diff", "fix", "fmt", "mutate", "test"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("fresh"))


def values(repository):
    """What the expressions of the action stand for, in a pull request."""
    given = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
    given |= {"base": repository.base, "min-score": "1", "requirement": ""}
    return {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(CI / "github")}


def filled(text, known):
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known[found[1]], text)


@pytest.mark.parametrize("name", [name for name in STEPS if name != "install"])
def test_every_step_of_the_action_runs_in_a_fresh_repository(name, repository):
    step = STEPS[name]
    variables = {key: filled(text, values(repository)) for key, text in step.get("env", {}).items()}
    summary = repository.folder.parent / "summary.md"
    found = repository.run(step["run"], GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), **variables)
    assert "internal error" not in found.stdout + found.stderr
    made = {
        "check": ["diagnose.sarif", "diagnose-check.xml"],
        "test": ["diagnose-test.xml"],
        "diff": ["diagnose-diff.md"],
    }
    assert [file for file in made.get(name, ()) if not (repository.folder / file).stat().st_size] == []
    if name == "diff":
        assert summary.read_text("utf-8") == (repository.folder / "diagnose-diff.md").read_text("utf-8")


def test_a_change_without_playbooks_is_no_failure_of_the_mutants(repository):
    found = repository.tried(STEPS["mutate"]["run"], KB="playbooks", BASE="HEAD", MIN_SCORE="95")
    assert (found.returncode, "no playbook has changed since HEAD" in found.stdout) == (0, True)


def test_mutants_that_survive_fail_the_step(repository):
    found = repository.tried(STEPS["mutate"]["run"], KB="playbooks", BASE=repository.base, MIN_SCORE="100")
    assert found.returncode == 1


def test_a_finding_fails_the_step_and_is_read_by_the_problem_matcher(tmp_path):
    repository = Repository(tmp_path)
    playbook = repository.folder / "playbooks" / "lamp" / "no-power.yaml"
    playbook.write_text(playbook.read_text("utf-8").replace("device.lights: 'off'", "device.lihgts: 'off'", 1), "utf-8")
    variables = {key: filled(text, values(repository)) for key, text in STEPS["check"]["env"].items()}
    found = repository.tried(STEPS["check"]["run"], GITHUB_ACTIONS="true", **variables)
    assert found.returncode == 1
    matcher = json.loads((CI / "github" / "problem-matcher.json").read_text("utf-8"))["problemMatcher"][0]["pattern"][0]
    first = next(line for line in found.stdout.splitlines() if "PB204" in line)
    match = re.fullmatch(matcher["regexp"], first)
    assert match is not None
    assert (match[matcher["file"]], match[matcher["severity"]], match[matcher["code"]]) == (
        "playbooks/lamp/no-power.yaml",
        "error",
        "PB204",
    )
    assert int(match[matcher["line"]]) > 0


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_of_the_gitlab_template_runs_in_a_fresh_repository(name, repository):
    variables = GITLAB["variables"] | {
        "MIN_SCORE": "1",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": repository.base,
        "DIAGNOSE_TOKEN": "secret",
        "CI_API_V4_URL": "api",
        "CI_PROJECT_ID": "7",
        "CI_MERGE_REQUEST_IID": "3",
    }
    repository.run("\n".join(JOBS[name]["script"]), **variables)
    if name == "diagnose-diff":
        assert "api/projects/7/merge_requests/3/notes" in repository.log.read_text("utf-8")


def test_the_comment_of_the_workflow_is_written(repository):
    (step,) = [each for each in WORKFLOW["jobs"]["playbooks"]["steps"] if each.get("id") == "comment"]
    repository.run(step["run"], NUMBER="5", GH_TOKEN="t")
    assert "pr comment 5 --body-file diagnose-diff.md" in repository.log.read_text("utf-8")


@pytest.mark.parametrize("hook", parsed(HOOKS), ids=lambda hook: hook["id"])
def test_every_hook_runs_in_a_fresh_repository(hook, repository):
    files = "" if hook.get("pass_filenames") == "false" else " playbooks/lamp/no-power.yaml playbooks/kb.yaml"
    repository.run(hook["entry"] + files)
    assert repository.run("git status --porcelain -- playbooks").stdout == ""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["label"])
def test_every_task_of_the_editor_runs_in_a_fresh_repository(task, repository):
    repository.run(task["command"])


# the form of the files


def test_hooks_have_the_keys_that_pre_commit_knows():
    known = {"id", "name", "description", "entry", "language", "files", "types", "pass_filenames", "require_serial"}
    hooks = parsed(HOOKS)
    assert [set(hook) - known for hook in hooks] == [set()] * 4
    assert [hook["id"] for hook in hooks] == ["diagnose-check", "diagnose-test", "diagnose-fmt", "diagnose-fix"]
    assert [hook["pass_filenames"] for hook in hooks[:2]] == ["false", "false"]
    assert all(re.search(hook["files"], "playbooks/lamp/x.cases.yaml") for hook in hooks)
    assert not any(re.search(hook["files"], ".github/workflows/playbooks.yml") for hook in hooks)


def test_the_example_of_a_pre_commit_configuration_names_hooks_that_exist():
    (repo,) = parsed(CI / "pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in parsed(HOOKS)}


def test_the_action_is_a_composite_action():
    assert set(ACTION) == {"name", "description", "inputs", "runs"}
    assert ACTION["runs"]["using"] == "composite"
    assert all(set(each) == {"description", "default"} for each in ACTION["inputs"].values())
    assert all(set(step) <= {"id", "shell", "if", "env", "run"} and step["shell"] == "bash" for step in STEPS.values())


def test_no_script_holds_an_expression():
    """An expression in a script is a hole for injection; values go through the environment."""
    assert [where for where, script in scripts() if "${{" in script] == []


def test_the_expressions_of_the_action_name_its_inputs():
    text = (CI / "github" / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])


def test_the_workflow_gives_the_action_inputs_that_it_has():
    assert set(WORKFLOW) == {"name", "on", "permissions", "jobs"}
    assert WORKFLOW["permissions"] == {"contents": "read"}
    (job,) = WORKFLOW["jobs"].values()
    assert {"runs-on", "steps"} <= set(job)
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    (ours,) = [step for step in job["steps"] if step.get("id") == "diagnose"]
    assert set(ours["with"]) <= set(ACTION["inputs"])
    others = [step["uses"] for step in job["steps"] if "uses" in step and step is not ours]
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", uses) for uses in others)


def test_the_jobs_of_the_gitlab_template_extend_one_that_exists():
    assert {job["extends"] for job in JOBS.values()} == {".diagnose"}
    known = {"extends", "rules", "script", "artifacts"}
    assert all(set(job) <= known for job in JOBS.values())
    assert set(GITLAB[".diagnose"]) == {"image", "stage", "variables", "rules", "before_script"}


def test_reports_that_are_handed_up_are_those_that_are_written():
    """Every file that a job or the workflow keeps is written by a script of the kit."""
    texts = "\n".join(script for _, script in scripts())
    kept = re.findall(r"diagnose[\w-]*\.(?:sarif|xml|md)", json.dumps([GITLAB, WORKFLOW]))
    assert sorted(name for name in set(kept) if name not in texts) == []


# editors


def test_the_editor_reads_the_same_line_as_the_problem_matcher():
    matcher = json.loads((CI / "github" / "problem-matcher.json").read_text("utf-8"))["problemMatcher"][0]
    assert TASKS[0]["problemMatcher"]["pattern"] == matcher["pattern"][0]


def test_the_settings_name_a_schema_that_is_published():
    settings = json.loads((EDITOR / "vscode" / "settings.json").read_text("utf-8"))
    assert [name for name in settings["yaml.schemas"] if not (ROOT / name).is_file()] == []


def test_the_entry_for_a_catalogue_of_schemas_names_one_that_is_published():
    entry = json.loads((EDITOR / "schemastore.json").read_text("utf-8"))
    assert set(entry) == {"name", "description", "fileMatch", "url"}
    assert (ROOT / entry["url"]).is_file()
