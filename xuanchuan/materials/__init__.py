"""Campaigns and templates: a Kit becomes Documents."""

from xuanchuan.materials.campaigns import load_campaigns, load_hotlines, load_themes, load_topics
from xuanchuan.materials.compose import compose
from xuanchuan.materials.templates import Template, find_template, lacking, load_templates

__all__ = [
    "Template",
    "compose",
    "find_template",
    "lacking",
    "load_campaigns",
    "load_hotlines",
    "load_templates",
    "load_themes",
    "load_topics",
]
