"""The caseworkers' desk: pages rendered on the server, which work without JavaScript.

A page is a handler `(visit) -> Response`, a template that extends `layout.html`, and a line with its path
and roles in `routes.py`; see docs/architecture.md, "A page of the desk".
"""
