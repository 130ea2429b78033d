"""The record: cases and their histories, kept in a database."""
