package import Values

/// What is expected of the deliveries of a period, and the day that the inspection takes for today.
package struct DeliveryTerms: Sendable {
  package var period: Period
  package var asOf: CivilDate
  package var calendar: WorkingCalendar

  package init(period: Period, asOf: CivilDate, calendar: WorkingCalendar) {
    self.period = period
    self.asOf = asOf
    self.calendar = calendar
  }

  /// The day on which an export of the period has to be there.
  func date(of due: DueDay) -> CivilDate {
    switch due {
    case .workingDay(let count):
      return calendar.adding(workingDays: count, to: period.last)
    case .day(let day):
      let next = period.next
      let last = CivilDate.dayCount(ofMonth: next.month, year: next.year)
      return next.first.adding(days: Int64(min(day, last) - 1))
    }
  }
}
