"""Occasions and tasks become calendars."""
