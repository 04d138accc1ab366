"""Numbers that help can be had at become links: on a phone one tap is enough, also for a shaking hand."""

import re

from markupsafe import Markup, escape

#: Read by the page's script, too, so written without what old phones do not know. Groups: what stands
#: before a hotline and the hotline, what stands before 110 or 120 and that.
PATTERN = r"(^|[^\d])(12345|12385|12356|12110)(?!\d)|([打或] ?)(110|120)(?![\d.元%])"
_FOUND = re.compile(PATTERN)
_BY_MESSAGE = "12110"  # the police take short messages there, from those who cannot speak or hear


def dial(text: str) -> Markup:
    """The text for HTML, each such number in it a link that calls it, or writes to it."""
    parts, end = [], 0
    for match in _FOUND.finditer(text):
        number = match.group(2) or match.group(4)
        start = match.end() - len(number)
        scheme = "sms" if number == _BY_MESSAGE else "tel"
        parts += [escape(text[end:start]), Markup(f'<a href="{scheme}:{number}">{number}</a>')]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])
