"""The Rasa action server: one ability a file, each a thin translation between the talk and
`policy_kb` / `casework`. Importing this package registers every action with the server.
"""

from actions import (
    answer,
    application_form,
    application_send,
    application_status,
    assessment_form,
    assessment_result,
    callback_cancel,
    callback_change,
    callback_form,
    callback_save,
    callback_status,
    confirm,
    control,
    delete_data,
    emergency,
    follow_up,
    health_check,
    not_understood,
    outside,
    small_talk,
)

__all__ = [
    "answer",
    "application_form",
    "application_send",
    "application_status",
    "assessment_form",
    "assessment_result",
    "callback_cancel",
    "callback_change",
    "callback_form",
    "callback_save",
    "callback_status",
    "confirm",
    "control",
    "delete_data",
    "emergency",
    "follow_up",
    "health_check",
    "not_understood",
    "outside",
    "small_talk",
]
