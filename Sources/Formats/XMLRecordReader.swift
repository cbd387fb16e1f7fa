/// Opens an XML export and reads its records.
func readXML(
  _ file: ExportFile, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  witness: ReadingWitness? = nil, onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let plans = try StreamPlan.plans(for: layout.streams)
  let paths = try XMLPaths(layout, plans: plans)
  let encoding = try detectXMLEncoding(
    of: file, fallback: layout.encoding, chunkBytes: chunkBytes, witness: witness)
  // UTF-8 that is damaged is decoded too: the parser would stop at the first bad byte.
  let isPlain = encoding.encoding == .utf8 && encoding.isValidated
  let window = try InputWindow(
    file, markLength: encoding.markLength, decodedFrom: isPlain ? nil : encoding.encoding,
    chunkBytes: chunkBytes, witness: witness)
  return try withoutActuallyEscaping(onBatch) { (onBatch) throws(FormatError) in
    let reader = XMLRecordReader(
      window: window, paths: paths, plans: plans, encoding: encoding, limits: limits,
      onBatch: onBatch)
    return try reader.read(file, layout: layout)
  }
}

/// Feeds an XML export to the parser and its tags to the records.
final class XMLRecordReader: XMLHandler {
  private let window: InputWindow
  private let encoding: DetectedEncoding
  private let limits: FormatLimits
  private let onBatch: (RecordBatch) -> Void
  private var parser: XMLParser!
  /// Behind a pointer because fields of a class are checked at every access, some a tag.
  private let records: UnsafeMutablePointer<XMLRecords>

  init(
    window: InputWindow, paths: XMLPaths, plans: [StreamPlan], encoding: DetectedEncoding,
    limits: FormatLimits, onBatch: @escaping (RecordBatch) -> Void
  ) {
    self.window = window
    self.encoding = encoding
    self.limits = limits
    self.onBatch = onBatch
    records = .allocate(capacity: 1)
    parser = XMLParser(handler: self, depthLimit: limits.depth)
    records.initialize(
      to: XMLRecords(
        window: window, names: XMLNames(paths.nodes, in: parser), plans: plans,
        encoding: encoding, limits: limits, onBatch: onBatch))
  }

  deinit {
    records.deinitialize(count: 1)
    records.deallocate()
  }

  func startElement(_ element: XMLElement, offset: Int) {
    records.pointee.startElement(element, offset: offset + base)
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) { records.pointee.characters(text) }

  func endElement(offset: Int) { records.pointee.endElement(offset: offset + base) }

  func read(_ file: ExportFile, layout: RecordLayout) throws(FormatError) -> ReadSummary {
    let isWhole = try parseAll()
    let outermost = layout.streams.indices.filter { layout.streams[$0].parent == nil }
    let found = outermost.contains { records.pointee.isFound[$0] }
    var summary = ReadSummary(recordCounts: [], encoding: encoding, byteCount: file.byteCount)
    if !isWhole, let fault = parser.fault { summary.fault = try stop(fault, found: found) }
    guard found || summary.fault != nil else {
      throw .recordsNotFound(
        path: layout.streams[outermost[0]].path,
        found: sniffedPaths(file: file.path, limits: limits))
    }
    records.pointee.assembler.handOn(onBatch)
    summary.recordCounts = records.pointee.assembler.recordCounts
    summary.rejects = records.pointee.assembler.log.inOrder
    summary.absentFields = records.pointee.assembler.absentFields
    return summary
  }

  /// Parses the whole text; returns false when it had to stop before.
  private func parseAll() throws(FormatError) -> Bool {
    var parsed = base
    while !window.isLast {
      let needed = min(records.pointee.heldFrom, parser.offset + base) - window.textOffset
      try window.extend(keepingFrom: max(0, min(needed, window.count)))
      let fresh = UnsafeBufferPointer(
        start: window.bytes + (parsed - window.textOffset),
        count: window.textOffset + window.count - parsed)
      records.pointee.lines.add(fresh, at: parsed)
      for start in stride(from: 0, to: fresh.count, by: pieceBytes) {
        let count = min(pieceBytes, fresh.count - start)
        guard parser.parse(fresh.baseAddress! + start, count: count) else { return false }
      }
      parsed += fresh.count
      records.pointee.checkRecordLength()
    }
    return parser.finish()
  }

  /// Turns what stopped the parser into the place where reading stopped, or an error when nothing
  /// was found before.
  private func stop(_ fault: XMLFault, found: Bool) throws(FormatError) -> FormatReject {
    let offset = min(fault.offset + base, window.textOffset + window.count)
    let line = records.pointee.lines.line(at: offset)
    let byte = window.byteOffset(of: max(0, offset - window.textOffset))
    if fault.kind == .documentType { throw .documentTypeForbidden(line: line) }
    guard found else {
      throw .isNotWellFormed(grammar: "XML", line: line, byte: byte, reason: fault.message)
    }
    return records.pointee.stop(fault, line: line, byte: byte)
  }

  /// The text begins behind a byte-order mark; the parser counts from its own start.
  private var base: Int { encoding.markLength }

  /// The pieces in which libxml2 is fastest.
  private var pieceBytes: Int { 64 << 10 }
}
