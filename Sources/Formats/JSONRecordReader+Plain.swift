// Outermost records that are read in one pass.

extension JSONRecordReader {
  /// Reads the object that begins with the last token, if it is an outermost record and plain.
  ///
  /// - Returns: whether it did; else nothing has changed.
  mutating func readPlainRecord(_ onBatch: (RecordBatch) -> Void) -> Bool {
    guard let plainPaths, recordStarts.isEmpty, node >= 0 else { return false }
    // One object stands where an array of them could: it is the only element.
    let isElement = plainPaths.nodes[node].elements >= 0 && plainPaths.nodes[node].memberCount == 0
    let here = isElement ? Int(plainPaths.nodes[node].elements) : node
    let stream = Int(plainPaths.nodes[here].stream)
    guard stream >= 0, plainPaths.nodes[here].targetCount == 0, pace.triesNext() else {
      return false
    }
    let (start, bytes) = (lexer.start, lexer.bytes)
    guard lexer.count - start > JSONPlainRecord.margin else { return false }
    assembler.keepPlace()
    begin(stream)
    var record = JSONPlainRecord(
      plainPaths, builders: assembler.builders, start: bytes + start, end: bytes + lexer.count,
      byteOffset: window.byteOffset(of: start), line: line, limits: limits)
    guard let end = record.object(bytes + start, node: here, depth: containers.count + 1),
      end - (bytes + start) <= limits.recordBytes, isUTF8(bytes + start, end)
    else {
      assembler.returnToPlace()
      recordStarts.removeAll(keepingCapacity: true)
      pace.failed()
      return false
    }
    pace.succeeded()
    lexer.pass(to: end - bytes, linesBefore: record.line - 1)
    var found = record.found
    while found != 0 {
      isFound[found.trailingZeroBitCount] = true
      found &= found - 1
    }
    behindValue()
    self.end(onBatch)
    return true
  }

  /// Whether what was read is UTF-8: behind a byte-order mark nobody has looked.
  private func isUTF8(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    encoding.isValidated
      || UTF8Watch.isValid(UnsafeBufferPointer(start: start, count: end - start))
  }
}
