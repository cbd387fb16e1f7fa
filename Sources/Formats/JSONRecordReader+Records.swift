// The beginning, end and failing of records.

extension JSONRecordReader {
  mutating func begin(_ stream: Int) {
    isFound[stream] = true
    recordStarts.append(textOffset(lexer.start))
    assembler.begin(stream, line: line, byte: window.byteOffset(of: lexer.start))
  }

  /// Ends the innermost record, whose last byte is the one before the lexer's index.
  mutating func end(_ onBatch: (RecordBatch) -> Void) {
    if containers.isEmpty {
      settledEnd = textOffset(lexer.index)
    } else {
      if line > outermostLine, recordStarts.count == 1 { hasRecordsBelow = true }
      end(at: textOffset(lexer.index), onBatch)
    }
  }

  /// Ends a record that is an outermost value.
  mutating func settle(_ onBatch: (RecordBatch) -> Void) {
    if let end = settledEnd { self.end(at: end, onBatch) }
    settledEnd = nil
  }

  mutating func end(at end: Int, _ onBatch: (RecordBatch) -> Void) {
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
        line: assembler.position(of: stream).line + lineEnds(in: before, followedBy: nil),
        byte: bad,
        "the byte at offset \(bad) is not \(encoding.encoding.rawValue)")
    }
    let text = UnsafeBufferPointer(start: window.bytes + range.lowerBound, count: range.count)
    assembler.end(text: text, onBatch: onBatch)
  }

  mutating func fail(_ stream: Int, _ code: String, _ message: String) {
    assembler.fail(
      stream, code: code, line: line, byte: window.byteOffset(of: lexer.start), message)
  }

  mutating func failInnermost(_ code: String, _ message: String) {
    if let stream = assembler.innermostStream { fail(stream, code, message) }
  }

  mutating func failTargets(of node: Int, isObject: Bool) {
    let what = isObject ? "an object" : "an array"
    for target in paths.targets[paths.nodes[node].targets] {
      fail(target, "not-a-scalar") { "'\($0)' is \(what) and not a single value" }
    }
  }

  mutating func failDuplicate(_ key: UnsafeBufferPointer<UInt8>) {
    let name = String(decoding: key, as: UTF8.self)
    failInnermost("duplicate-key", "the key '\(name)' stands twice in the same object")
  }
}
