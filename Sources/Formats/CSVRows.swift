/// A row of a CSV export, somewhere in the window.
struct CSVRow {
  /// Its bytes in the window, with its line end.
  var range: Range<Int>
  /// Its number, from 1; blank lines count.
  var number: Int
  /// The line it starts in, from 1.
  var line: Int
  /// Whether one of its fields goes over several lines.
  var hasInnerLineEnds: Bool
}

/// Why a row cannot be taken apart.
struct CSVRowFault {
  enum Kind {
    case unclosedQuote, distantQuote, strayQuote, recordTooLong
  }

  var kind: Kind
  var number: Int
  var line: Int
  /// Where on disk the row starts, and where the fault is.
  var byte: Int
  var faultByte: Int
  var faultLine: Int
  /// The beginning of the row's first line.
  var text: [UInt8]
}

/// Goes through the rows of a CSV export from start to end.
///
/// A row that cannot be taken apart is given up at the end of its first line, and the next line is
/// a row again: a quote that is never closed costs one line and not the rest of the file.
struct CSVRows: ~Copyable {
  enum Next {
    case row(CSVRow)
    case fault(CSVRowFault)
    case end
  }

  var tokenizer: CSVTokenizer
  let window: InputWindow
  let limits: FormatLimits
  /// How many rows ``nextInWindow()`` passed over because they cannot be taken apart.
  private(set) var brokenRows = 0
  /// Where the next row starts; assigning an earlier one goes back to it.
  var state = State()

  struct State {
    /// In the window.
    var index = 0
    var line = 1
    /// The number of rows before it.
    var number = 0
  }

  private var index: Int {
    get { state.index }
    set { state.index = newValue }
  }
  private var line: Int {
    get { state.line }
    set { state.line = newValue }
  }
  private var number: Int {
    get { state.number }
    set { state.number = newValue }
  }

  init(_ window: InputWindow, tokenizer: consuming CSVTokenizer, limits: FormatLimits) {
    self.window = window
    self.tokenizer = tokenizer
    self.limits = limits
  }

  /// Passes over rows of one line each that were read otherwise.
  mutating func skip(rows: Int, bytes: Int) {
    index += bytes
    line += rows
    number += rows
  }

  /// Moves to the next row that is not a blank line, within the bytes that are in the window
  /// already; nil at their end.
  mutating func nextInWindow() -> Next? {
    while index < window.count {
      let start = index
      switch tokenizer.row(
        in: window.bytes, from: start, count: window.count, isLast: window.isLast)
      {
      case .row(let end, let hasInnerLineEnds): return .row(row(start..<end, hasInnerLineEnds))
      case .blankLine(let end): skipBlankLine(to: end)
      case .incomplete(openQuote: nil): return nil
      case .incomplete, .unclosedQuote, .strayQuote:
        let end = lineEnd(
          in: window.bytes, from: start, count: window.count, isLast: window.isLast)
        guard let end else { return nil }
        brokenRows += 1
        skipBlankLine(to: end)
      }
    }
    return nil
  }

  /// Moves to the next row that is not a blank line.
  ///
  /// - Parameter keepsHead: whether all bytes read so far stay in the window, so that ranges of
  ///   earlier rows stay valid.
  mutating func next(keepsHead: Bool = false) throws(FormatError) -> Next {
    while true {
      guard index < window.count else {
        if window.isLast { return .end }
        try extend(keepsHead)
        continue
      }
      let start = index
      let outcome = tokenizer.row(
        in: window.bytes, from: start, count: window.count, isLast: window.isLast)
      switch outcome {
      case .row(let end, let hasInnerLineEnds):
        if let passed = passedLimit(from: start, to: end) {
          return .fault(try fault(passed.kind, at: passed.index, keepsHead))
        }
        return .row(row(start..<end, hasInnerLineEnds))
      case .blankLine(let end):
        skipBlankLine(to: end)
      case .incomplete(let openQuote):
        if let passed = passedLimit(from: start, to: window.count, openQuote: openQuote) {
          return .fault(try fault(passed.kind, at: passed.index, keepsHead))
        }
        try extend(keepsHead)
      case .unclosedQuote(let quote):
        let passed = passedLimit(from: start, to: window.count, openQuote: quote)
        return .fault(
          try fault(passed?.kind ?? .unclosedQuote, at: passed?.index ?? quote, keepsHead))
      case .strayQuote(let stray):
        let passed = passedLimit(from: start, to: stray)
        return .fault(try fault(passed?.kind ?? .strayQuote, at: passed?.index ?? stray, keepsHead))
      }
    }
  }

  /// The limit that a row passes first, up to `end`: a quote that is not closed soon is taken for one
  /// that is never closed, and else much of the export could be read for a single row.
  ///
  /// Fields that are closed count as well, so that it does not matter how much of the row is in the
  /// window.
  @inline(__always)
  private func passedLimit(
    from start: Int, to end: Int, openQuote: Int? = nil
  ) -> (kind: CSVRowFault.Kind, index: Int)? {
    guard end - start > min(limits.fieldBytes, limits.recordBytes) else { return nil }
    return firstPassedLimit(from: start, to: end, openQuote: openQuote)
  }

  @inline(never)
  private func firstPassedLimit(
    from start: Int, to end: Int, openQuote: Int?
  ) -> (kind: CSVRowFault.Kind, index: Int)? {
    let isTooLong = end - start > limits.recordBytes
    var passed: (kind: CSVRowFault.Kind, index: Int)? = isTooLong ? (.recordTooLong, start) : nil
    var place = isTooLong ? start + limits.recordBytes : .max
    func look(at quote: Int, length: Int) {
      guard length > limits.fieldBytes, quote + 1 + limits.fieldBytes <= place else { return }
      passed = (.distantQuote, quote)
      place = quote + 1 + limits.fieldBytes
    }
    for i in 0..<tokenizer.fields.count where tokenizer.fields.base[i].isQuoted {
      let field = tokenizer.fields.base[i]
      look(at: start + field.fieldStart, length: Int(field.length))
    }
    if let openQuote { look(at: openQuote, length: end - openQuote - 1) }
    return passed
  }

  private mutating func skipBlankLine(to end: Int) {
    index = end
    line += 1
    number += 1
  }

  private mutating func row(_ range: Range<Int>, _ hasInnerLineEnds: Bool) -> CSVRow {
    number += 1
    let row = CSVRow(
      range: range, number: number, line: line, hasInnerLineEnds: hasInnerLineEnds)
    line += hasInnerLineEnds ? lineEnds(in: bytes(range), followedBy: nil) : 1
    index = range.upperBound
    return row
  }

  private mutating func extend(_ keepsHead: Bool) throws(FormatError) {
    let keep = keepsHead ? 0 : index
    try window.extend(keepingFrom: keep)
    index -= keep
  }

  /// Describes the fault of the row that starts at `index`, and moves behind the row's first line.
  private mutating func fault(
    _ kind: CSVRowFault.Kind, at fault: Int, _ keepsHead: Bool
  ) throws(FormatError) -> CSVRowFault {
    number += 1
    let before = bytes(index..<fault)
    var result = CSVRowFault(
      kind: kind, number: number, line: line, byte: window.byteOffset(of: index),
      faultByte: window.byteOffset(of: fault),
      faultLine: line + lineEnds(in: before, followedBy: window.bytes[fault]), text: [])
    while true {
      let end = lineEnd(
        in: window.bytes, from: index, count: window.count, isLast: window.isLast)
      let textEnd = min(end ?? window.count, index + limits.rejectTextBytes)
      if textEnd - index > result.text.count { result.text = [UInt8](bytes(index..<textEnd)) }
      if let end {
        index = end
        line += 1
        return result
      }
      // The line is longer than what a reject keeps of it: the rest passes by.
      if !keepsHead, result.text.count >= limits.rejectTextBytes {
        index = window.count - (window.bytes[window.count - 1] == UInt8(ascii: "\r") ? 1 : 0)
      }
      try extend(keepsHead)
    }
  }

  private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
  }
}
