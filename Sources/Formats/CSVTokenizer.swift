/// One field of a CSV row, as it stands in the export.
struct CSVField: BitwiseCopyable {
  /// Where the field's text starts, after its quote if it has one, counted from the row's first
  /// byte.
  var start: Int32
  /// The length of the text in bytes, without the quotes around it.
  var length: Int32
  var isQuoted: Bool
  /// Whether quotes within the text are doubled.
  var hasDoubledQuotes: Bool

  /// Where the field itself starts, counted from the row's first byte.
  var fieldStart: Int { Int(start) - (isQuoted ? 1 : 0) }
}

/// Cuts CSV text into rows and fields (RFC 4180), without decoding or copying it.
///
/// More generous than the standard: rows end with CR LF, LF or CR, mixed at will; a quote within an
/// unquoted field is part of its text. Stricter than many: behind a closing quote nothing but a
/// delimiter or the row's end may follow.
struct CSVTokenizer: ~Copyable {
  enum Outcome: Equatable {
    /// The row ends before `end`, with its line end; its fields are in ``CSVTokenizer/fields``.
    case row(end: Int, hasInnerLineEnds: Bool)
    case blankLine(end: Int)
    /// The bytes end within the row; `openQuote` is where a field starts whose closing quote is
    /// missing so far.
    case incomplete(openQuote: Int?)
    /// At the end of the text a quoted field is still open, which starts at `start`.
    case unclosedQuote(start: Int)
    /// Text follows the closing quote of a field, at `at`.
    case strayQuote(at: Int)
  }

  let delimiter: UInt8
  let quote: UInt8
  /// Whether the delimiter or quote could be the second half of a character, so that characters of
  /// two and four bytes must be stepped over: `|` is one in GB18030 and Big5.
  let stepsOverCharacters: Bool
  private(set) var fields = GrowingBuffer<CSVField>(capacity: 256)

  init(delimiter: UInt8, quote: UInt8, encoding: TextEncoding) {
    self.delimiter = delimiter
    self.quote = quote
    stepsOverCharacters = encoding.hasASCIITrailBytes && (delimiter >= 0x40 || quote >= 0x40)
  }

  /// Finds the row that starts at `start`.
  ///
  /// - Precondition: there is a byte at `start`.
  mutating func row(
    in bytes: UnsafePointer<UInt8>, from start: Int, count: Int, isLast: Bool
  ) -> Outcome {
    fields.truncate(to: 0)
    var index = start
    if isLineEnd(bytes[index]) {
      guard let end = end(ofLineEndAt: index, bytes, count, isLast) else {
        return .incomplete(openQuote: nil)
      }
      return .blankLine(end: end)
    }
    var hasInnerLineEnds = false
    while true {
      let fieldStart = index
      if index < count, bytes[index] == quote {
        switch closingQuote(in: bytes, from: index + 1, count: count, isLast: isLast) {
        case .found(let close, let doubled, let lines):
          append(from: index + 1, to: close, rowStart: start, quoted: true, doubled: doubled)
          hasInnerLineEnds = hasInnerLineEnds || lines
          index = close + 1
          if index < count, bytes[index] != delimiter, !isLineEnd(bytes[index]) {
            return .strayQuote(at: index)
          }
        case .missing:
          return isLast
            ? .unclosedQuote(start: fieldStart) : .incomplete(openQuote: fieldStart)
        case .undecided:
          return .incomplete(openQuote: nil)
        }
      } else {
        index = endOfUnquoted(in: bytes, from: index, count: count)
        append(from: fieldStart, to: index, rowStart: start, quoted: false, doubled: false)
      }
      guard index < count else {
        return isLast
          ? .row(end: index, hasInnerLineEnds: hasInnerLineEnds) : .incomplete(openQuote: nil)
      }
      if bytes[index] == delimiter {
        index += 1
        continue
      }
      guard let end = end(ofLineEndAt: index, bytes, count, isLast) else {
        return .incomplete(openQuote: nil)
      }
      return .row(end: end, hasInnerLineEnds: hasInnerLineEnds)
    }
  }
}

extension CSVTokenizer {
  private enum ClosingQuote {
    case found(at: Int, doubled: Bool, lines: Bool)
    case missing
    /// The bytes end with a quote; the next one tells whether it is doubled.
    case undecided
  }

  private func closingQuote(
    in bytes: UnsafePointer<UInt8>, from start: Int, count: Int, isLast: Bool
  ) -> ClosingQuote {
    var index = start
    var doubled = false
    var lines = false
    while index < count {
      let byte = bytes[index]
      if byte == quote {
        guard index + 1 < count else {
          return isLast ? .found(at: index, doubled: doubled, lines: lines) : .undecided
        }
        guard bytes[index + 1] == quote else {
          return .found(at: index, doubled: doubled, lines: lines)
        }
        doubled = true
        index += 2
      } else if stepsOverCharacters, byte >= 0x80 {
        index += doubleByteLength(bytes + index, available: count - index)
      } else {
        if isLineEnd(byte) { lines = true }
        index += 1
      }
    }
    return .missing
  }

  @inline(__always)
  private func endOfUnquoted(
    in bytes: UnsafePointer<UInt8>, from start: Int, count: Int
  ) -> Int {
    var index = start
    if stepsOverCharacters {
      while index < count, bytes[index] != delimiter, !isLineEnd(bytes[index]) {
        index += doubleByteLength(bytes + index, available: count - index)
      }
      return min(index, count)
    }
    while index < count, bytes[index] != delimiter, !isLineEnd(bytes[index]) { index += 1 }
    return index
  }

  @inline(__always)
  private mutating func append(
    from: Int, to: Int, rowStart: Int, quoted: Bool, doubled: Bool
  ) {
    fields.append(
      CSVField(
        start: Int32(truncatingIfNeeded: from - rowStart),
        length: Int32(truncatingIfNeeded: to - from), isQuoted: quoted,
        hasDoubledQuotes: doubled))
  }

  private func end(
    ofLineEndAt index: Int, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ isLast: Bool
  ) -> Int? {
    if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
    guard index + 1 < count else { return isLast ? index + 1 : nil }
    return bytes[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
  }
}

@inline(__always)
private func isLineEnd(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

/// The length of the GB18030 or Big5 character at `bytes`; a byte that begins none counts as one.
func doubleByteLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
  guard bytes[0] >= 0x81, bytes[0] != 0xFF, available > 1 else { return 1 }
  if bytes[1] >= 0x40 { return bytes[1] == 0x7F || bytes[1] == 0xFF ? 1 : 2 }
  let isDigit = bytes[1] >= 0x30 && bytes[1] <= 0x39
  guard isDigit, available > 3, bytes[2] >= 0x81, bytes[2] != 0xFF else { return 1 }
  return bytes[3] >= 0x30 && bytes[3] <= 0x39 ? 4 : 1
}
