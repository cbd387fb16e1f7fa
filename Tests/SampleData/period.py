"""The months of sample data: their days, the moment of their export, how things are numbered."""

import calendar
import datetime
from types import SimpleNamespace

from workdays import DAY, PROJECT, is_working_day


class Period:
    """A month, with the words and numbers that its documents and exports bear."""

    def __init__(self, year, month, order_count, **more):
        self.first = datetime.date(year, month, 1)
        self.last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        # The moment at which the systems were exported: nothing after it is known.
        self.exported_at = datetime.datetime(year, month, self.last.day, 18, 0)
        self.name, self.compact = f"{self.first:%Y-%m}", f"{self.first:%Y%m}"
        # `2509` stands in every number of a document.
        self.code = f"{self.first:%y%m}"
        self.order_count = order_count
        # More than 1: more orders early in the month; less than 1: late.
        self.skew = more.get("skew", 1.3)
        # By the place in which they were made: orders made, and orders carried, for too long.
        made, carried = more.get("slow", ((), ()))
        self.slow = SimpleNamespace(made=made, carried=carried)
        # What the invoicing platform had numbered before the month.
        self.first_invoice = more.get("first_invoice", 0)
        # From this day on a newer version of the order system takes the orders.
        self.upgraded_on = more.get("upgraded_on")

    @property
    def folder(self):
        return PROJECT / "SampleData" / self.name

    @property
    def first_working_day(self):
        return next(day for day in (self.first + DAY * n for n in range(15)) if is_working_day(day))


SEPTEMBER = Period(2025, 9, order_count=320, slow=((40, 41), (42, 43)))
OCTOBER = Period(
    2025,
    10,
    order_count=96,
    skew=0.8,
    first_invoice=1000,
    upgraded_on=datetime.date(2025, 10, 9),
)
