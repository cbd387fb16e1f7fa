import Glibc

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
      chunkBytes: chunkBytes, onBatch: onBatch)
    return try reader.read(file, layout: layout)
  }
}

/// Feeds an XML export to the parser and its tags to the records.
final class XMLRecordReader: XMLHandler {
  private let window: InputWindow
  private let encoding: DetectedEncoding
  private let limits: FormatLimits
  private let onBatch: (RecordBatch) -> Void
  /// How few bytes of the window are no reason to give a record to the parser.
  private let patience: Int
  private var parser: XMLParser!
  /// The names for reading plain records, where the text allows it.
  private var plainNames: XMLPlainNames?
  /// How much of the text the parser has not seen, because others read it.
  private var passed = 0
  /// How many tags may be parsed one by one until a place is met between two records.
  private var tagsLeft = tagsToTry
  /// Behind a pointer because fields of a class are checked at every access, some a tag.
  private let records: UnsafeMutablePointer<XMLRecords>

  init(
    window: InputWindow, paths: XMLPaths, plans: [StreamPlan], encoding: DetectedEncoding,
    limits: FormatLimits, chunkBytes: Int, onBatch: @escaping (RecordBatch) -> Void
  ) {
    patience = chunkBytes / 4
    self.window = window
    self.encoding = encoding
    self.limits = limits
    self.onBatch = onBatch
    records = .allocate(capacity: 1)
    parser = XMLParser(handler: self, depthLimit: limits.depth)
    let names = XMLNames(paths.nodes, in: parser)
    records.initialize(
      to: XMLRecords(
        window: window, names: names, plans: plans, encoding: encoding, limits: limits,
        onBatch: onBatch))
    let isPlain = encoding.encoding == .utf8 && encoding.isValidated
    plainNames = isPlain ? XMLPlainNames(names, plans: plans, parser: parser) : nil
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
    var (parsed, known) = (base, base)
    while !window.isLast {
      let needed = min(records.pointee.heldFrom, parser.offset + base) - window.textOffset
      try window.extend(keepingFrom: max(0, min(needed, window.count)))
      let end = window.textOffset + window.count
      let fresh = UnsafeBufferPointer(
        start: window.bytes + (known - window.textOffset), count: end - known)
      records.pointee.lines.add(fresh, at: known)
      known = end
      while parsed < end {
        if isBetweenRecords {
          parsed = readPlainRecords(from: parsed)
          // The next record may be plain as well, and go on behind the window.
          if !window.isLast, end - parsed < patience { break }
        }
        let count = pieceLength(from: parsed, to: end)
        guard parser.parse(window.bytes + (parsed - window.textOffset), count: count) else {
          return false
        }
        parsed += count
      }
      records.pointee.checkRecordLength()
    }
    return parser.finish()
  }

  /// How much the parser is given next: a tag, so that it comes to lie between two records, or a larger piece.
  private func pieceLength(from parsed: Int, to end: Int) -> Int {
    let whole = min(pieceBytes, end - parsed)
    guard plainNames != nil, tagsLeft > 0 else {
      tagsLeft = tagsToTry
      return whole
    }
    tagsLeft -= 1
    let start = UnsafeRawPointer(window.bytes + (parsed - window.textOffset))
    guard let tagEnd = memchr(start, Int32(UInt8(ascii: ">")), whole) else { return whole }
    return UnsafeRawPointer(tagEnd) - start + 1
  }

  /// Whether records can begin where the parser is, without its having begun one.
  private var isBetweenRecords: Bool {
    plainNames != nil && records.pointee.isBetweenRecords && parser.hasReportedAll
  }

  /// Reads records as long as they are plain; returns where the parser has to go on.
  private func readPlainRecords(from parsed: Int) -> Int {
    guard let plainNames else { return parsed }
    let stretch = records.pointee.readPlainRecords(plainNames, from: parsed, depth: parser.depth)
    if stretch.end > parsed {
      passed += stretch.end - parsed
      parser.passLines(stretch.lines)
      tagsLeft = tagsToTry
    }
    return stretch.end
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

  /// The text begins behind a byte-order mark; the parser counts from its own start, and only what it was given.
  private var base: Int { encoding.markLength + passed }

  /// The pieces in which libxml2 is fastest.
  private var pieceBytes: Int { 64 << 10 }
}

private let tagsToTry = 128
