"""All rules keep to one style, and the examples of their pages do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjmap.check import Session, run
from cjmap.findings import Severity
from cjmap.messages import LANGUAGES, Message, verbatim
from cjmap.project import Project
from cjmap.project.workspace import Workspace
from cjmap.rules import Rule, all_rules, by_code
from cjmap.rules.base import EXAMPLES, SECTIONS
from tests.rules.golden import EVERYTHING, TODAY
from tests.vocabulary.walk import choices

# Pages that cannot show their mistake as a map: it lies in the bytes of a file, in the
# settings, in cjmap itself, in other files, in the data of customers, or in the sheer length.
WITHOUT_EXAMPLE = frozenset(
    {
        "CJ001",
        "CJ002",
        "CJ005",
        "CJ006",
        "CJ007",
        "CJ018",
        "CJ020",
        "CJ107",
        "CJ108",
        "CJ109",
        "CJ208",
        "CJ408",
        *(f"CJ62{n}" for n in range(1, 9)),
        "CJ901",
    }
)
# Pages whose example needs a second map to fire.
ACROSS_MAPS = frozenset({"CJ115", "CJ802", "CJ803", "CJ804", "CJ805", "CJ806", "CJ807"})
# Families whose ideas come from the field rather than from the format.
WITH_SOURCES = frozenset({"CJ2", "CJ3", "CJ4", "CJ5", "CJ6", "CJ7"})


def ids(rule: Rule) -> str:
    return rule.code


def findings_of(text: str, folder: Path) -> list[tuple[str, Severity]]:
    file = folder / "example.journey.yaml"
    file.write_text(text, encoding="utf-8")
    session = Session(Project(Workspace(folder)), today=TODAY)
    return [(f.code, f.severity) for f in run(session, [file], EVERYTHING).findings]


def test_codes_and_names_are_unique_and_codes_in_order() -> None:
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in all_rules()}) == len(all_rules())


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_code_and_name(rule: Rule) -> None:
    assert re.fullmatch(r"CJ\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_class_is_named_like_the_rule(rule: Rule) -> None:
    words = re.findall(r"[A-Z][a-z0-9]*|\d+", type(rule).__name__)
    assert "-".join(words).lower() == rule.name


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_page(rule: Rule) -> None:
    page = rule.page
    first = (type(rule).__doc__ or "").split("\n", 1)[0]
    assert first.endswith(".") and first.rstrip(".") == page.summary
    assert len(first) <= 90
    names = [name for name, _ in page.sections]
    assert names == [name for name in SECTIONS if name in names]
    assert page.section("Why")
    assert all(content for _, content in page.sections)
    if rule.code not in WITHOUT_EXAMPLE:
        assert set(EXAMPLES) <= set(names)
    if rule.family in WITH_SOURCES:
        assert page.section("Sources")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_example_fires_and_the_mended_one_does_not(
    rule: Rule, language: str, tmp_path: Path
) -> None:
    for name, text in examples_of(rule, language).items():
        found = findings_of(text, tmp_path)
        errors = {code for code, severity in found if severity is Severity.ERROR}
        if rule.code in ACROSS_MAPS:
            # The other map of which the page speaks is not there.
            errors.discard("CJ108")
        assert errors <= ({rule.code} if name == "Example" else set()), name
        codes = {code for code, _ in found}
        if rule.code not in ACROSS_MAPS:
            assert (rule.code in codes) == (name == "Example"), name


def examples_of(rule: Rule, language: str) -> dict[str, str]:
    """The examples of a page in a language, as the page shows them."""
    shown = re.findall(r"^```yaml\n(.*?)^```$", rule.markdown(language), re.M | re.S)
    names = [name for name, _ in rule.page.sections if name in EXAMPLES]
    return dict(zip(names, shown, strict=True))


# What an example in Spanish has of the one in English: names, and words that both languages have.
ALIKE = frozenset(
    [
        *"Laura Jorge Ana Lara Lauira Paula @ana Web whatsap as-is true PT24H /etc/passwd".split(),
        "Ana Torres",
        "ignore",
    ]
)
# Their example is in another language than English already.
ELSEWHERE = frozenset({"CJ117", "CJ614"})


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_an_example_in_spanish_is_a_spanish_map(rule: Rule) -> None:
    english = examples_of(rule, "en")
    for name, text in examples_of(rule, "es").items():
        if rule.code in ELSEWHERE:
            assert text == english[name]
            continue
        assert "language: es\n" in text
        shared = texts_of(text) & texts_of(english[name])
        assert shared <= ALIKE, name


def texts_of(text: str) -> set[str]:
    """The texts and comments of an example that are no keys, figures, choices or channels."""
    comments = re.findall(r"# (?!cjmap:)(.*)", text)
    scalars = re.findall(r"(?<=: )[^\n\[{},#]+|(?<=- )[^\n:]+(?=\n)", text)
    said = {scalar.strip("\"' ") for scalar in scalars} | set(comments)
    known = {str(value) for kind in choices() for value in kind}
    return {one for one in said if re.search(r"[^\W\d_]{2}", one)} - known


@pytest.mark.parametrize(("language", "first"), [("en", "awareness"), ("es", "conciencia")])
def test_a_page_lists_the_names_of_its_reader_first(language: str, first: str) -> None:
    rule = by_code("CJ307")
    assert rule is not None
    page = rule.markdown(language)
    assert f"`awareness`: {first}, " in page
    assert "Bewusstsein" in page


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_what_is_said_of_several_names_them(rule: Rule) -> None:
    message = rule.several(12, verbatim("“A”, “B”, “C”"))
    if message is not None:
        assert isinstance(message, Message)
        text = message.render("en")
        assert "12" in text
        # Where all are named, nothing is left out.
        assert text.endswith(": “A”, “B”, “C” …" if rule.shown else ": “A”, “B”, “C”.")
