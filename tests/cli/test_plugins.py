"""Rules of a workspace's own run where a call asks for them, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cjmap.cli.app import app

MAP = """\
title: Coat
personas: [Ana]
stages:
  - name: BUY!
    touchpoints: [{name: Pay, emotion: 1}]
"""
RULE = '''\
from pathlib import Path

from cjmap import OwnRule

Path("ran").write_text("")


class Shouting(OwnRule):
    """A stage is shouted.

    Why:
        Slogans say nothing of {customers}.
    """

    code = "XSHOP001"
    name = "shouting-stage"
    severity = "warning"

    def judge(self, subject):
        for number, stage in enumerate(subject.journey.stages):
            if "!" in stage.name:
                yield self.problem(("stages", number, "name"), f"“{stage.name}” {{is}} shouted.", "Don't.")


RULES = [Shouting]
'''
Run = Callable[..., Result]


@pytest.fixture
def cjmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write("a.journey.yaml", MAP)
    write("cjmap.toml", '[lint]\nplugins = ["rules/ours.py"]\n')
    write("rules/ours.py", RULE)
    return lambda *words: CliRunner().invoke(app, list(words))


def write(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def codes(result: Result) -> list[str]:
    return [one["code"] for one in json.loads(result.stdout)["findings"]]


@pytest.mark.parametrize(
    "words",
    [
        ["lint"],
        ["lint", "--select", "XSHOP001"],
        ["validate"],
        ["gaps"],
        ["render", "-o", "out"],
        ["report", "-o", "out"],
        ["rules"],
        ["rule", "CJ301"],
        ["rule", "XSHOP001"],
        ["format"],
        ["explain", "stage"],
    ],
)
def test_nothing_runs_them_unasked(cjmap: Run, words: list[str]) -> None:
    result = cjmap(*words)
    assert not Path("ran").exists()
    assert "shouted" not in result.output


def test_lint_runs_them_beside_ours(cjmap: Run) -> None:
    result = cjmap("lint", "--plugins", "--output-format", "json")
    assert result.exit_code == 1
    (own,) = (one for one in json.loads(result.stdout)["findings"] if one["code"] == "XSHOP001")
    assert (own["line"], own["column"], own["name"]) == (4, 11, "shouting-stage")
    assert own["message"] == "“BUY!” {is} shouted."
    assert own["help"] == "Don't."
    assert set(codes(result)) > {"XSHOP001"}
    with_ours = [code for code in codes(result) if code != "XSHOP001"]
    assert codes(cjmap("lint", "--output-format", "json")) == with_ours


def test_what_they_print_stands_beside_what_is_found(cjmap: Run) -> None:
    loud = RULE.replace('Path("ran")', 'print("as it is read")\nPath("ran")')
    loud = loud.replace("        for number", '        print("as it judges")\n        for number')
    write("rules/ours.py", loud)
    result = cjmap("lint", "--plugins", "--output-format", "json")
    assert "XSHOP001" in codes(result)
    assert "as it is read\n" in result.stderr
    assert "as it judges\n" in result.stderr


@pytest.mark.parametrize("form", ["text", "concise", "sarif", "github", "gitlab", "junit"])
def test_every_format_tells_of_them(cjmap: Run, form: str) -> None:
    result = cjmap("lint", "--plugins", "--select", "XSHOP", "--output-format", form)
    assert result.exit_code == 1
    assert "XSHOP001" in result.stdout
    if form == "sarif":
        (rule,) = json.loads(result.stdout)["runs"][0]["tool"]["driver"]["rules"]
        assert (rule["id"], rule["name"]) == ("XSHOP001", "shouting-stage")


@pytest.mark.parametrize(
    ("settings", "words", "found"),
    [
        ('ignore = ["XSHOP001"]', [], False),
        ('ignore = ["XS"]', [], False),
        ('select = ["CJ5"]', [], False),
        ('select = ["XSHOP"]', [], True),
        ('select = ["X"]', [], True),
        ('ignore = ["X"]', [], False),
        ("", ["--select", "x"], True),
        ('per-file-ignores = { "a.*" = ["XSHOP001"] }', [], False),
        ("", ["--ignore", "XSHOP001"], False),
        ("", ["--select", "CJ5"], False),
        ("", ["--select", "CJ5,xshop001"], True),
        ("", ["--extend-select", "XSHOP001"], True),
    ],
)
def test_their_codes_count_where_ours_do(
    cjmap: Run, settings: str, words: list[str], found: bool
) -> None:
    write("cjmap.toml", f'[lint]\nplugins = ["rules/ours.py"]\n{settings}\n')
    result = cjmap("lint", "--plugins", "--output-format", "json", *words)
    assert ("XSHOP001" in codes(result)) is found
    assert "CJ020" not in codes(cjmap("lint", "--output-format", "json", *words))


def test_their_severity_can_be_changed(cjmap: Run) -> None:
    write("cjmap.toml", '[lint]\nplugins = ["rules/ours.py"]\nseverity = { XSHOP001 = "error" }\n')
    result = cjmap("lint", "--plugins", "--select", "XSHOP", "--fail-on", "error")
    assert result.exit_code == 1
    assert "error[XSHOP001]" in result.stdout


def test_comments_silence_them_and_are_needless_only_where_they_ran(cjmap: Run) -> None:
    write("a.journey.yaml", MAP.replace("BUY!", "BUY!  # cjmap: ignore[XSHOP001] we shout"))
    assert "XSHOP001" not in codes(cjmap("lint", "--plugins", "--output-format", "json"))
    silent = ["--notes", "--output-format", "json"]
    assert "CJ801" not in codes(cjmap("lint", *silent))
    assert "CJ801" not in codes(cjmap("lint", "--plugins", *silent))
    write("a.journey.yaml", MAP.replace("BUY!", "Buy  # cjmap: ignore[XSHOP001] we shout"))
    assert "CJ801" not in codes(cjmap("lint", *silent))
    assert "CJ801" in codes(cjmap("lint", "--plugins", *silent))


def test_a_baseline_holds_them_and_is_not_called_mended_without_them(cjmap: Run) -> None:
    cjmap("lint", "--plugins", "--write-baseline", "known.json")
    assert cjmap("lint", "--plugins", "--baseline", "known.json").exit_code == 0
    without = cjmap("lint", "--baseline", "known.json")
    assert without.exit_code == 0
    assert "mended" not in without.output


def test_many_maps_in_several_processes_find_the_same(cjmap: Run) -> None:
    for number in range(90):
        write(f"maps/m{number}.journey.yaml", MAP)
    words = ["lint", "--plugins", "--select", "XSHOP", "--output-format", "json"]
    one, two = (codes(cjmap(*words, "--jobs", jobs)) for jobs in ("1", "2"))
    assert one == two == ["XSHOP001"] * 91


def test_what_was_known_of_earlier_runs_does_not_stand_for_them(
    cjmap: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(45):
        write(f"maps/m{number}.journey.yaml", MAP)
    words = ["lint", "--select", "XSHOP", "--output-format", "json"]
    assert codes(cjmap(*words)) == []
    assert len(codes(cjmap(*words, "--plugins"))) == 46
    assert codes(cjmap(*words)) == []


def test_their_pages_stand_in_the_catalogue(cjmap: Run) -> None:
    assert "XSHOP001  warning  shouting-stage" in cjmap("rules", "--plugins").stdout
    for word in ("XSHOP001", "xshop001", "shouting-stage"):
        shown = cjmap("rule", word, "--plugins")
        assert "Slogans say nothing of {customers}." in shown.stdout
    assert "--plugins" in cjmap("rule", "XSHOP001").stderr
    unknown = cjmap("rule", "XSHOP002", "--plugins")
    assert (unknown.exit_code, "is no rule" in unknown.stderr) == (2, True)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("RULES = [", "rules/ours.py:1"),
        ("\nimport gone_for_good\n", "rules/ours.py:2"),
        ("\n\n1 / 0\n", "ZeroDivisionError"),
        ("raise SystemExit(0)\n", "SystemExit"),
        ("open('gone')\n", "FileNotFoundError"),
        ("RULES = []\n", "lists no rules"),
        ("x = 1\n", "lists no rules"),
        ("RULES = 3\n", "lists no rules"),
        ("RULES = [3]\n", "`3` is no rule of your own"),
        (RULE.replace("XSHOP001", "CJ999"), "its `code` is to be an X"),
        (RULE.replace("XSHOP001", "X1"), "its `code` is to be an X"),
        (RULE.replace('    code = "XSHOP001"\n', ""), "its `code` is to be an X"),
        (RULE.replace('"shouting-stage"', '"Shouting Stage"'), "its `name`"),
        (RULE.replace('"warning"', '"fatal"'), "fatal"),
        (RULE.replace('    severity = "warning"\n', ""), "its `severity`"),
        (RULE.replace("A stage is shouted.\n", "\n"), "docstring"),
        (RULE.replace("def judge", "def juge"), "no `judge`"),
        (RULE.replace("[Shouting]", "[Shouting, Shouting()]"), "Two rules"),
    ],
)
def test_a_broken_module_is_told_and_ends_the_run(cjmap: Run, broken: str, said: str) -> None:
    write("rules/ours.py", broken)
    for words in (["lint", "--plugins"], ["rules", "--plugins"], ["lint", "--plugins", "--fix"]):
        result = cjmap(*words)
        assert result.exit_code == 2, words
        assert said in result.stderr
        assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        ("        raise ValueError('x')\n", "ValueError (ours.py:"),
        ("        yield 'a text'\n", "TypeError"),
        ("        yield self.problem('stages', 'a text')\n", "TypeError"),
        ("        yield self.problem(('stages', None), 'a text')\n", "TypeError"),
        ("        yield self.problem(('stages', -1, 'name'), 'a text')\n", "TypeError"),
        ("        yield self.problem(('stages',), 7)\n", "TypeError"),
        ("        yield subject.gone\n", "AttributeError"),
        ("        raise SystemExit(0)\n", "RuntimeError"),
        ("        return 7\n", "TypeError"),
    ],
)
def test_a_rule_that_fails_is_told_and_the_others_go_on(cjmap: Run, judge: str, said: str) -> None:
    head = RULE[: RULE.index("        for number")]
    write("rules/ours.py", f"{head}{judge}\n\nRULES = [Shouting]\n")
    result = cjmap("lint", "--plugins")
    assert result.exit_code == 2
    assert "CJ901" in result.output and "The rule XSHOP001 failed" in result.output
    assert said in result.output
    assert "workspace's own" in result.output and "report it" not in result.output
    assert "CJ201" in result.output


def test_paths_that_lead_nowhere_stand_at_what_is_there(cjmap: Run) -> None:
    yielded = "        yield self.problem(('stages', 99, 'gone', 3), 'Lost.')\n"
    head = RULE[: RULE.index("        for number")]
    write("rules/ours.py", f"{head}{yielded}\n\nRULES = [Shouting]\n")
    result = cjmap("lint", "--plugins", "--select", "XSHOP", "--output-format", "json")
    (found,) = json.loads(result.stdout)["findings"]
    assert found["line"] == 3


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('["../ours.py"]', "lies outside the workspace"),
        ('["/tmp/ours.py"]', "lies outside the workspace"),
        ('["no module"]', "neither a file"),
        ('[""]', "plugins"),
        ("7", "plugins"),
    ],
)
def test_a_wrong_setting_is_told(cjmap: Run, setting: str, said: str) -> None:
    write("cjmap.toml", f"[lint]\nplugins = {setting}\n")
    result = cjmap("lint")
    assert result.exit_code == 2
    assert "CJ020" in result.output and said in result.output


def test_a_file_that_is_not_there_and_a_module_that_is_not_installed(cjmap: Run) -> None:
    write("cjmap.toml", '[lint]\nplugins = ["gone.py"]\n')
    assert "gone.py" in cjmap("lint", "--plugins").stderr
    write("cjmap.toml", '[lint]\nplugins = ["acme_gone.rules"]\n')
    assert "acme_gone" in cjmap("lint", "--plugins").stderr


def test_a_folder_is_no_module_and_a_file_counts_once(cjmap: Run) -> None:
    write("cjmap.toml", '[lint]\nplugins = ["rules"]\n')
    result = cjmap("lint", "--plugins")
    assert result.exit_code == 2
    assert "rules/ours.py" in result.stderr
    write("cjmap.toml", '[lint]\nplugins = ["rules/ours.py", "rules/ours.py"]\n')
    result = cjmap("lint", "--plugins", "--select", "X", "--output-format", "json")
    assert codes(result) == ["XSHOP001"]


def test_a_map_that_is_read_in_part_and_a_library_are_not_asked_about(cjmap: Run) -> None:
    write("a.journey.yaml", MAP.replace("emotion: 1", "emotion: 9"))
    write("people.library.yaml", "title: BUY!\npersonas: [Ana]\n")
    assert "XSHOP001" not in codes(cjmap("lint", "--plugins", "--output-format", "json"))


def test_python_takes_rules_as_they_are(cjmap: Run) -> None:
    from cjmap import OwnRule, UsageError, lint

    class Quiet(OwnRule):
        """A title is short."""

        code = "XPY001"
        name = "short-title"
        severity = "info"  # type: ignore[assignment]  # a word will do

        def judge(self, subject):  # type: ignore[no-untyped-def]
            yield self.problem(("title",), f"“{subject.journey.title}” is short.")

    found = lint("a.journey.yaml", rules=[Quiet()]).findings
    assert [str(one.message) for one in found if one.code == "XPY001"] == ["“Coat” is short."]
    for wrong in ([Quiet], [3], 7, [Quiet(), Quiet()]):
        with pytest.raises(UsageError):
            lint("a.journey.yaml", rules=wrong)  # type: ignore[arg-type]
