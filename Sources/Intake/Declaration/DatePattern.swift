package import Values

/// A declared way of writing dates or date-times: `yyyy/M/d H:mm:ss`.
///
/// `yyyy` is a year of four digits; `M`, `d`, `H`, `m`, `s` take one or two digits, doubled exactly two;
/// every other character stands for itself. `excel` and `excel-1904` are the days that spreadsheets
/// count.
package struct DatePattern: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case number(unit: Unit, minDigits: Int, maxDigits: Int)
    case literal([UInt8])
  }

  private enum Unit: Character, Sendable {
    case year = "y"
    case month = "M"
    case day = "d"
    case hour = "H"
    case minute = "m"
    case second = "s"
  }

  private var parts: [Part] = []
  /// For days that spreadsheets count, whether from 1904 on.
  private var spreadsheetFrom1904: Bool?
  /// Whether the pattern says a time of day as well.
  package private(set) var hasTime = false

  /// - Returns: nil when the text names no year, month and day, or names a unit wrongly.
  package init?(_ text: String) {
    if text == "excel" || text == "excel-1904" {
      spreadsheetFrom1904 = text == "excel-1904"
      return
    }
    var seen: [Unit] = []
    var rest = text[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      if let unit = Unit(rawValue: first) {
        guard unit == .year ? run.count == 4 : run.count <= 2, !seen.contains(unit) else {
          return nil
        }
        seen.append(unit)
        let most = unit == .year ? 4 : 2
        parts.append(.number(unit: unit, minDigits: run.count, maxDigits: most))
      } else {
        parts.append(.literal(Array(String(run).utf8)))
      }
    }
    guard seen.contains(.year), seen.contains(.month), seen.contains(.day) else { return nil }
    hasTime = seen.contains(.hour)
  }

  /// The date and time of day that `text` writes, or nil when it is not written so.
  package func read(_ text: ArraySlice<UInt8>) -> DateTime? {
    if let spreadsheetFrom1904 {
      return SpreadsheetDate.read(text, isFrom1904: spreadsheetFrom1904)?.value
    }
    var rest = text
    var values: [Unit: Int] = [:]
    for part in parts {
      switch part {
      case .literal(let bytes):
        guard rest.starts(with: bytes) else { return nil }
        rest = rest.dropFirst(bytes.count)
      case .number(let unit, let least, let most):
        let digits = rest.prefix(most).prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard digits.count >= least else { return nil }
        values[unit] = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        rest = rest.dropFirst(digits.count)
      }
    }
    guard rest.isEmpty else { return nil }
    return DateTime(
      year: values[.year]!, month: values[.month]!, day: values[.day]!, hour: values[.hour] ?? 0,
      minute: values[.minute] ?? 0, second: values[.second] ?? 0)
  }
}

extension DateTime {
  /// A local date-time, or nil when there is no such day or time.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, nanosecond: Int = 0) {
    guard let date = CivilDate(year: year, month: month, day: day), (0..<24).contains(hour),
      (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    self.init(
      localSeconds: date.dayNumber * 86_400 + Int64(hour * 3_600 + minute * 60 + second),
      nanosecond: Int32(nanosecond), offset: nil)
  }
}
