/// Opens a JSON export and reads its records.
func readJSON(
  _ file: ExportFile, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let plans = try StreamPlan.plans(for: layout.streams)
  let paths = try JSONPaths(streams: layout.streams, plans: plans)
  let encoding = try detectEncoding(of: file, declared: layout.encoding, chunkBytes: chunkBytes)
  // In GB18030 and Big5 a backslash can be the second half of a character.
  let window = try InputWindow(
    file, markLength: encoding.markLength,
    decodedFrom: encoding.encoding == .utf8 ? nil : encoding.encoding, chunkBytes: chunkBytes)
  let assembler = RecordAssembler(plans: plans, limits: limits, encoding: .utf8)
  var reader = JSONRecordReader(
    window: window, paths: paths, assembler: assembler, encoding: encoding, limits: limits)
  try reader.read(onBatch: onBatch)
  return try reader.summary(of: file, layout: layout)
}

/// Reads the records of a JSON export: one document, or JSON Lines.
///
/// The whole text is checked against RFC 8259, also what no path leads to. In JSON Lines a line that is
/// not JSON is a reject and the next line is read; elsewhere reading stops at the first fault.
struct JSONRecordReader: ~Copyable {
  /// What may come next.
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
    /// A value of the outermost level, or the end of the text.
    case outermost
  }

  /// An array or object that is open.
  private struct Container {
    var isObject: Bool
    /// What the paths know about it, or -1 when no path leads into it.
    var node: Int
    /// The stream whose record it is, or -1.
    var stream: Int
    /// Which of the node's first 64 members it had so far.
    var seen: UInt64 = 0
    /// The member that will probably come next.
    var expected = 0
  }

  private let window: InputWindow
  private let paths: JSONPaths
  private let encoding: DetectedEncoding
  private let limits: FormatLimits
  private var assembler: RecordAssembler
  private var lexer: JSONLexer
  private var containers: [Container] = []
  private var expectation = Expectation.outermost
  /// The node of the value that comes next, or -1.
  private var node = 0

  /// Where in the text the outermost value starts, and in which line.
  private var outermostStart = 0
  private var outermostLine = 1
  /// The number of values of the outermost level begun and ended, and whether there are several on
  /// lines of their own.
  private var outermostCount = 0
  private var wholeCount = 0
  private var isLines = false
  private var lastValueLine = 0
  /// The end of an outermost value that is a record: it stays open until it is certain that nothing
  /// follows it in its line.
  private var settledEnd: Int?
  /// Where in the text each open record starts.
  private var recordStarts: [Int] = []
  /// The start of the outermost record, once the record itself grew too long to be kept.
  private var overlongText: [UInt8]?
  /// Whether the paths of each stream led to something.
  private var isFound: [Bool]
  private var fault: FormatReject?
  private var fatal: FormatError?

  init(
    window: InputWindow, paths: JSONPaths, assembler: consuming RecordAssembler,
    encoding: DetectedEncoding, limits: FormatLimits
  ) {
    self.window = window
    self.paths = paths
    self.encoding = encoding
    self.limits = limits
    isFound = Array(repeating: false, count: assembler.plans.count)
    self.assembler = assembler
    lexer = JSONLexer(window.bytes, count: 0, isLast: false)
  }

  mutating func read(onBatch: (RecordBatch) -> Void) throws(FormatError) {
    while true {
      let token = lexer.next()
      if token == .incomplete {
        guard try extend() else { break }
        continue
      }
      let problem = token == .invalid ? lexer.fault : take(token, onBatch: onBatch)
      if let problem {
        if expectation == .outermost, line > lastValueLine { settle(onBatch) }
        guard try recover(from: problem) else { break }
      } else if token == .endOfText {
        break
      }
    }
    assembler.handOn(onBatch)
    if let fatal { throw fatal }
  }

  func summary(of file: ExportFile, layout: RecordLayout) throws(FormatError) -> ReadSummary {
    let outermost = layout.streams.indices.filter { layout.streams[$0].parent == nil }
    if fault == nil, wholeCount > 0, !outermost.contains(where: { isFound[$0] }) {
      throw .recordsNotFound(path: layout.streams[outermost[0]].path, found: sniffedPaths(file: file.path, limits: limits))
    }
    var summary = ReadSummary(
      recordCounts: assembler.recordCounts, encoding: encoding, byteCount: file.byteCount)
    summary.rejects = assembler.log.rejects.sorted { $0.position.byte < $1.position.byte }
    summary.absentFields = assembler.absentFields
    summary.fault = fault
    return summary
  }

  /// Takes one token; returns what is wrong with it.
  private mutating func take(
    _ token: JSONLexer.Token, onBatch: (RecordBatch) -> Void
  ) -> JSONFault? {
    switch expectation {
    case .outermost:
      if token != .endOfText, outermostCount > 0, line == lastValueLine {
        return fault(.trailingText)
      }
      settle(onBatch)
      if token == .endOfText { return outermostCount == 0 ? fault(.emptyText) : nil }
      isLines = outermostCount > 0
      outermostCount += 1
      outermostStart = textOffset(lexer.start)
      outermostLine = line
      node = 0
      return value(token, onBatch)
    case .value:
      return value(token, onBatch)
    case .valueOrEnd:
      return token == .endArray ? close(onBatch) : value(token, onBatch)
    case .key, .keyOrEnd:
      if token == .endObject {
        return expectation == .key ? fault(.trailingComma) : close(onBatch)
      }
      guard token == .string else { return fault(.expected("a key in quotes")) }
      return key()
    case .colon:
      guard token == .colon else { return fault(.expected("':' after a key")) }
      expectation = .value
    case .commaOrEnd:
      let isObject = containers[containers.count - 1].isObject
      if token == (isObject ? .endObject : .endArray) { return close(onBatch) }
      guard token == .comma else {
        return fault(.expected(isObject ? "',' or '}'" : "',' or ']'"))
      }
      expectation = isObject ? .key : .value
      if !isObject { node = elementNode(of: containers[containers.count - 1]) }
    }
    return nil
  }

  private mutating func key() -> JSONFault? {
    expectation = .colon
    let top = containers.count - 1
    let parent = containers[top].node
    node = -1
    guard parent >= 0, !paths.nodes[parent].members.isEmpty else { return nil }
    let content = contentBytes
    var found: Int?
    if lexer.hasEscapes {
      let text = Array(JSONEscape.unescaped(content).utf8)
      found = text.withUnsafeBufferPointer {
        paths.member(of: parent, key: $0, expected: containers[top].expected)
      }
    } else {
      found = paths.member(of: parent, key: content, expected: containers[top].expected)
    }
    guard let member = found else { return nil }
    node = paths.members[paths.nodes[parent].members.lowerBound + member].node
    containers[top].expected = member + 1
    if member < 64 {
      let bit = UInt64(1) << UInt64(member)
      if containers[top].seen & bit != 0 { failDuplicate(content) }
      containers[top].seen |= bit
    }
    return nil
  }
}

extension JSONRecordReader {
  private var line: Int { lexer.linesBefore + 1 }

  private func textOffset(_ index: Int) -> Int { window.textOffset + index }

  private var contentBytes: UnsafeBufferPointer<UInt8> {
    let content = lexer.content
    return UnsafeBufferPointer(start: lexer.bytes + content.lowerBound, count: content.count)
  }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: kind, offset: lexer.start)
  }

  private func elementNode(of container: Container) -> Int {
    container.node < 0 ? -1 : paths.nodes[container.node].elements
  }

  /// Takes a value at ``node``, whose first token is the last one.
  private mutating func value(
    _ token: JSONLexer.Token, _ onBatch: (RecordBatch) -> Void
  ) -> JSONFault? {
    switch token {
    case .beginObject, .beginArray:
      guard containers.count < limits.depth else { return fault(.tooDeep(limits.depth)) }
      open(isObject: token == .beginObject)
    case .string, .number, .true, .false, .null:
      scalar(token, onBatch)
    default:
      return fault(.expected("a value"))
    }
    return nil
  }

  private mutating func open(isObject: Bool) {
    var here = overlongText == nil ? node : -1
    // One object stands where an array of them could: it is the only element.
    if here >= 0, isObject, paths.nodes[here].elements >= 0, paths.nodes[here].members.isEmpty {
      markFound(elementsOf: here)
      here = paths.nodes[here].elements
    }
    var stream = -1
    if here >= 0 {
      if !isObject, paths.nodes[here].elements >= 0 { markFound(elementsOf: here) }
      stream = paths.nodes[here].stream
      if stream >= 0 { begin(stream) }
      if !isObject, stream >= 0 {
        fail(stream, "not-an-object", "the record is an array and not an object")
      }
      failTargets(of: here, isObject: isObject)
      if !isObject, paths.nodes[here].elements < 0, !paths.nodes[here].members.isEmpty, stream < 0 {
        failInnermost("not-an-object", "an array stands where an object is read")
      }
      // The keys and elements of what is not what the paths expect lead nowhere.
      if !isObject, paths.nodes[here].elements < 0 { here = -1 }
    }
    containers.append(Container(isObject: isObject, node: here, stream: stream))
    expectation = isObject ? .keyOrEnd : .valueOrEnd
    node = isObject ? -1 : elementNode(of: containers[containers.count - 1])
  }

  private mutating func close(_ onBatch: (RecordBatch) -> Void) -> JSONFault? {
    let container = containers.removeLast()
    behindValue()
    if container.stream >= 0 { end(onBatch) }
    return nil
  }

  private mutating func behindValue() {
    expectation = containers.isEmpty ? .outermost : .commaOrEnd
    if containers.isEmpty { wholeCount += 1 }
    lastValueLine = line
  }

  private mutating func scalar(_ token: JSONLexer.Token, _ onBatch: (RecordBatch) -> Void) {
    behindValue()
    guard node >= 0, overlongText == nil else { return }
    var here = node
    if paths.nodes[here].elements >= 0 {
      if token == .null {
        markFound(elementsOf: here)
        return
      }
      guard containers.isEmpty else {
        return failInnermost("not-an-array", "a single value stands where an array is read")
      }
      here = paths.nodes[here].elements
    }
    let stream = paths.nodes[here].stream
    if stream >= 0 {
      begin(stream)
      if paths.nodes[here].targets.isEmpty {
        fail(stream, "not-an-object", "the record is a single value and not an object")
      }
    } else if !paths.nodes[here].members.isEmpty, token != .null, paths.nodes[here].targets.isEmpty,
      !(token == .string && lexer.content.isEmpty)
    {
      failInnermost("not-an-object", "a single value stands where an object is read")
    }
    for target in paths.targets[paths.nodes[here].targets] { set(target, token) }
    if stream >= 0 { end(onBatch) }
  }

  private mutating func set(_ target: JSONPaths.Target, _ token: JSONLexer.Token) {
    guard assembler.isOpen(target.stream) else { return }
    let content = token == .null ? UnsafeBufferPointer(start: nil, count: 0) : contentBytes
    if assembler.isSet(target.slot, of: target.stream) {
      return fail(target, "duplicate-key") { "the record has '\($0)' twice" }
    }
    if content.count > limits.fieldBytes {
      let limit = limits.fieldBytes
      return fail(target, "field-too-long") {
        "'\($0)' has \(content.count) bytes, more than the limit of \(limit)"
      }
    }
    let byte = window.byteOffset(of: lexer.start)
    if token == .string, lexer.hasNonASCII, encoding.encoding == .utf8, !encoding.isValidated,
      let bad = firstInvalidUTF8(in: content)
    {
      let place = byte + 1 + bad
      return fail(target, "bad-encoding", at: place) {
        "the byte at offset \(place) in '\($0)' is not UTF-8"
      }
    }
    if token == .string, lexer.hasEscapes {
      assembler.setUnescaped(
        target.slot, of: target.stream, text: content, line: line, byte: byte)
    } else {
      assembler.set(
        target.slot, of: target.stream, kind: kind(of: token), text: content, line: line, byte: byte)
    }
  }

  /// - Parameter message: makes the message from the field's name.
  private mutating func fail(
    _ target: JSONPaths.Target, _ code: String, at byte: Int? = nil,
    message: (String) -> String
  ) {
    guard assembler.isOpen(target.stream) else { return }
    let column = assembler.plans[target.stream].slots[target.slot]
    assembler.fail(
      target.stream, code: code, line: line, byte: byte ?? window.byteOffset(of: lexer.start),
      column: column, message(column))
  }

  private func kind(of token: JSONLexer.Token) -> Cell.Kind {
    switch token {
    case .number: .number
    case .true, .false: .boolean
    case .null: .null
    default: .text
    }
  }

  private mutating func markFound(elementsOf node: Int) {
    let stream = paths.nodes[paths.nodes[node].elements].stream
    if stream >= 0 { isFound[stream] = true }
  }
}

extension JSONRecordReader {
  private mutating func begin(_ stream: Int) {
    isFound[stream] = true
    recordStarts.append(textOffset(lexer.start))
    assembler.begin(stream, line: line, byte: window.byteOffset(of: lexer.start))
  }

  /// Ends the innermost record, whose last byte is the one before the lexer's index.
  private mutating func end(_ onBatch: (RecordBatch) -> Void) {
    if containers.isEmpty {
      settledEnd = textOffset(lexer.index)
    } else {
      end(at: textOffset(lexer.index), onBatch)
    }
  }

  /// Ends a record that is an outermost value.
  private mutating func settle(_ onBatch: (RecordBatch) -> Void) {
    if let end = settledEnd { self.end(at: end, onBatch) }
    settledEnd = nil
  }

  private mutating func end(at end: Int, _ onBatch: (RecordBatch) -> Void) {
    let start = recordStarts.removeLast()
    if let text = overlongText {
      text.withUnsafeBufferPointer { assembler.end(text: $0, onBatch: onBatch) }
      if recordStarts.isEmpty { overlongText = nil }
      return
    }
    let range = start - window.textOffset..<end - window.textOffset
    if range.count > limits.recordBytes, let stream = assembler.innermostStream {
      failOverlong(stream)
    }
    if let stream = assembler.innermostStream, let gap = window.firstGap(in: range) {
      let bad = window.byteOffset(of: gap)
      let before = UnsafeBufferPointer(
        start: window.bytes + range.lowerBound, count: gap - range.lowerBound)
      assembler.fail(
        stream, code: "bad-encoding",
        line: assembler.position(of: stream).line + lineEnds(in: before, followedBy: nil), byte: bad,
        "the byte at offset \(bad) is not \(encoding.encoding.rawValue)")
    }
    let text = UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
    assembler.end(text: text, onBatch: onBatch)
  }

  private mutating func fail(_ stream: Int, _ code: String, _ message: String) {
    assembler.fail(
      stream, code: code, line: line, byte: window.byteOffset(of: lexer.start), message)
  }

  private mutating func failInnermost(_ code: String, _ message: String) {
    if let stream = assembler.innermostStream { fail(stream, code, message) }
  }

  private mutating func failTargets(of node: Int, isObject: Bool) {
    let what = isObject ? "an object" : "an array"
    for target in paths.targets[paths.nodes[node].targets] {
      fail(target, "not-a-scalar") { "'\($0)' is \(what) and not a single value" }
    }
  }

  private mutating func failDuplicate(_ key: UnsafeBufferPointer<UInt8>) {
    let name = String(decoding: key, as: UTF8.self)
    failInnermost("duplicate-key", "the key '\(name)' stands twice in the same object")
  }
}

extension JSONRecordReader {
  /// Where in the text the bytes start that are needed later: those of the outermost record, so that a
  /// reject can show it, or those of a line that may turn out not to be JSON.
  private var heldFrom: Int {
    let next = textOffset(lexer.index)
    if overlongText != nil { return next }
    if isLines, expectation != .outermost { return min(outermostStart, next) }
    return recordStarts.first ?? next
  }

  /// Makes the window larger. Returns false when reading has to stop.
  private mutating func extend() throws(FormatError) -> Bool {
    if window.count - lexer.index > limits.recordBytes {
      fault = faultReject(
        code: "field-too-long", byte: window.byteOffset(of: lexer.index),
        "a single value has more than \(limits.recordBytes) bytes")
      assembler.abandon()
      return false
    }
    if let start = recordStarts.first, overlongText == nil,
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
  private mutating func dropOverlongRecord(startingAt index: Int) {
    let shown = min(window.count - index, limits.rejectTextBytes)
    overlongText = [UInt8](UnsafeBufferPointer(start: window.bytes + index, count: shown))
    if let stream = assembler.openStreams.first { failOverlong(stream) }
  }

  private mutating func failOverlong(_ stream: Int) {
    let position = assembler.position(of: stream)
    assembler.fail(
      stream, code: "record-too-long", line: position.line, byte: position.byte,
      "the record has more than \(limits.recordBytes) bytes")
  }

  /// Goes on behind the line of a fault, if the export is one of JSON Lines. Returns false when reading
  /// has to stop.
  private mutating func recover(from problem: JSONFault) throws(FormatError) -> Bool {
    let message = problem.message(
      in: UnsafeBufferPointer(start: window.bytes, count: window.count))
    let byte = window.byteOffset(of: min(problem.offset, window.count))
    let isEnd = problem.isAtEnd || problem.offset >= window.count
    if case .emptyText = problem.kind {
      fatal = .isEmpty
      return false
    }
    guard let next = try nextLine() else {
      stop(at: byte, isEnd: isEnd, message)
      return false
    }
    rejectLine(before: next, byte: byte, message)
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

  private mutating func stop(at byte: Int, isEnd: Bool, _ message: String) {
    if isFound.contains(true) || assembler.log.count > 0 {
      fault = faultReject(code: isEnd ? "truncated" : "not-well-formed", byte: byte, message)
      assembler.abandon()
    } else {
      fatal = .isNotWellFormed(grammar: "JSON", line: line, byte: byte, reason: message)
    }
  }

  /// The index of the line behind the one in which the outermost value starts, or nil when that value
  /// was no line of JSON Lines.
  private mutating func nextLine() throws(FormatError) -> Int? {
    if expectation == .outermost, settledEnd == nil {
      // No value starts here; or the records of the one before are through already.
      let isTrailing = outermostCount > 0 && line == lastValueLine
      isLines = isLines || outermostCount > 0 && !isTrailing
      outermostCount += 1
      outermostStart = textOffset(lexer.start)
      outermostLine = line
    }
    guard isLines || outermostCount <= 2 else { return nil }
    var start = outermostStart - window.textOffset
    guard start >= 0, isLines || window.bytes[start] != UInt8(ascii: "[") else { return nil }
    var end = lineEnd(in: window.bytes, from: start, count: window.count, isLast: window.isLast)
    while (end == nil || end == window.count), !window.isLast {
      try window.extend(keepingFrom: start)
      start = 0
      outermostStart = window.textOffset
      end = lineEnd(in: window.bytes, from: start, count: window.count, isLast: window.isLast)
      if window.count > limits.recordBytes { return nil }
    }
    guard let end else { return nil }
    if isLines { return end }
    // The first value is broken: it was a line if another value starts the next one.
    guard end < window.count else { return nil }
    let starts = window.bytes[end] == UInt8(ascii: "{") || window.bytes[end] == UInt8(ascii: "[")
    return starts ? end : nil
  }

  /// Rejects the line of the outermost value.
  private mutating func rejectLine(before end: Int, byte: Int, _ message: String) {
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
        code: "not-well-formed", stream: stream, position: position, line: line, byte: byte,
        message: "the line is not JSON: \(message)"),
      text: UnsafeBufferPointer(start: window.bytes + start, count: end - start))
  }

  /// Where and why reading stopped.
  private mutating func faultReject(code: String, byte: Int, _ message: String) -> FormatReject {
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
