"""Campaigns and templates: a Kit becomes Documents (by ``compose``, which loads jinja2 and is imported from its own file)."""

from xuanchuan.materials.campaigns import load_campaigns, load_hotlines, load_themes, load_topics
from xuanchuan.materials.templates import Template, find_template, lacking, load_templates

__all__ = [
    "Template",
    "find_template",
    "lacking",
    "load_campaigns",
    "load_hotlines",
    "load_templates",
    "load_themes",
    "load_topics",
]
