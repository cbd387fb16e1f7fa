import Values

/// Days as spreadsheets count them: 45901 is 2025-09-01, 45901.5 its noon.
///
/// Only in columns of dates, and only days of this century, are such numbers taken for dates.
enum SpreadsheetDate {
  /// The first and the last day taken: 2000-01-01 and 2099-12-31.
  private static let days = 36_526...73_050

  /// - Parameter isFrom1904: whether day 0 is 1904-01-01, as in workbooks from old Macintoshes.
  static func read(
    _ text: Bytes, isFrom1904: Bool = false
  ) -> (value: DateTime, hasTime: Bool)? {
    guard text.count >= 5, text.count <= 24, let count = text.part(0..<5).wholeNumber() else {
      return nil
    }
    let day = isFrom1904 ? count + 1_462 : count
    guard days.contains(day) else { return nil }
    // Day 25,569 is 1970-01-01.
    var seconds = Int64(day - 25_569) * 86_400
    guard text.count > 5 else {
      return (DateTime(localSeconds: seconds, nanosecond: 0, offset: nil), false)
    }
    // The fraction stands for a time of day, to the second: what is beyond is the rounding of
    // binary fractions.
    guard text[5] == UInt8(ascii: "."), text.count > 6, text.from(6).allSatisfy(isDigit) else {
      return nil
    }
    let digits = text.part(6..<min(text.count, 18))
    let scale = digits.reduce(1) { product, _ in product * 10 }
    // Rounding never makes it the next day.
    seconds += Int64(min((digits.wholeNumber()! * 86_400 * 2 + scale) / (2 * scale), 86_399))
    return (DateTime(localSeconds: seconds, nanosecond: 0, offset: nil), true)
  }
}
