/// Reads ASCII from the left; every reading function either takes what it names or takes nothing.
struct TextScanner {
  private let text: [UInt8]
  private var index = 0

  init(_ text: String) {
    self.text = Array(text.utf8)
  }

  var isAtEnd: Bool { index == text.count }

  /// Takes one character when it is the next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// The integer of just that many digits.
  mutating func digits(_ count: Int) -> Int? {
    let end = index + count
    guard end <= text.count else { return nil }
    var value = 0
    for byte in text[index..<end] {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    index = end
    return value
  }

  /// The integer of all digits that follow, 1 ... 18 of them.
  mutating func number() -> (value: Int, digitCount: Int)? {
    var end = index
    while end < text.count, text[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
    let count = end - index
    guard 1...18 ~= count, let value = digits(count) else { return nil }
    return (value, count)
  }

  /// The digits that follow as a fraction of one, in nanoseconds; at most nine digits.
  mutating func nanoseconds() -> Int? {
    let start = index
    guard let (value, count) = number(), count <= 9 else {
      index = start
      return nil
    }
    return value * Int(smallPowerOfTen(9 - count))
  }
}

extension TextScanner {
  /// `2025-09-30`, with a sign and up to nine digits of year; more than four have no leading zero.
  mutating func date() -> CivilDate? {
    let isNegative = take("-")
    guard
      let (year, digitCount) = number(), digitCount == 4 || (5...9 ~= digitCount && year >= 10_000),
      !isNegative || year != 0,
      take("-"), let month = digits(2), take("-"), let day = digits(2)
    else { return nil }
    return CivilDate(year: isNegative ? -year : year, month: month, day: day)
  }

  /// `23:59:59.5+08:00`; the hour may be 24 when nothing follows it but zeros.
  mutating func time() -> (nanosecond: Int64, offset: Int32?)? {
    guard
      let hour = digits(2), hour <= 24, take(":"), let minute = digits(2), minute < 60,
      take(":"), let second = digits(2), second < 60
    else { return nil }
    var nanosecond = 0
    if take(".") {
      guard let fraction = nanoseconds() else { return nil }
      nanosecond = fraction
    }
    if hour == 24, minute + second + nanosecond != 0 { return nil }
    var offset: Int32?
    if !isAtEnd {
      offset = self.offset()
      if offset == nil { return nil }
    }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    return (seconds * CivilTime.nanosecondsPerSecond + Int64(nanosecond), offset)
  }

  /// `Z`, `+08:00` or `+08:00:30`, in seconds.
  mutating func offset() -> Int32? {
    if take("Z") { return 0 }
    let isNegative = take("-")
    guard
      isNegative || take("+"), let hours = digits(2), take(":"), let minutes = digits(2),
      minutes < 60
    else { return nil }
    var seconds = 0
    if take(":") {
      guard let read = digits(2), read < 60 else { return nil }
      seconds = read
    }
    let offset = Int32(hours * 3600 + minutes * 60 + seconds)
    guard CivilTime.offsets.contains(offset) else { return nil }
    return isNegative ? -offset : offset
  }
}
