"""``diagnose case``, ``queue`` and ``report``: the record at the command line, a small module for each act."""
