/// Opens an XML export and reads its records.
func readXML(
  _ file: ExportFile, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let plans = try StreamPlan.plans(for: layout.streams)
  let paths = try XMLPaths(streams: layout.streams, plans: plans)
  let encoding = try detectXMLEncoding(
    of: file, fallback: layout.encoding, chunkBytes: chunkBytes)
  // UTF-8 that is damaged is decoded too: the parser would stop at the first bad byte.
  let isPlain = encoding.encoding == .utf8 && encoding.isValidated
  let window = try InputWindow(
    file, markLength: encoding.markLength, decodedFrom: isPlain ? nil : encoding.encoding,
    chunkBytes: chunkBytes)
  return try withoutActuallyEscaping(onBatch) { (onBatch) throws(FormatError) in
    let reader = XMLRecordReader(
      window: window, paths: paths, plans: plans, encoding: encoding, limits: limits,
      onBatch: onBatch)
    return try reader.read(file, layout: layout)
  }
}

/// Reads the records of an XML export.
///
/// The text of an element is what stands in it without the white space at its ends; an attribute's
/// value is kept as it is.
final class XMLRecordReader: XMLHandler {
  /// An element that is open.
  private struct Element {
    /// What the paths know about it, or -1 when no path leads into it.
    var node: Int
    /// The stream whose record it is, or -1.
    var stream: Int
    /// Where in the text and in which line its start tag is.
    var offset: Int
    var line: Int
    /// Where its text starts in ``XMLRecordReader/text``, or -1 when nobody asked for it.
    var textStart: Int
    var hasElements = false
    var isNil = false
  }

  private let window: InputWindow
  private let nodes: [XMLPaths.Node]
  private let encoding: DetectedEncoding
  private let limits: FormatLimits
  private let onBatch: (RecordBatch) -> Void
  private var assembler: RecordAssembler
  private var parser: XMLParser!
  private var names = XMLNames()
  private var lines = LineCounter()
  private var elements: [Element] = []
  /// The text of the open elements that somebody asked for.
  private var text = GrowingBuffer<UInt8>(capacity: 4096)
  private var recordStarts: [Int] = []
  /// The start of the outermost record, once the record itself grew too long to be kept.
  private var overlongText: [UInt8]?
  private var isFound: [Bool]

  init(
    window: InputWindow, paths: XMLPaths, plans: [StreamPlan], encoding: DetectedEncoding,
    limits: FormatLimits, onBatch: @escaping (RecordBatch) -> Void
  ) {
    self.window = window
    nodes = paths.nodes
    self.encoding = encoding
    self.limits = limits
    self.onBatch = onBatch
    assembler = RecordAssembler(plans: plans, limits: limits, encoding: .utf8)
    isFound = Array(repeating: false, count: plans.count)
    parser = XMLParser(handler: self, depthLimit: limits.depth)
    names = XMLNames(paths.nodes, in: parser)
  }

  func read(_ file: ExportFile, layout: RecordLayout) throws(FormatError) -> ReadSummary {
    let isWhole = try parseAll()
    let outermost = layout.streams.indices.filter { layout.streams[$0].parent == nil }
    let found = outermost.contains { isFound[$0] }
    var summary = ReadSummary(recordCounts: [], encoding: encoding, byteCount: file.byteCount)
    if !isWhole, let fault = parser.fault { summary.fault = try stop(fault, found: found) }
    guard found || summary.fault != nil else {
      throw .recordsNotFound(path: layout.streams[outermost[0]].path, found: sniffedPaths(file: file.path, limits: limits))
    }
    assembler.handOn(onBatch)
    summary.recordCounts = assembler.recordCounts
    summary.rejects = assembler.log.rejects.sorted { $0.position.byte < $1.position.byte }
    summary.absentFields = assembler.absentFields
    return summary
  }

  /// Parses the whole text; returns false when it had to stop before.
  private func parseAll() throws(FormatError) -> Bool {
    var parsed = 0
    while !window.isLast {
      let keep = min(recordStarts.first ?? .max, parser.offset + base) - window.textOffset
      try window.extend(keepingFrom: max(0, min(keep, window.count)))
      let fresh = UnsafeBufferPointer(
        start: window.bytes + (parsed + base - window.textOffset),
        count: window.textOffset + window.count - parsed - base)
      lines.add(fresh, at: parsed + base)
      for start in stride(from: 0, to: fresh.count, by: pieceBytes) {
        let count = min(pieceBytes, fresh.count - start)
        guard parser.parse(fresh.baseAddress! + start, count: count) else { return false }
      }
      parsed += fresh.count
      checkRecordLength()
    }
    return parser.finish()
  }

  /// The text begins behind a byte-order mark; the parser counts from its own start.
  private var base: Int { encoding.markLength }

  /// The pieces in which libxml2 is fastest.
  private var pieceBytes: Int { 64 << 10 }
}

extension XMLRecordReader {
  func startElement(_ element: XMLElement, offset: Int) {
    let offset = offset + base
    var node = -1
    if let last = elements.indices.last {
      elements[last].hasElements = true
      if elements[last].node >= 0 { node = names.child(of: elements[last].node, element) }
    } else {
      node = names.child(of: 0, element)
    }
    if overlongText != nil { node = -1 }
    guard node >= 0 else {
      elements.append(Element(node: -1, stream: -1, offset: offset, line: 0, textStart: -1))
      return
    }
    let line = lines.line(at: offset)
    let stream = nodes[node].stream
    if stream >= 0 { begin(stream, offset: offset, line: line) }
    var open = Element(node: node, stream: stream, offset: offset, line: line, textStart: -1)
    markFound(childrenOf: node)
    if !nodes[node].targets.isEmpty {
      open.textStart = text.count
      open.isNil = names.isNil(element)
    }
    elements.append(open)
    for i in 0..<element.attributeCount where !nodes[node].attributes.isEmpty {
      let name = element.attributeName(i)
      for target in names.attributes(of: node, local: name.local, prefix: name.prefix) {
        let place = element.attributeOffset(i) + base
        set(
          nodes[node].attributes[target].target, kind: .text, element.attributeValue(i),
          offset: place, line: lines.line(at: place))
      }
    }
  }

  func characters(_ characters: UnsafeBufferPointer<UInt8>) {
    guard let last = elements.last, last.textStart >= 0, let start = characters.baseAddress else {
      return
    }
    // One byte more than the limit is enough to see that it was passed.
    let room = limits.fieldBytes + 1 - (text.count - last.textStart)
    if room > 0 { text.append(start, count: min(room, characters.count)) }
  }

  func endElement(offset: Int) {
    let element = elements.removeLast()
    guard element.node >= 0 else { return }
    if element.textStart >= 0 {
      endText(of: element)
      text.truncate(to: element.textStart)
    }
    if element.stream >= 0 { end(at: offset + base) }
  }

  private func endText(of element: Element) {
    var range = element.textStart..<text.count
    while let first = range.first, isXMLSpace(text.base[first]) { range.removeFirst() }
    while let last = range.last, isXMLSpace(text.base[last]) { range.removeLast() }
    let value = UnsafeBufferPointer(start: text.base + range.lowerBound, count: range.count)
    for target in nodes[element.node].targets {
      if element.hasElements, element.stream < 0 {
        fail(target, "not-a-scalar", offset: element.offset, line: element.line) {
          "'\($0)' holds elements and not only text"
        }
      } else {
        set(
          target, kind: element.isNil ? .null : .text, value, offset: element.offset,
          line: element.line)
      }
    }
  }

  private func set(
    _ target: XMLPaths.Target, kind: Cell.Kind, _ value: UnsafeBufferPointer<UInt8>, offset: Int,
    line: Int
  ) {
    guard overlongText == nil, assembler.isOpen(target.stream) else { return }
    if value.count > limits.fieldBytes {
      let limit = limits.fieldBytes
      return fail(target, "field-too-long", offset: offset, line: line) {
        "'\($0)' has more than \(limit) bytes"
      }
    }
    if assembler.isSet(target.slot, of: target.stream) {
      // The same value again says nothing new.
      if assembler.holds(value, kind: kind, in: target.slot, of: target.stream) { return }
      return fail(target, "duplicate-element", offset: offset, line: line) {
        "the record has '\($0)' twice, with other values"
      }
    }
    assembler.set(
      target.slot, of: target.stream, kind: kind, text: value, line: line, byte: byte(of: offset))
  }
}

extension XMLRecordReader {
  /// Where on disk a byte of the text comes from.
  private func byte(of offset: Int) -> Int {
    window.byteOffset(of: max(0, offset - window.textOffset))
  }

  private func begin(_ stream: Int, offset: Int, line: Int) {
    isFound[stream] = true
    recordStarts.append(offset)
    assembler.begin(stream, line: line, byte: byte(of: offset))
  }

  private func end(at offset: Int) {
    let start = recordStarts.removeLast()
    if let text = overlongText {
      text.withUnsafeBufferPointer { assembler.end(text: $0, onBatch: onBatch) }
      if recordStarts.isEmpty { overlongText = nil }
      return
    }
    let range = start - window.textOffset..<max(start, offset) - window.textOffset
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
    let bytes = UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
    assembler.end(text: bytes, onBatch: onBatch)
  }

  /// - Parameter message: makes the message from the field's name.
  private func fail(
    _ target: XMLPaths.Target, _ code: String, offset: Int, line: Int, message: (String) -> String
  ) {
    guard assembler.isOpen(target.stream) else { return }
    let column = assembler.plans[target.stream].slots[target.slot]
    assembler.fail(
      target.stream, code: code, line: line, byte: byte(of: offset), column: column, message(column))
  }

  /// An element that holds records is found even when it holds none.
  private func markFound(childrenOf node: Int) {
    for child in nodes[node].children where nodes[child.node].stream >= 0 {
      isFound[nodes[child.node].stream] = true
    }
  }

  /// Gives up keeping a record that is too long; what follows of it is only checked.
  private func checkRecordLength() {
    guard overlongText == nil, let start = recordStarts.first else { return }
    let index = start - window.textOffset
    guard window.count - index > limits.recordBytes else { return }
    let shown = min(window.count - index, limits.rejectTextBytes)
    overlongText = [UInt8](UnsafeBufferPointer(start: window.bytes + index, count: shown))
    recordStarts[0] = .max
    if let stream = assembler.openStreams.first { failOverlong(stream) }
  }

  private func failOverlong(_ stream: Int) {
    let position = assembler.position(of: stream)
    assembler.fail(
      stream, code: "record-too-long", line: position.line, byte: position.byte,
      "the record has more than \(limits.recordBytes) bytes")
  }

  /// Turns what stopped the parser into the place where reading stopped, or an error when nothing was
  /// found before.
  private func stop(_ fault: XMLFault, found: Bool) throws(FormatError) -> FormatReject {
    let offset = min(fault.offset + base, window.textOffset + window.count)
    let line = lines.line(at: offset)
    let byte = byte(of: offset)
    if fault.kind == .documentType { throw .documentTypeForbidden(line: line) }
    guard found else {
      throw .isNotWellFormed(grammar: "XML", line: line, byte: byte, reason: fault.message)
    }
    let stream = assembler.openStreams.first ?? 0
    let position =
      assembler.openStreams.isEmpty
      ? assembler.nextPosition(of: stream, line: line, byte: byte)
      : assembler.position(of: stream)
    var shown = ""
    if let start = recordStarts.first, start != .max, start >= window.textOffset {
      let index = start - window.textOffset
      shown = assembler.shownText(
        UnsafeBufferPointer(start: window.bytes + index, count: window.count - index))
    }
    assembler.abandon()
    let code =
      switch fault.kind {
      case .truncated: "truncated"
      case .tooDeep: "too-deep"
      default: "not-well-formed"
      }
    return FormatReject(
      code: code, stream: stream, position: position, line: line, byte: byte,
      message: fault.message, originalText: shown)
  }
}
