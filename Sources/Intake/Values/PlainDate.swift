import Values

/// A date or date-time as nearly all cells write it: `2025-09-01`, `2025-09-01T08:30:00`, or with a blank for the T.
struct PlainDate {
  private let firstDays = PlainDate.firstDays

  /// The day, counted from 1970-01-01, and the second of the day.
  ///
  /// - Parameter text: what the date stands in, at least `count` bytes from `start` on.
  /// - Returns: nil when it is written otherwise, is none, or lies outside the years 1900 to 2155.
  @inline(__always)
  func read(
    _ text: UnsafePointer<UInt8>, from start: Int, count: Int
  ) -> (day: Int32, second: Int32)? {
    guard count == 10 || count == 19, let day = readDay(text + start) else { return nil }
    if count == 10 { return (day, 0) }
    let mark = text[start + 10]
    guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: " "),
      let second = readTime(text + start + 11)
    else { return nil }
    return (day, second)
  }

  /// Ten bytes.
  @inline(__always)
  private func readDay(_ text: UnsafePointer<UInt8>) -> Int32? {
    let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self) ^ pattern("0000-00-")
    guard areDigits(word, marks: 0xFF00_00FF_0000_0000) else { return nil }
    let (tens, units) = (text[8] &- 0x30, text[9] &- 0x30)
    guard tens < 10, units < 10 else { return nil }
    let year =
      digit(word, 0) &* 1000 &+ digit(word, 1) &* 100 &+ digit(word, 2) &* 10 &+ digit(word, 3)
    let month = digit(word, 5) &* 10 &+ digit(word, 6)
    let day = Int(tens) &* 10 &+ Int(units)
    guard year >= 1900, year < 2156, month >= 1, month <= 12, day >= 1 else { return nil }
    let place = (year &- 1900) &* 12 &+ month &- 1
    let first = firstDays[place]
    guard day <= Int(firstDays[place + 1] &- first) else { return nil }
    return first &+ Int32(truncatingIfNeeded: day &- 1)
  }

  /// Eight bytes.
  @inline(__always)
  private func readTime(_ text: UnsafePointer<UInt8>) -> Int32? {
    let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self) ^ pattern("00:00:00")
    guard areDigits(word, marks: 0x0000_FF00_00FF_0000) else { return nil }
    let hour = digit(word, 0) &* 10 &+ digit(word, 1)
    let minute = digit(word, 3) &* 10 &+ digit(word, 4)
    let second = digit(word, 6) &* 10 &+ digit(word, 7)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int32(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// Whether all bytes are 0 to 9, and those of the marks 0.
  @inline(__always)
  private func areDigits(_ word: UInt64, marks: UInt64) -> Bool {
    word & marks == 0 && (word &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080 == 0
  }

  @inline(__always)
  private func digit(_ word: UInt64, _ place: Int) -> Int {
    Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: place &* 8) & 0xF)
  }

  @inline(__always)
  private func pattern(_ text: StaticString) -> UInt64 {
    UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt64.self)
  }

  /// The first day of each month from January 1900 to January 2156.
  private nonisolated(unsafe) static let firstDays: UnsafePointer<Int32> = {
    let days = UnsafeMutablePointer<Int32>.allocate(capacity: 256 * 12 + 1)
    for month in 0...256 * 12 {
      let first = CivilDate(year: 1900 + month / 12, month: month % 12 + 1, day: 1)!
      days[month] = Int32(first.dayNumber)
    }
    return UnsafePointer(days)
  }()
}
