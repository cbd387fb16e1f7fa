import Values

extension OutputBuffer {
  /// Appends text with some characters written otherwise. Runs of harmless bytes are copied at once.
  ///
  /// - Parameters:
  ///   - marks: the bytes at which `replacement` is asked.
  ///   - replacement: what is written at a place of the bytes, and how many bytes it stands for; nil for the byte
  ///     itself.
  @inline(__always)
  mutating func append(
    _ text: String, asking marks: ByteSet,
    replacing replacement: (Int, UnsafeBufferPointer<UInt8>) -> (text: String, length: Int)?
  ) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      append($0, asking: marks, replacing: replacement)
    }
    if isDone == nil {
      var text = text
      text.withUTF8 { append($0, asking: marks, replacing: replacement) }
    }
  }

  @inline(__always)
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, asking marks: ByteSet,
    replacing replacement: (Int, UnsafeBufferPointer<UInt8>) -> (text: String, length: Int)?
  ) {
    var start = 0
    var index = 0
    while true {
      index = marks.firstPlace(in: bytes, from: index)
      guard index < bytes.count else { break }
      guard let (escaped, length) = replacement(index, bytes) else {
        index += 1
        continue
      }
      append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
      append(escaped)
      index += length
      start = index
    }
    append(UnsafeBufferPointer(rebasing: bytes[start..<bytes.count]))
  }
}

/// Some of the 256 bytes, by which most places of a text are passed over.
struct ByteSet: Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init(_ isMember: (UInt8) -> Bool) {
    func word(_ number: Int) -> UInt64 {
      (0..<64).reduce(0) { isMember(UInt8(number * 64 + $1)) ? $0 | 1 << UInt64($1) : $0 }
    }
    words = (word(0), word(1), word(2), word(3))
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let low = byte & 64 == 0 ? words.0 : words.1
    let high = byte & 64 == 0 ? words.2 : words.3
    return (byte < 128 ? low : high) &>> UInt64(byte & 63) & 1 != 0
  }

  /// The first place, at or behind `start`, of one of the bytes; the count where there is none.
  @inline(__always)
  func firstPlace(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index &+ 16 <= bytes.count {
      let words = unplainLanes(raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self))
      if words[0] | words[1] != 0, let place = firstPlace(in: bytes, words, index, index &+ 8) {
        return place
      }
      index &+= 16
    }
    // What is left is looked at together with bytes that were looked at before, or twice.
    if bytes.count &- index >= 8 {
      let (low, high) = (index, bytes.count &- 8)
      let words = unplainLanes(
        SIMD16(
          lowHalf: raw.loadUnaligned(fromByteOffset: low, as: SIMD8<UInt8>.self),
          highHalf: raw.loadUnaligned(fromByteOffset: high, as: SIMD8<UInt8>.self)))
      if words[0] | words[1] == 0 { return bytes.count }
      return firstPlace(in: bytes, words, low, high) ?? bytes.count
    }
    while index < bytes.count, !contains(bytes[index]) { index &+= 1 }
    return index
  }

  /// The first of the bytes among sixteen, eight at `low` and eight at `high`, of which some are not plain.
  @inline(__always)
  private func firstPlace(
    in bytes: UnsafeBufferPointer<UInt8>, _ unplain: SIMD2<UInt64>, _ low: Int, _ high: Int
  ) -> Int? {
    var (word, start) = (unplain[0], low)
    while true {
      while word != 0 {
        let lane = word.trailingZeroBitCount &>> 3
        if contains(bytes[start &+ lane]) { return start &+ lane }
        word &= ~(0xFF &<< UInt64(lane &<< 3))
      }
      if start == high { return nil }
      (word, start) = (unplain[1], high)
    }
  }
}

extension VisibleText {
  /// Where a hidden scalar can begin.
  static let marks = ByteSet(mayBeHidden)
  /// The same, and the characters that markup is made of.
  static let markupMarks = ByteSet { byte in
    mayBeHidden(byte) || [0x22, 0x26, 0x27, 0x3C, 0x3E].contains(byte)
  }
  /// The same with what JSON escapes.
  static let jsonMarks = ByteSet { mayBeHidden($0) || $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
  static let embeddedMarks = ByteSet { byte in
    mayBeHidden(byte) || byte < 0x20 || [0x22, 0x5C, 0x3C, 0x3E, 0x26].contains(byte)
  }

  /// The same, and the white space that an attribute cannot hold as it is.
  static let xmlMarks = ByteSet { markupMarks.contains($0) || $0 == 0x09 || $0 == 0x0A }
  /// The same with what has a spreadsheet's cell stand in quotes.
  static let cellMarks = ByteSet { mayBeHidden($0) || [0x0A, 0x0D, 0x22, 0x2C].contains($0) }

  private static func mayBeHidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }
}

/// What stands in markup, in texts and in attributes, for a character that would be taken for it or is hidden.
func markupReplacement(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>
) -> (text: String, length: Int)? {
  switch bytes[index] {
  case UInt8(ascii: "<"): return ("&lt;", 1)
  case UInt8(ascii: ">"): return ("&gt;", 1)
  case UInt8(ascii: "&"): return ("&amp;", 1)
  case UInt8(ascii: "\""): return ("&quot;", 1)
  case UInt8(ascii: "'"): return ("&#39;", 1)
  default:
    guard let hidden = VisibleText.hidden(at: index, in: bytes) else { return nil }
    return (VisibleText.name(of: hidden.scalar), hidden.length)
  }
}
