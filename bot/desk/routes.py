"""Every page of the desk: path, handler, and who may open it."""

from collections.abc import Callable, Collection

from starlette.routing import BaseRoute, Route

from bot.desk import access, accounts, applications, case, login, misses, overview, queue, start
from bot.desk.guard import Endpoint, half_open_page, open_page, page
from bot.desk.navigation import ADMIN, CASEWORK, EVERYBODY, WATCH
from bot.desk.visit import Handler


def routes() -> list[BaseRoute]:
    """The routes below /desk."""
    return [
        *_both("/login", login.show_login, login.take_login, open_page),
        *_both("/code", login.show_code, login.take_code, half_open_page),
        *_both("/enrol", login.show_enrolment, login.take_code, half_open_page),
        *_both("/password", login.show_password, login.take_password, half_open_page),
        Route("/logout", open_page(login.logout), methods=["POST"]),
        _get("/", start.start, EVERYBODY),
        _get("/alive", start.alive, EVERYBODY),
        _get("/queue", queue.show, CASEWORK),
        _post("/find", queue.find, CASEWORK),
        _post("/views", queue.save_view, CASEWORK),
        _post("/views/remove", queue.remove_view, CASEWORK),
        _get("/case/{reference}", case.show, CASEWORK),
        _get("/case/{reference}/state", case.watch, CASEWORK),
        _post("/case/{reference}/{step}", case.act, CASEWORK),
        _get("/applications", applications.show_queue, CASEWORK),
        _get("/application/{reference}", applications.show, CASEWORK),
        _get("/application/{reference}/state", applications.watch, CASEWORK),
        _post("/application/{reference}/{step}", applications.act, CASEWORK),
        _get("/overview", overview.show, WATCH),
        _post("/overview.csv", overview.export, WATCH),
        _get("/misses", misses.show, WATCH),
        _post("/misses", misses.act, WATCH),
        _post("/misses.csv", misses.export, WATCH),
        _get("/access", access.show, WATCH),
        _get("/accounts", accounts.show, ADMIN),
        _post("/accounts/add", accounts.add, ADMIN),
        _post("/accounts/change", accounts.change, ADMIN),
    ]


def _get(path: str, handler: Handler, roles: Collection[str]) -> Route:
    return Route(path, page(handler, roles))


def _post(path: str, handler: Handler, roles: Collection[str]) -> Route:
    return Route(path, page(handler, roles), methods=["POST"])


def _both(path: str, show: Handler, take: Handler, guard: Callable[[Handler], Endpoint]) -> list[Route]:
    return [Route(path, guard(show)), Route(path, guard(take), methods=["POST"])]
