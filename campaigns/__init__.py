"""Campaigns as TOML, one a file; data only."""
