package import Values

/// Reads the common ways of writing dates and date-times in exports.
///
/// `2025-09-01`, `2025/9/1`, `2025.9.1`, `2025年9月1日`, `20250901`; then, after a blank or a `T`,
/// `8:30`, `08:30:00`, `08:30:00.123`, `8时30分`; then `Z` or an offset. `20250901083000`, and the days
/// that a spreadsheet counts, `45901.354166`. A month never stands before its year, and a year never has
/// two digits: such texts could mean several days.
package enum DateText {
  /// A date-time, at midnight when the text gives no time.
  ///
  /// - Returns: nil when the text is no date.
  package static func read(_ text: Bytes) -> (value: DateTime, hasTime: Bool)? {
    guard text.count >= 5, text.count <= 80 else { return nil }
    if let found = readCommon(text) { return found }
    if let found = SpreadsheetDate.read(text) { return found }
    guard text.contains(where: FullWidth.mayBeginOne) else { return nil }
    return FullWidth.narrowed(text.text).withBytes { readCommon($0) ?? SpreadsheetDate.read($0) }
  }

  private static func readCommon(_ text: Bytes) -> (value: DateTime, hasTime: Bool)? {
    var scanner = DigitScanner(text)
    guard let (year, month, day) = scanDate(&scanner) else { return nil }
    guard !scanner.isAtEnd else {
      let midnight = DateTime(
        year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
      return midnight.map { ($0, false) }
    }
    guard let time = scanTime(&scanner),
      let local = DateTime(
        year: year, month: month, day: day, hour: time.hour, minute: time.minute,
        second: time.second, nanosecond: time.nanosecond)
    else { return nil }
    if scanner.isAtEnd { return (local, true) }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    return (
      DateTime(
        localSeconds: local.localSeconds, nanosecond: local.nanosecond, offset: offset), true
    )
  }

  private static func scanDate(_ scanner: inout DigitScanner) -> (Int, Int, Int)? {
    guard let year = scanner.number(4...4) else { return nil }
    let mark: (StaticString, StaticString, StaticString?)
    if scanner.skip("-") {
      mark = ("-", "-", nil)
    } else if scanner.skip("/") {
      mark = ("/", "/", nil)
    } else if scanner.skip(".") {
      mark = (".", ".", nil)
    } else if scanner.skip("年") {
      mark = ("年", "月", "日")
    } else {
      guard let month = scanner.number(2...2), let day = scanner.number(2...2) else { return nil }
      return (year, month, day)
    }
    guard let month = scanner.number(1...2), scanner.skip(mark.1), let day = scanner.number(1...2)
    else { return nil }
    if let end = mark.2, !scanner.skip(end) { return nil }
    return (year, month, day)
  }

  private typealias Time = (hour: Int, minute: Int, second: Int, nanosecond: Int)

  /// The time of day behind a date.
  private static func scanTime(_ scanner: inout DigitScanner) -> Time? {
    // `日` ends the day; after a digit only a blank can, since 2025-9-110:30 could mean two days. Of
    // digits alone, all numbers have their full length.
    let isClosed = scanner.byteBefore >= 0x80
    let isCompact = scanner.isCompact
    guard scanner.skipBlanksOrLetterT() || isClosed || isCompact,
      let hour = scanner.number(isCompact ? 2...2 : 1...2)
    else { return nil }
    if scanner.skip("时") || scanner.skip("時") || scanner.skip("点") {
      return scanChineseTime(hour, &scanner)
    }
    guard isCompact || scanner.skip(":"), let minute = scanner.number(2...2) else { return nil }
    guard isCompact ? !scanner.isAtEnd : scanner.skip(":") else { return (hour, minute, 0, 0) }
    guard let second = scanner.number(2...2) else { return nil }
    guard !isCompact, scanner.skip(".") else { return (hour, minute, second, 0) }
    return scanner.fraction().map { (hour, minute, second, $0) }
  }

  private static func scanChineseTime(_ hour: Int, _ scanner: inout DigitScanner) -> Time? {
    guard let minute = scanner.number(1...2), scanner.skip("分") else { return nil }
    if scanner.isAtEnd { return (hour, minute, 0, 0) }
    guard let second = scanner.number(1...2), scanner.skip("秒") else { return nil }
    return (hour, minute, second, 0)
  }
}

/// Takes numbers and marks from the front of a text.
private struct DigitScanner {
  private let text: Bytes
  private var index = 0

  init(_ text: Bytes) { self.text = text }

  var isAtEnd: Bool { index == text.count }

  /// The byte before the place reached.
  var byteBefore: UInt8 { text[index - 1] }

  /// Whether the text is eight digits, passed already, and more digits.
  var isCompact: Bool { index == 8 && text.allSatisfy(isDigit) }

  /// The number at the front if it has so many digits.
  @inline(__always)
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, index + count < text.count, isDigit(text[index + count]) {
      value = value * 10 + Int(text[index + count] &- 0x30)
      count += 1
    }
    guard count >= digits.lowerBound else { return nil }
    index += count
    return value
  }

  @inline(__always)
  mutating func skip(_ mark: StaticString) -> Bool {
    guard text.has(mark, at: index) else { return false }
    index += mark.utf8CodeUnitCount
    return true
  }

  /// Skips a `T` or any blanks, and says whether there were any.
  mutating func skipBlanksOrLetterT() -> Bool {
    if skip("T") { return true }
    guard skip(" ") else { return false }
    while skip(" ") {}
    return true
  }

  /// Nanoseconds of a fraction of one to nine digits.
  mutating func fraction() -> Int? {
    let start = index
    guard let value = number(1...9), isAtEnd || !isDigit(text[index]) else { return nil }
    return (index - start..<9).reduce(value) { value, _ in value * 10 }
  }

  /// Seconds east of UTC: `Z`, `+08:00`, `+0800`.
  mutating func offset() -> Int32? {
    if skip("Z") { return 0 }
    let isEast = skip("+")
    guard isEast || skip("-"), let hours = number(2...2), hours <= 18 else { return nil }
    _ = skip(":")
    guard let minutes = number(2...2), minutes < 60 else { return nil }
    let seconds = Int32(hours * 3_600 + minutes * 60)
    return isEast ? seconds : -seconds
  }
}
