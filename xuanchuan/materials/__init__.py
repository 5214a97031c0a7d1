"""Campaigns and templates: a Kit becomes Documents."""
