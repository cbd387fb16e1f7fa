"""Working days by Rules/calendar/cn.json."""

import datetime
import json
import pathlib

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DAY = datetime.timedelta(days=1)

_calendar = json.loads((PROJECT / "Rules/calendar/cn.json").read_text("utf-8"))
_HOLIDAYS = {datetime.date.fromisoformat(day) for day in _calendar["holidays"]}
_WORKDAYS = {datetime.date.fromisoformat(day) for day in _calendar["workdays"]}


def is_working_day(day):
    return day in _WORKDAYS or (day.weekday() < 5 and day not in _HOLIDAYS)


def working_days_between(start, end):
    """The working days after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + DAY * n) for n in range(1, (end - start).days + 1))


def add_working_days(day, count):
    """The day that is `count` working days after `day`."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day
