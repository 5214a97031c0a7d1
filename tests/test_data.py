"""The data that ships: it parses, fits together, and prints on every Chinese console."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from xuanchuan.commands import COMMANDS
from xuanchuan.corpus import load_corpus
from xuanchuan.materials import load_campaigns, load_templates

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "xuanchuan" / "commands" / "locale" / "zh_CN" / "LC_MESSAGES"
TOML = [path for folder in ("campaigns", "templates", "xuanchuan") for path in sorted((ROOT / folder).rglob("*.toml"))]
SOURCES = sorted((ROOT / "xuanchuan").rglob("*.py"))


@pytest.mark.parametrize("path", TOML, ids=lambda path: path.name)
def test_every_toml_file_parses_and_prints_in_gbk(path):
    text = path.read_text(encoding="utf-8")
    tomllib.loads(text)
    if path.parent.name != "corpus":
        text.encode("gbk")


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.j2")), ids=lambda path: path.name)
def test_every_template_prints_in_gbk(path):
    path.read_text(encoding="utf-8").encode("gbk")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_string_a_person_may_see_is_inside_gbk(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[一-鿿]", node.value):
            node.value.replace("\u9fff", "").encode("gbk")  # the end of a range in a pattern


def test_names_are_unique():
    for names in (
        [one.id for one in load_campaigns()],
        [one.name for one in load_templates()],
        [one.facts.order for one in load_templates() if one.facts.order],
        [name for row in COMMANDS for name in (row.name, row.chinese)],
    ):
        assert len(set(names)) == len(names)


def test_the_materials_a_campaign_names_exist():
    made = {template.name for template in load_templates()}
    for campaign in load_campaigns():
        named = {one.material for one in (*campaign.steps, *campaign.media) if one.material}
        named |= {name for one in campaign.activities for name in one.materials}
        assert named <= made, campaign.id


def said_by(catalog) -> dict[str, list[str]]:
    """First spelling of a message -> its translations."""
    pairs = [(one.id, one.string) for one in catalog if one.id]
    return {
        (key if isinstance(key, str) else key[0]): ([value] if isinstance(value, str) else list(value))
        for key, value in pairs
    }


def test_clicks_messages_are_compiled_from_the_text_beside_them():
    with (LOCALE / "click.po").open("rb") as text, (LOCALE / "click.mo").open("rb") as compiled:
        wanted, found = read_po(text, locale="zh_CN"), read_mo(compiled)
    assert said_by(wanted) == said_by(found)
    assert len(said_by(wanted)) > 50


def test_every_message_of_click_has_its_chinese():
    import click

    said = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and node.func.id == "_":
                    said.add(first.value)
    with (LOCALE / "click.po").open("rb") as text:
        known = {one.id for one in read_po(text, locale="zh_CN") if isinstance(one.id, str)}
    # What only a programmer can provoke stays in English.
    programmers = {
        one
        for one in said
        if re.search(r"parameter declaration|declarations|defined twice|No options defined|Boolean option", one)
    }
    assert said - known - programmers == set()


def test_at_least_120_articles_of_the_four_dates_are_explained():
    corpus = load_corpus()
    named = {ref for campaign in load_campaigns() for ref in campaign.excerpts}
    explained = [ref for ref in named if corpus.note(ref).gloss]
    everywhere = [number for law in corpus.laws() for number, note in corpus.notes_of(law.short).items() if note.gloss]
    assert len(everywhere) >= 120
    assert len(explained) >= 60


def test_the_project_names_no_place_of_its_making():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.py"), *ROOT.glob("*.toml"), *SOURCES, *TOML]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/(?:root|home|tmp|work)/|\.\./shared|pypi\.org|simple/", text), path
