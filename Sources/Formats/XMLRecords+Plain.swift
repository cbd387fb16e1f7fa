// Outermost records that are read in one pass, without libxml2.

extension XMLRecords {
  /// Whether records can begin here and none is open.
  var isBetweenRecords: Bool {
    guard let last = elements.last, last.textStart < 0, recordStarts.isEmpty,
      matches.count - last.firstMatch == 1
    else { return false }
    return names.nodes[matches[last.firstMatch].node].holdsRecords
  }

  /// Reads records as long as they are plain.
  ///
  /// - Parameters:
  ///   - start: where in the text the first may begin, or white space before it.
  ///   - depth: how many elements are open.
  /// - Returns: the place behind the last of them, and in how many lines they stand.
  mutating func readPlainRecords(
    _ plainNames: XMLPlainNames, from start: Int, depth: Int
  ) -> (end: Int, lines: Int) {
    let container = matches[matches.count - 1].node
    let firstLine = lines.line(at: start)
    let bytes = window.bytes - window.textOffset
    guard window.textOffset + window.count - start > XMLPlainRecord.margin else {
      return (start, 0)
    }
    plainNames.enterScope()
    var record = XMLPlainRecord(
      plainNames, builders: assembler.builders, start: bytes + start,
      end: window.bytes + window.count, byteOffset: byte(of: start), line: firstLine,
      fieldBytes: limits.fieldBytes, depthLimit: min(limits.depth, XMLPlainRecord.depthLimit))
    var (end, lastLine) = (bytes + start, firstLine)
    var expected = 0
    var place = end
    while true {
      place = record.behindBlanks(end)
      guard !record.isCut(at: place), place.pointee == UInt8(ascii: "<"),
        let entry = record.entry(at: place, in: container, expected: &expected)
      else { break }
      let node = entry.pointee.node
      guard node >= 0, plainNames.nodes[node].stream >= 0 else { break }
      assembler.keepPlace()
      begin(plainNames.nodes[node].stream, offset: place - bytes, line: record.line)
      record.found |= plainNames.nodes[node].holds
      guard
        let behind = record.element(
          place + 1, length: entry.pointee.length, node: node, depth: depth + 1),
        behind - place <= limits.recordBytes
      else {
        assembler.returnToPlace()
        recordStarts.removeAll(keepingCapacity: true)
        break
      }
      end = behind
      lastLine = record.line
      self.end(at: end - bytes)
      expected -= 1
    }
    noteFound(record.found)
    return (end - bytes, lastLine - firstLine)
  }

  private mutating func noteFound(_ found: UInt64) {
    var found = found
    while found != 0 {
      isFound[found.trailingZeroBitCount] = true
      found &= found - 1
    }
  }
}
