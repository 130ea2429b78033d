"""Diagnosis behind a web address: POST an intake, get a decision. ``python examples/web_handler.py`` serves it."""

from pathlib import Path
from wsgiref.simple_server import make_server

from diagnose import Intake, IntakeError, diagnose, load

KNOWLEDGE = Path(__file__).parent.parent / "playbooks"
LARGEST = 256 * 1024

kb = load(KNOWLEDGE)  # once; immutable, so any number of threads may share it


def application(environ, start_response):
    """A WSGI application; it works in any server that speaks WSGI."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
    try:
        diagnosis = diagnose(Intake.parse(environ["wsgi.input"].read(length), file="request"), kb)
    except IntakeError as error:
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [str(error).encode()]
    start_response("200 OK", [("Content-Type", "application/json; charset=utf-8")])
    return [diagnosis.to_json().encode()]


if __name__ == "__main__":
    make_server("127.0.0.1", 8000, application).serve_forever()
