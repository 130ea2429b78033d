"""``diagnose ask``: a consultation in the terminal, key by key."""
