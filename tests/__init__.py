"""Tests that span rooms, and the plugins every test uses (loaded by the conftest.py at the root)."""
