"""Playbooks: read, checked, compiled."""
