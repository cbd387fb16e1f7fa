/// Opens a JSON export and reads its records, or those alone that begin at some bytes.
func readJSON(
  _ file: ExportFile, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  at places: [Int]? = nil, witness: ReadingWitness? = nil, onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let plans = try StreamPlan.plans(for: layout.streams)
  let paths = try JSONPaths(streams: layout.streams, plans: plans)
  let encoding = try detectEncoding(
    of: file, declared: layout.encoding, chunkBytes: chunkBytes, witness: witness)
  // In GB18030 and Big5 a backslash can be the second half of a character.
  let window = try InputWindow(
    file, markLength: encoding.markLength,
    decodedFrom: encoding.encoding == .utf8 ? nil : encoding.encoding, chunkBytes: chunkBytes,
    witness: witness)
  let assembler = RecordAssembler(plans: plans, limits: limits, encoding: .utf8)
  var reader = JSONRecordReader(
    window: window, paths: paths, assembler: assembler, encoding: encoding, limits: limits)
  if let places {
    try reader.read(at: places, onBatch: onBatch)
  } else {
    try reader.read(onBatch: onBatch)
  }
  return try reader.summary(of: file, layout: layout)
}

/// Reads the records of a JSON export: one document, or JSON Lines.
///
/// The whole text is checked against RFC 8259, also what no path leads to. In JSON Lines a line
/// that is not JSON is a reject and the next line is read; elsewhere reading stops at the first
/// fault.
struct JSONRecordReader: ~Copyable {
  /// What may come next.
  enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
    /// A value of the outermost level, or the end of the text.
    case outermost
  }

  /// An array or object that is open.
  struct Container {
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

  let window: InputWindow
  let paths: JSONPaths
  let encoding: DetectedEncoding
  let limits: FormatLimits
  var assembler: RecordAssembler
  var lexer: JSONLexer
  var containers: [Container] = []
  var expectation = Expectation.outermost
  /// The node of the value that comes next, or -1.
  var node = 0

  /// Where in the text the outermost value starts, and in which line.
  var outermostStart = 0
  var outermostLine = 1
  /// The number of values of the outermost level begun and ended, and whether there are several on
  /// lines of their own.
  var outermostCount = 0
  var wholeCount = 0
  var isLines = false
  var lastValueLine = 0
  /// Whether a record ended in a later line than the one its outermost value starts in.
  var hasRecordsBelow = false
  /// The end of an outermost value that is a record: it stays open until it is certain that nothing
  /// follows it in its line.
  var settledEnd: Int?
  /// Where in the text each open record starts.
  var recordStarts: [Int] = []
  /// The start of the outermost record, once the record itself grew too long to be kept.
  var overlongText: [UInt8]?
  /// Whether the paths of each stream led to something.
  var isFound: [Bool]
  var fault: FormatReject?
  var fatal: FormatError?
  /// The paths for reading plain records, where the text allows it.
  let plainPaths: JSONPlainPaths?
  var pace = PlainPace()
  /// Whether values are wanted one by one, and not those behind them.
  var readsSingly = false

  init(
    window: InputWindow, paths: JSONPaths, assembler: consuming RecordAssembler,
    encoding: DetectedEncoding, limits: FormatLimits
  ) {
    self.window = window
    self.paths = paths
    self.encoding = encoding
    self.limits = limits
    isFound = Array(repeating: false, count: assembler.plans.count)
    plainPaths =
      encoding.encoding == .utf8 ? JSONPlainPaths(paths, plans: assembler.plans) : nil
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
      if token == .beginObject, isNearEnd {
        lexer.putBack()
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

  /// Whether the last token may begin a plain record that the end of the window cuts.
  private var isNearEnd: Bool {
    !window.isLast && plainPaths != nil && recordStarts.isEmpty
      && lexer.count - lexer.start < min(16 << 10, window.chunkBytes / 16)
  }

  func summary(of file: ExportFile, layout: RecordLayout) throws(FormatError) -> ReadSummary {
    let outermost = layout.streams.indices.filter { layout.streams[$0].parent == nil }
    if fault == nil, wholeCount > 0, !outermost.contains(where: { isFound[$0] }) {
      throw .recordsNotFound(
        path: layout.streams[outermost[0]].path,
        found: sniffedPaths(file: file.path, limits: limits))
    }
    var summary = ReadSummary(
      recordCounts: assembler.recordCounts, encoding: encoding, byteCount: file.byteCount)
    summary.rejects = assembler.log.inOrder
    summary.absentFields = assembler.absentFields
    summary.fault = fault
    return summary
  }

  /// Takes one token; returns what is wrong with it.
  mutating func take(
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

  mutating func key() -> JSONFault? {
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
  var line: Int { lexer.linesBefore + 1 }

  func textOffset(_ index: Int) -> Int { window.textOffset + index }

  var contentBytes: UnsafeBufferPointer<UInt8> {
    let content = lexer.content
    return UnsafeBufferPointer(start: lexer.bytes + content.lowerBound, count: content.count)
  }

  func fault(_ kind: JSONFault.Kind) -> JSONFault {
    JSONFault(kind: kind, offset: lexer.start)
  }

  func elementNode(of container: Container) -> Int {
    container.node < 0 ? -1 : paths.nodes[container.node].elements
  }
}
