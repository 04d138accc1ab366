"""`python -m bot.gateway`: serve the gateway on YIZHU_HOST:YIZHU_PORT."""

import logging

import uvicorn

from bot.gateway.app import build
from bot.gateway.keeping import of_this_house
from bot.settings import from_environment
from bot.wechat.settings import from_environment as wechat_settings


def main() -> None:
    """Serve until SIGTERM; turns under way are finished first."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("yizhu").setLevel(logging.INFO)
    settings = from_environment()
    app = build(settings, of_this_house(), wechat_settings())
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        ws="none",  # not needed, and Rasa pins a websockets that uvicorn cannot load
        access_log=False,  # paths say nothing, and addresses are nobody's business
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        # Longer than a proxy keeps a silent connection (60 s is usual): else it may send a message at the moment
        # at which we close it, and the person hears of a bad gateway.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=int(settings.deadline) + 1,
    )


if __name__ == "__main__":
    main()
