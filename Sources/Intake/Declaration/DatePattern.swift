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

  /// The pattern as it is written.
  package let text: String
  private var parts: [Part] = []
  /// For days that spreadsheets count, whether from 1904 on.
  private var spreadsheetFrom1904: Bool?
  /// Whether the pattern says a time of day as well.
  package private(set) var hasTime = false

  /// - Returns: nil when the text names no year, month and day, or names a unit wrongly.
  package init?(_ text: String) {
    self.text = text
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
  package func read(_ text: Bytes) -> DateTime? {
    if let spreadsheetFrom1904 {
      return SpreadsheetDate.read(text, isFrom1904: spreadsheetFrom1904)?.value
    }
    var index = 0
    var values = Values()
    for part in parts {
      switch part {
      case .literal(let bytes):
        guard index + bytes.count <= text.count,
          text.part(index..<index + bytes.count).elementsEqual(bytes)
        else { return nil }
        index += bytes.count
      case .number(let unit, let least, let most):
        var (value, count) = (0, 0)
        while count < most, index + count < text.count, isDigit(text[index + count]) {
          value = value * 10 + Int(text[index + count] &- 0x30)
          count += 1
        }
        guard count >= least else { return nil }
        values[unit] = value
        index += count
      }
    }
    guard index == text.count else { return nil }
    return DateTime(
      year: values[.year], month: values[.month], day: values[.day], hour: values[.hour],
      minute: values[.minute], second: values[.second])
  }

  /// The numbers read; a pattern without a time of day means midnight.
  private struct Values {
    private var year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0

    subscript(unit: Unit) -> Int {
      get {
        switch unit {
        case .year: year
        case .month: month
        case .day: day
        case .hour: hour
        case .minute: minute
        case .second: second
        }
      }
      set {
        switch unit {
        case .year: year = newValue
        case .month: month = newValue
        case .day: day = newValue
        case .hour: hour = newValue
        case .minute: minute = newValue
        case .second: second = newValue
        }
      }
    }
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
