/// How texts are made that are a number behind a head, as the numbers of documents are: `DD2509` and eight digits. A
/// capital letter may stand behind the digits, as it does for the parts of one delivery. Of such a text the number
/// says all, in the order in which the texts stand.
struct NumberPattern: Hashable, BitwiseCopyable {
  /// The first eight bytes of the head, or all of them, and the last eight of a longer one.
  private var headStart: UInt64 = 0
  private var headEnd: UInt64 = 0
  let headLength: Int
  let digitCount: Int
  let hasLetter: Bool

  private static let longestHead = 16
  private static let letterCount: UInt32 = 26

  /// The bytes of each text.
  var width: Int { headLength + digitCount + (hasLetter ? 1 : 0) }

  /// What the texts like one of them have in common: as many digits as numbers of 32 bits can hold.
  ///
  /// - Returns: nil when it does not end in a number.
  init?(of text: UnsafeBufferPointer<UInt8>) {
    guard let last = text.last else { return nil }
    hasLetter = Self.isLetter(last)
    let end = text.count - (hasLetter ? 1 : 0)
    let run = text[..<end].reversed().prefix { Self.isDigit($0) }.count
    digitCount = min(run, hasLetter ? 8 : 9)
    headLength = end - digitCount
    // Eight bytes are read at once, wherever the digits end.
    guard digitCount >= 3, end >= 8, headLength <= Self.longestHead else { return nil }
    let raw = UnsafeRawPointer(text.baseAddress!)
    (headStart, headEnd) = head(of: raw)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

  /// All ones where a head of less than eight bytes stands in the first eight.
  @inline(__always)
  private var headMask: UInt64 { (1 &<< UInt64(truncatingIfNeeded: headLength &* 8)) &- 1 }

  /// - Precondition: the text has ``width`` bytes.
  @inline(__always)
  private func head(of text: UnsafeRawPointer) -> (UInt64, UInt64) {
    let start = text.loadUnaligned(as: UInt64.self)
    if headLength < 8 {
      return (start & headMask, 0)
    }
    return (start, text.loadUnaligned(fromByteOffset: headLength &- 8, as: UInt64.self))
  }

  /// The number that a text is; nil when it is not made so.
  @inline(__always)
  func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard text.count == width, let start = text.baseAddress else { return nil }
    let raw = UnsafeRawPointer(start)
    let head = head(of: raw)
    guard head.0 == headStart, head.1 == headEnd else { return nil }
    let end = headLength &+ digitCount
    guard
      var number = Self.value(
        raw.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self), min(digitCount, 8))
    else { return nil }
    if digitCount == 9 {
      let first = text[headLength] &- UInt8(ascii: "0")
      guard first < 10 else { return nil }
      number &+= UInt32(truncatingIfNeeded: first) &* 100_000_000
    }
    guard hasLetter else { return number }
    let letter = text[end] &- UInt8(ascii: "A")
    guard letter < 26 else { return nil }
    return number &* Self.letterCount &+ UInt32(truncatingIfNeeded: letter)
  }

  /// The number that the last `count` of eight characters write; nil when one of them is no digit.
  @inline(__always)
  private static func value(_ characters: UInt64, _ count: Int) -> UInt32? {
    let unwanted = UInt64(truncatingIfNeeded: 64 &- count &* 8)
    let digits = ((characters ^ 0x3030_3030_3030_3030) &>> unwanted) &<< unwanted
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    // Neighbours are put together: pairs, then fours, then all eight.
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: fours &* 10_000 &+ fours &>> 32)
  }

  /// Writes the text of a number, for which there must be room of ``width`` bytes.
  func write(_ number: UInt32, to text: UnsafeMutablePointer<UInt8>) {
    let raw = UnsafeMutableRawPointer(text)
    let end = headLength &+ digitCount
    var rest = number
    if hasLetter {
      text[end] = UInt8(ascii: "A") &+ UInt8(truncatingIfNeeded: rest % Self.letterCount)
      rest /= Self.letterCount
    }
    // The digits first: zeros in front of them are written over by the head.
    raw.storeBytes(
      of: Self.characters(rest % 100_000_000), toByteOffset: end &- 8, as: UInt64.self)
    if digitCount == 9 {
      text[headLength] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / 100_000_000)
    }
    if headLength >= 8 {
      raw.storeBytes(of: headStart, as: UInt64.self)
      raw.storeBytes(of: headEnd, toByteOffset: headLength &- 8, as: UInt64.self)
    } else {
      let rest = raw.loadUnaligned(as: UInt64.self) & ~headMask
      raw.storeBytes(of: headStart | rest, as: UInt64.self)
    }
  }

  /// The eight characters of a number below 10⁸: it is cut into fours, these into pairs and those into digits.
  @inline(__always)
  private static func characters(_ number: UInt32) -> UInt64 {
    let fours = UInt64(number / 10_000) | UInt64(number % 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = ((pairs &* 103) &>> 10) & 0x000F_000F_000F_000F
    return (tens | (pairs &- tens &* 10) &<< 8) &+ 0x3030_3030_3030_3030
  }
}
