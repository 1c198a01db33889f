"""The least a Flask app can do for a page and for a form: the floor of the intake's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, redirect, request

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

app = Flask(__name__)


@app.get("/")
def page() -> str:
    """Answer with nothing."""
    return ""


@app.post("/")
def form() -> Response:
    """Read the form and send the visitor on."""
    request.form.to_dict(flat=False)
    return redirect("/", 303)
