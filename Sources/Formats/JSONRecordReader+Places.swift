// Single records, read again by the bytes at which they begin.

extension JSONRecordReader {
  /// Reads the values that begin at some bytes, each as if it were a text of its own; their numbers and lines are not
  /// known.
  mutating func read(at places: [Int], onBatch: (RecordBatch) -> Void) throws(FormatError) {
    // The file is another one by now where the encoding is not that in which it was read.
    guard encoding.encoding == .utf8 else { return }
    readsSingly = true
    for place in places {
      window.seek(to: place)
      lexer.resume(in: window.bytes, count: 0, isLast: window.isLast, startingAt: 0)
      try readValue(beginningAt: place, onBatch: onBatch)
    }
    assembler.handOn(onBatch)
  }

  /// - Parameter place: where it begins; white space says that the file was written over.
  private mutating func readValue(
    beginningAt place: Int, onBatch: (RecordBatch) -> Void
  ) throws(FormatError) {
    outermostCount = 0
    repeat {
      let token = lexer.next()
      if token == .incomplete {
        guard try extend() else { return giveUp() }
        continue
      }
      let isBegun = outermostCount > 0 || textOffset(lexer.start) == place
      guard token != .invalid, isBegun, take(token, onBatch: onBatch) == nil else {
        return giveUp()
      }
    } while outermostCount == 0 || expectation != .outermost
    settle(onBatch)
  }

  /// Drops what was read of a value that is none.
  private mutating func giveUp() {
    assembler.abandon()
    (containers, recordStarts, overlongText, settledEnd) = ([], [], nil, nil)
    expectation = .outermost
  }
}
