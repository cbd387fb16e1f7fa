// Outermost records that are read in one pass, one behind the other.

extension JSONRecordReader {
  /// Reads the object that begins with the last token, if it is an outermost record and plain, and those like it that
  /// follow it in the window.
  ///
  /// A record of JSON Lines is among them only if its line ends in the window: what stands behind it in its line would
  /// make it none.
  ///
  /// - Returns: whether there was one; else nothing was read, and what was read before may have been handed on.
  mutating func readPlainRecords(_ onBatch: (RecordBatch) -> Void) -> Bool {
    guard let plainPaths, recordStarts.isEmpty, node >= 0, !readsSingly else { return false }
    // One object stands where an array of them could: it is the only element.
    let isElement = plainPaths.nodes[node].elements >= 0 && plainPaths.nodes[node].memberCount == 0
    let here = isElement ? Int(plainPaths.nodes[node].elements) : node
    let stream = Int(plainPaths.nodes[here].stream)
    guard stream >= 0, plainPaths.nodes[here].targetCount == 0, pace.triesNext() else {
      return false
    }
    let start = lexer.bytes + lexer.start
    guard lexer.count - lexer.start > JSONPlainRecord.margin else { return false }
    if !assembler.isEmpty { assembler.handOn(onBatch) }
    var record = JSONPlainRecord(
      plainPaths, builders: assembler.builders, start: start, end: lexer.bytes + lexer.count,
      byteOffset: window.byteOffset(of: lexer.start), line: line, limits: limits)
    let stretch = self.stretch(of: &record, stream: stream, node: here, plainPaths)
    guard stretch.count > 0 else {
      pace.failed()
      return false
    }
    if stretch.isCutShort { pace.failed() } else { pace.succeeded() }
    pass(stretch, found: record.found)
    assembler.handOn(
      UnsafeBufferPointer(start: start, count: stretch.end - start), plainPaths.unescaped,
      onBatch: onBatch)
    plainPaths.unescaped.truncate(to: UnescapedTexts.Mark())
    return true
  }

  /// Records that follow each other.
  private struct Stretch {
    var count = 0
    /// Where the last one begins, and in which line.
    var lastStart: JSONPlainRecord.Place
    var lastLine = 1
    /// The place behind it, and the line of that.
    var end: JSONPlainRecord.Place
    var endLine = 1
    /// Whether there were too few to be worth a batch, before one that is not plain.
    var isCutShort = false
  }

  /// Reads records as long as they are plain.
  private mutating func stretch(
    of record: inout JSONPlainRecord, stream: Int, node: Int, _ paths: JSONPlainPaths
  ) -> Stretch {
    let start = record.base
    var stretch = Stretch(lastStart: start, end: start)
    let isLines = containers.isEmpty
    let isInArray = !isLines && !containers[containers.count - 1].isObject
    let depth = containers.count + 1
    let isValidated = encoding.isValidated
    var place = start
    var before = (line: record.line, found: record.found, mark: paths.unescaped.mark)
    while true {
      before = (record.line, record.found, paths.unescaped.mark)
      assembler.markPlace()
      record.begin(stream, at: place)
      guard let end = record.object(place, node: node, depth: depth),
        end - place <= limits.recordBytes, isValidated || Self.isUTF8(place, end)
      else { break }
      let endLine = record.line
      guard let next = record.nextRecord(behind: end, isLines: isLines, isInArray: isInArray) else {
        break
      }
      stretch.count += 1
      (stretch.lastStart, stretch.lastLine) = (place, before.line)
      (stretch.end, stretch.endLine) = (end, endLine)
      let isEnough = assembler.isAnyFull || end - start >= BatchBuilder.fullTextBytes
      guard !isEnough, next < record.stop, next.pointee == UInt8(ascii: "{") else { return stretch }
      place = next
    }
    assembler.returnToMarks()
    paths.unescaped.truncate(to: before.mark)
    (record.line, record.found) = (before.line, before.found)
    // One that goes on behind the window may be as plain as the others.
    let rest = record.stop - place
    let isCut = rest < 2 * (stretch.end - stretch.lastStart) + 4096
    stretch.isCutShort = stretch.count < 16 && !isCut
    return stretch
  }

  /// Goes on behind the records of a stretch.
  private mutating func pass(_ stretch: Stretch, found: UInt64) {
    var found = found
    while found != 0 {
      isFound[found.trailingZeroBitCount] = true
      found &= found - 1
    }
    lexer.pass(to: stretch.end - lexer.bytes, linesBefore: stretch.endLine - 1)
    lastValueLine = stretch.endLine
    guard containers.isEmpty else {
      expectation = .commaOrEnd
      hasRecordsBelow = hasRecordsBelow || stretch.endLine > outermostLine
      return
    }
    // Each is an outermost value, of which the first was begun before.
    expectation = .outermost
    wholeCount += stretch.count
    outermostCount += stretch.count - 1
    isLines = isLines || stretch.count > 1
    outermostStart = textOffset(stretch.lastStart - lexer.bytes)
    outermostLine = stretch.lastLine
  }

  /// Whether what was read is UTF-8: behind a byte-order mark nobody has looked.
  private static func isUTF8(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    UTF8Watch.isValid(UnsafeBufferPointer(start: start, count: end - start))
  }
}
