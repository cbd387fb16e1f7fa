import Glibc
import Values

extension CivilDate {
  /// The day that the clock of this machine shows.
  static var today: CivilDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    let day = CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    guard let day else { preconditionFailure("the clock shows a day of the calendar") }
    return day
  }
}
