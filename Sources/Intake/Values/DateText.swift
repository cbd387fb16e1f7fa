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
  package static func read(_ text: ArraySlice<UInt8>) -> (value: DateTime, hasTime: Bool)? {
    if let found = readCommon(text) { return found }
    if let found = SpreadsheetDate.read(text) { return found }
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    let plain = FullWidth.narrowed(String(decoding: text, as: UTF8.self))
    return readCommon(Array(plain.utf8)[...]) ?? SpreadsheetDate.read(Array(plain.utf8)[...])
  }

  private static func readCommon(
    _ text: ArraySlice<UInt8>
  ) -> (value: DateTime, hasTime: Bool)? {
    var scanner = DigitScanner(rest: text)
    guard let (year, month, day) = scanDate(&scanner) else { return nil }
    guard !scanner.rest.isEmpty else {
      let midnight = DateTime(
        year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
      return midnight.map { ($0, false) }
    }
    // `日` ends the day; after a digit only a blank can, since 2025-9-110:30 could mean two days. Of
    // digits alone, all numbers have their full length.
    let isClosed = text[scanner.rest.startIndex - 1] >= 0x80
    let isCompact = scanner.rest.count == text.count - 8 && text.allSatisfy { 0x30...0x39 ~= $0 }
    guard scanner.skipBlanksOrLetterT() || isClosed || isCompact,
      let hour = scanner.number(isCompact ? 2...2 : 1...2)
    else { return nil }
    let isChinese = scanner.skip("时") || scanner.skip("時") || scanner.skip("点")
    guard isCompact || isChinese || scanner.skip(":"),
      let minute = scanner.number(isChinese ? 1...2 : 2...2), !isChinese || scanner.skip("分")
    else { return nil }
    var second = 0
    var nanosecond = 0
    if isChinese {
      if !scanner.rest.isEmpty {
        guard let seconds = scanner.number(1...2), scanner.skip("秒") else { return nil }
        second = seconds
      }
    } else if isCompact ? !scanner.rest.isEmpty : scanner.skip(":") {
      guard let seconds = scanner.number(2...2) else { return nil }
      second = seconds
      if scanner.skip(".") {
        guard let fraction = scanner.fraction() else { return nil }
        nanosecond = fraction
      }
    }
    guard
      let local = DateTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        nanosecond: nanosecond)
    else { return nil }
    if scanner.rest.isEmpty { return (local, true) }
    guard let offset = scanner.offset(), scanner.rest.isEmpty else { return nil }
    return (
      DateTime(
        localSeconds: local.localSeconds, nanosecond: local.nanosecond, offset: offset), true
    )
  }

  private static func scanDate(_ scanner: inout DigitScanner) -> (Int, Int, Int)? {
    guard let year = scanner.number(4...4) else { return nil }
    for (first, second, end) in [("-", "-", ""), ("/", "/", ""), (".", ".", ""), ("年", "月", "日")]
    where scanner.skip(first) {
      guard let month = scanner.number(1...2), scanner.skip(second),
        let day = scanner.number(1...2), end.isEmpty || scanner.skip(end)
      else { return nil }
      return (year, month, day)
    }
    guard let month = scanner.number(2...2), let day = scanner.number(2...2) else { return nil }
    return (year, month, day)
  }
}

/// Takes numbers and marks from the front of a text.
private struct DigitScanner {
  var rest: ArraySlice<UInt8>

  /// The number at the front if it has so many digits.
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix(digits.upperBound).prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard run.count >= digits.lowerBound else { return nil }
    rest = rest.dropFirst(run.count)
    return run.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  mutating func skip(_ mark: String) -> Bool {
    guard rest.starts(with: mark.utf8) else { return false }
    rest = rest.dropFirst(mark.utf8.count)
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
    let run = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(run.count) else { return nil }
    rest = rest.dropFirst(run.count)
    return (0..<9).reduce(0) { value, place in
      value * 10 + (place < run.count ? Int(run[run.startIndex + place] - 0x30) : 0)
    }
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
