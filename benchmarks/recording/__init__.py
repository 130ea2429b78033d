"""The record under load: many writers, kills, a million cases, and what happens when the disk or the file fails."""
