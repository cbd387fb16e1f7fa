// What happens at the end of the window, and at a fault.

extension JSONRecordReader {
  /// Where in the text the bytes start that are needed later: those of the outermost record, so
  /// that a reject can show it, or those of a line that may turn out not to be JSON.
  var heldFrom: Int {
    let next = textOffset(lexer.index)
    if overlongText != nil { return next }
    if isLines || mayBeLine, expectation != .outermost { return min(outermostStart, next) }
    return recordStarts.first ?? next
  }

  /// Whether the first value may turn out to be a broken line of JSON Lines and no document: as long
  /// as it has no record in its second line or behind.
  private var mayBeLine: Bool {
    outermostCount == 1 && !hasRecordsBelow
      && textOffset(lexer.index) - outermostStart <= limits.headBytes
  }

  /// Makes the window larger. Returns false when reading has to stop.
  mutating func extend() throws(FormatError) -> Bool {
    if window.count - lexer.index > limits.recordBytes {
      fault = faultReject(
        code: "field-too-long", byte: window.byteOffset(of: lexer.index),
        "a single value has more than \(limits.recordBytes) bytes")
      assembler.abandon()
      return false
    }
    // What follows a record that is whole already does not make it longer.
    if let start = recordStarts.first, overlongText == nil, settledEnd == nil,
      window.count - (start - window.textOffset) > limits.recordBytes
    {
      dropOverlongRecord(startingAt: start - window.textOffset)
    }
    let keep = max(0, heldFrom - window.textOffset)
    try window.extend(keepingFrom: keep)
    lexer.resume(
      in: window.bytes, count: window.count, isLast: window.isLast,
      startingAt: lexer.index - keep)
    return true
  }

  /// Gives up keeping a record that is too long; what follows of it is only checked.
  mutating func dropOverlongRecord(startingAt index: Int) {
    let shown = min(window.count - index, limits.rejectTextBytes)
    overlongText = [UInt8](UnsafeBufferPointer(start: window.bytes + index, count: shown))
    if let stream = assembler.openStreams.first { failOverlong(stream) }
  }

  mutating func failOverlong(_ stream: Int) {
    let position = assembler.position(of: stream)
    assembler.fail(
      stream, code: "record-too-long", line: position.line, byte: position.byte,
      "the record has more than \(limits.recordBytes) bytes")
  }

  /// Goes on behind the line of a fault, if the export is one of JSON Lines. Returns false when
  /// reading has to stop.
  mutating func recover(from problem: JSONFault) throws(FormatError) -> Bool {
    // The message shows the character that is wrong, which may go on behind the window.
    while !window.isLast, window.count < problem.offset + 4 { try window.extend(keepingFrom: 0) }
    let message = problem.message(
      in: UnsafeBufferPointer(start: window.bytes, count: window.count))
    let byte = window.byteOffset(of: min(problem.offset, window.count))
    let isEnd = problem.isAtEnd || problem.offset >= window.count
    if case .emptyText = problem.kind {
      fatal = .isEmpty
      return false
    }
    guard let next = try nextLine() else {
      let code = isEnd ? "truncated" : "not-well-formed"
      stop(at: byte, problem.isTooDeep ? "too-deep" : code, message)
      return false
    }
    let code = problem.isTooDeep ? "too-deep" : "not-well-formed"
    rejectLine(before: next, code, byte: byte, message)
    lexer.resume(
      in: window.bytes, count: window.count, isLast: window.isLast, startingAt: next,
      linesBefore: outermostLine)
    containers = []
    settledEnd = nil
    expectation = .outermost
    isLines = true
    lastValueLine = outermostLine
    return true
  }

  mutating func stop(at byte: Int, _ code: String, _ message: String) {
    if isFound.contains(true) || assembler.log.count > 0 {
      fault = faultReject(code: code, byte: byte, message)
      assembler.abandon()
    } else {
      fatal = .isNotWellFormed(grammar: "JSON", line: line, byte: byte, reason: message)
    }
  }

  /// The index of the line behind the one in which the outermost value starts, or nil when that
  /// value was no line of JSON Lines.
  mutating func nextLine() throws(FormatError) -> Int? {
    let isCounted = outermostCount > 0 && outermostStart == textOffset(lexer.start)
    if expectation == .outermost, settledEnd == nil, !isCounted {
      // No value starts here; or the records of the one before are through already.
      let isTrailing = outermostCount > 0 && line == lastValueLine
      isLines = isLines || outermostCount > 0 && !isTrailing
      outermostCount += 1
      outermostStart = textOffset(lexer.start)
      outermostLine = line
    }
    guard isLines || outermostCount <= 2 else { return nil }
    if !isLines, expectation != .outermost, !mayBeLine || line > outermostLine && !startsLine {
      return nil
    }
    var start = outermostStart - window.textOffset
    guard start >= 0, isLines || window.bytes[start] != UInt8(ascii: "[") else { return nil }
    var end = lineEnd(in: window.bytes, from: start, count: window.count, isLast: window.isLast)
    while end == nil || end == window.count, !window.isLast {
      if (end ?? window.count) - start > limits.recordBytes { return nil }
      try window.extend(keepingFrom: start)
      start = 0
      outermostStart = window.textOffset
      end = lineEnd(in: window.bytes, from: start, count: window.count, isLast: window.isLast)
    }
    guard let end, end - start <= limits.recordBytes else { return nil }
    if isLines { return end }
    // The first value is broken: it was a line if another value starts the next one.
    guard end < window.count else { return nil }
    let starts = window.bytes[end] == UInt8(ascii: "{") || window.bytes[end] == UInt8(ascii: "[")
    return starts ? end : nil
  }

  /// Whether the last token is the first of its line: a broken line is often only found out by the
  /// next one.
  private var startsLine: Bool {
    var index = lexer.start
    while index > 0, window.bytes[index - 1] == 0x20 || window.bytes[index - 1] == 0x09 {
      index -= 1
    }
    return index == 0 || window.bytes[index - 1] == 0x0A || window.bytes[index - 1] == 0x0D
  }

  /// Rejects the line of the outermost value.
  mutating func rejectLine(before end: Int, _ code: String, byte: Int, _ message: String) {
    let start = outermostStart - window.textOffset
    let stream = assembler.openStreams.first ?? 0
    let position =
      assembler.openStreams.isEmpty
      ? assembler.nextPosition(
        of: stream, line: outermostLine, byte: window.byteOffset(of: start))
      : assembler.position(of: stream)
    assembler.abandon()
    recordStarts = []
    overlongText = nil
    assembler.reject(
      FormatReject(
        code: code, stream: stream, position: position, line: line, byte: byte,
        message: "the line is not JSON: \(message)"),
      text: UnsafeBufferPointer(start: window.bytes + start, count: end - start))
  }

  /// Where and why reading stopped.
  mutating func faultReject(code: String, byte: Int, _ message: String) -> FormatReject {
    let stream = assembler.openStreams.first ?? 0
    let isOpen = !assembler.openStreams.isEmpty
    var text = ""
    if let start = recordStarts.first, overlongText == nil {
      let index = start - window.textOffset
      text = assembler.shownText(
        UnsafeBufferPointer(start: window.bytes + index, count: window.count - index))
    }
    return FormatReject(
      code: code, stream: stream,
      position: isOpen
        ? assembler.position(of: stream)
        : assembler.nextPosition(of: stream, line: line, byte: byte),
      line: line, byte: byte, message: message, originalText: text)
  }
}
