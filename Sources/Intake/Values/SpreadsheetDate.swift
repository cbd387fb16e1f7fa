import Values

/// Days as spreadsheets count them: 45901 is 2025-09-01, 45901.5 its noon.
///
/// Only in columns of dates, and only days of this century, are such numbers taken for dates.
enum SpreadsheetDate {
  /// The first and the last day taken: 2000-01-01 and 2099-12-31.
  private static let days = 36_526...73_050

  /// - Parameter isFrom1904: whether day 0 is 1904-01-01, as in workbooks from old Macintoshes.
  static func read(
    _ text: ArraySlice<UInt8>, isFrom1904: Bool = false
  ) -> (value: DateTime, hasTime: Bool)? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].count == 5, let count = number(parts[0]) else { return nil }
    let day = isFrom1904 ? count + 1_462 : count
    guard days.contains(day) else { return nil }
    // Day 25,569 is 1970-01-01.
    var seconds = Int64(day - 25_569) * 86_400
    guard parts.count == 2 else {
      return (DateTime(localSeconds: seconds, nanosecond: 0, offset: nil), false)
    }
    // The fraction stands for a time of day, to the second: what is beyond is the rounding of
    // binary fractions.
    let digits = parts[1].prefix(12)
    guard !digits.isEmpty, parts[1].count <= 18, let fraction = number(digits),
      number(parts[1].dropFirst(12)) != nil || parts[1].count <= 12
    else { return nil }
    let scale = (0..<digits.count).reduce(1) { product, _ in product * 10 }
    seconds += Int64((fraction * 86_400 * 2 + scale) / (2 * scale))
    return (DateTime(localSeconds: seconds, nanosecond: 0, offset: nil), true)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
