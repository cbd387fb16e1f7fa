/// A column of text as it lies in memory: looked at row by row in a tight loop, where asking the column would count
/// at each row who holds it.
@frozen public struct TextView {
  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  /// Where each text ends; empty where all have ``width`` bytes.
  @usableFromInline let ends: UnsafeBufferPointer<UInt32>
  @usableFromInline let width: Int
  /// The entry of each row; empty where each row has its own text.
  @usableFromInline let ids: UnsafeBufferPointer<UInt32>

  init(
    _ texts: TextColumn, _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>,
    ids: UnsafeBufferPointer<UInt32>
  ) {
    precondition(texts.isKept, "texts that were not kept cannot be looked at")
    self.bytes = bytes
    self.ends = ends
    width = texts.width
    self.ids = ids
  }

  /// Texts that lie elsewhere than in a column.
  init(
    bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<UInt32>, width: Int,
    ids: UnsafeBufferPointer<UInt32>
  ) {
    (self.bytes, self.ends, self.width, self.ids) = (bytes, ends, width, ids)
  }

  /// The text at `row`; a filler where the row has none.
  @inlinable @inline(__always)
  public func text(at row: Int) -> UnsafeBufferPointer<UInt8> { text(ofEntry: entry(at: row)) }

  /// Whether the text at `row` is another one, byte by byte.
  @inlinable @inline(__always)
  public func isText(at row: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeRawBufferPointer(text(at: row)).isSame(UnsafeRawBufferPointer(other))
  }

  /// Whether the texts of rows that follow each other are one text, byte by byte.
  public func areTexts(at rows: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> [Bool] {
    [Bool](unsafeUninitializedCapacity: rows.count) { result, initialized in
      initialized = rows.count
      guard ids.isEmpty else {
        for row in rows { result[row &- rows.lowerBound] = isText(at: row, text) }
        return
      }
      findLengths(text.count, rows, result)
      for lane in 0..<result.count where result[lane] {
        result[lane] = isText(at: rows.lowerBound &+ lane, text)
      }
    }
  }

  /// Which texts have as many bytes: lengths are compared many at once, and few texts are left to be looked at.
  private func findLengths(
    _ length: Int, _ rows: Range<Int>, _ result: UnsafeMutableBufferPointer<Bool>
  ) {
    guard !rows.isEmpty else { return }
    guard !ends.isEmpty, let ends = ends.baseAddress else {
      result.update(repeating: width == length)
      return
    }
    let wanted = UInt32(truncatingIfNeeded: length)
    var first = rows.lowerBound
    if first == 0 {
      result[0] = ends[0] == wanted
      first = 1
    }
    var row = first
    while row < rows.upperBound {
      result[row &- rows.lowerBound] = ends[row] &- ends[row &- 1] == wanted
      row &+= 1
    }
  }

  /// Rows of the same entry have the same text.
  @inlinable @inline(__always)
  func entry(at row: Int) -> Int { ids.isEmpty ? row : Int(ids[row]) }

  /// Where the texts of entries that follow each other lie.
  func range(ofEntries entries: Range<Int>) -> Range<Int> {
    if ends.isEmpty { return entries.lowerBound * width..<entries.upperBound * width }
    let start = entries.lowerBound == 0 ? 0 : Int(ends[entries.lowerBound - 1])
    return start..<(entries.isEmpty ? start : Int(ends[entries.upperBound - 1]))
  }

  @inlinable @inline(__always)
  func text(ofEntry entry: Int) -> UnsafeBufferPointer<UInt8> {
    if ends.isEmpty {
      let start = entry &* width
      return UnsafeBufferPointer(rebasing: bytes[start..<start &+ width])
    }
    let start = entry == 0 ? 0 : Int(ends[entry - 1])
    return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[entry])])
  }
}

extension Column {
  /// - Returns: nil when the column is not one of text.
  public func withTextView<R>(_ body: (TextView) -> R) -> R? {
    switch storage {
    case .text(let column):
      return column.bytes.withUnsafeBufferPointer { bytes in
        column.ends.withUnsafeBufferPointer { ends in
          body(TextView(column, bytes, ends, ids: UnsafeBufferPointer(start: nil, count: 0)))
        }
      }
    case .dictionary(let ids, let entries):
      return entries.bytes.withUnsafeBufferPointer { bytes in
        entries.ends.withUnsafeBufferPointer { ends in
          ids.withUnsafeBufferPointer { body(TextView(entries, bytes, ends, ids: $0)) }
        }
      }
    default: return nil
    }
  }
}
