/// One field of a CSV row, as it stands in the export.
struct CSVField: BitwiseCopyable {
  /// Where the field's text starts, after its quote if it has one, counted from the row's first
  /// byte.
  var start: Int32
  /// The length of the text in bytes, without the quotes around it.
  var length: Int32
  var isQuoted: Bool
  /// Whether the text holds doubled quotes or escapes.
  var hasEscapes: Bool

  /// Where the field itself starts, counted from the row's first byte.
  var fieldStart: Int { Int(start) - (isQuoted ? 1 : 0) }
}

/// The bytes that have a meaning in a CSV export.
struct CSVMarks: Hashable {
  var delimiter: UInt8
  /// Nil when fields are never quoted.
  var quote: UInt8? = UInt8(ascii: "\"")
  /// Gives the byte behind it as it is; 0 when there is none.
  var escape: UInt8 = 0

  /// Takes the meaning out of doubled quotes and escapes.
  ///
  /// - Parameters:
  ///   - isQuoted: whether the text stood between quotes: only there quotes are doubled.
  ///   - text: UTF-8, changed in place.
  /// - Returns: the new length.
  func unescape(_ text: UnsafeMutableBufferPointer<UInt8>, isQuoted: Bool) -> Int {
    var to = 0
    var from = 0
    while from < text.count {
      let byte = text[from]
      let isMark = escape != 0 && byte == escape || isQuoted && byte == quote
      if isMark, from + 1 < text.count { from += 1 }
      text[to] = text[from]
      from += 1
      to += 1
    }
    return to
  }
}

/// Cuts CSV text into rows and fields (RFC 4180), without decoding or copying it.
///
/// More generous than the standard: rows end with CR LF, LF or CR, mixed at will; a quote within an
/// unquoted field is part of its text; other quotes and a backslash as escape, where an export uses
/// them. Stricter than many: behind a closing quote nothing but a delimiter or the row's end may
/// follow.
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

  let marks: CSVMarks
  private var delimiter: UInt8 { marks.delimiter }
  /// Whether one of the marks could be the second half of a character, so that characters of two
  /// and four bytes must be stepped over: `|` is one in GB18030 and Big5.
  private let stepsOverCharacters: Bool
  /// Whether a field without quotes can be searched for its end byte by byte.
  private let isPlain: Bool
  private(set) var fields = GrowingBuffer<CSVField>(capacity: 256)

  init(_ marks: CSVMarks, encoding: TextEncoding) {
    self.marks = marks
    let bytes = [marks.delimiter, marks.quote ?? 0, marks.escape]
    stepsOverCharacters = encoding.hasASCIITrailBytes && bytes.contains { $0 >= 0x40 }
    isPlain = !stepsOverCharacters && marks.escape == 0
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
      if index < count, bytes[index] == marks.quote {
        switch closingQuote(in: bytes, from: index + 1, count: count, isLast: isLast) {
        case .found(let close, let escapes, let lines):
          append(from: index + 1, to: close, rowStart: start, quoted: true, escapes: escapes)
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
        let escapes: Bool
        (index, escapes) = endOfUnquoted(in: bytes, from: index, count: count)
        if index > count {
          // The escaped byte comes with the next piece of the text, unless there is none.
          guard isLast else { return .incomplete(openQuote: nil) }
          index = count
        }
        append(from: fieldStart, to: index, rowStart: start, quoted: false, escapes: escapes)
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
    case found(at: Int, escapes: Bool, lines: Bool)
    case missing
    /// The bytes end with a quote; the next one tells whether it is doubled.
    case undecided
  }

  private func closingQuote(
    in bytes: UnsafePointer<UInt8>, from start: Int, count: Int, isLast: Bool
  ) -> ClosingQuote {
    let quote = marks.quote!
    let escape = marks.escape
    var index = start
    var escapes = false
    var lines = false
    while index < count {
      let byte = bytes[index]
      if byte == quote {
        guard index + 1 < count else {
          return isLast ? .found(at: index, escapes: escapes, lines: lines) : .undecided
        }
        guard bytes[index + 1] == quote else {
          return .found(at: index, escapes: escapes, lines: lines)
        }
        escapes = true
        index += 2
      } else if escape != 0, byte == escape {
        escapes = true
        if index + 1 < count, isLineEnd(bytes[index + 1]) { lines = true }
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

  /// The end of a field without quotes, past `count` when the byte behind an escape is missing.
  @inline(__always)
  private func endOfUnquoted(
    in bytes: UnsafePointer<UInt8>, from start: Int, count: Int
  ) -> (end: Int, escapes: Bool) {
    var index = start
    if isPlain {
      while index < count, bytes[index] != delimiter, !isLineEnd(bytes[index]) { index += 1 }
      return (index, false)
    }
    var escapes = false
    while index < count, bytes[index] != delimiter, !isLineEnd(bytes[index]) {
      if marks.escape != 0, bytes[index] == marks.escape {
        // At a line's end it escapes nothing.
        if index + 1 < count, isLineEnd(bytes[index + 1]) { return (index + 1, escapes) }
        escapes = true
        index += 2
      } else {
        index += stepsOverCharacters ? doubleByteLength(bytes + index, available: count - index) : 1
      }
    }
    return (index, escapes)
  }

  @inline(__always)
  private mutating func append(
    from: Int, to: Int, rowStart: Int, quoted: Bool, escapes: Bool
  ) {
    fields.append(
      CSVField(
        start: Int32(truncatingIfNeeded: from - rowStart),
        length: Int32(truncatingIfNeeded: to - from), isQuoted: quoted, hasEscapes: escapes))
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
