/// Texts that are kept as numbers, and room to write one of them out.
@usableFromInline struct NumberedView {
  let pattern: NumberPattern
  let numbers: UnsafeBufferPointer<UInt32>
  fileprivate let room: UnsafeMutableBufferPointer<UInt8>

  @inline(__always)
  fileprivate func text(of number: UInt32) -> UnsafeBufferPointer<UInt8> {
    pattern.write(number, to: room.baseAddress!)
    return UnsafeBufferPointer(room)
  }
}

/// A column of text as it lies in memory: looked at row by row in a tight loop, where asking the column would count
/// at each row who holds it.
@frozen public struct TextView {
  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  /// Where each text ends; empty where all have ``width`` bytes.
  @usableFromInline let ends: UnsafeBufferPointer<UInt32>
  @usableFromInline let width: Int
  /// The entry of each row; empty where each row has its own text.
  @usableFromInline let ids: UnsafeBufferPointer<UInt32>
  /// Where rows have numbers instead, and only those that are made otherwise have entries. A view is handed about for
  /// each row, and so has to be small.
  @usableFromInline let numbered: UnsafePointer<NumberedView>?

  init(
    _ texts: TextColumn, _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>,
    ids: UnsafeBufferPointer<UInt32>
  ) {
    precondition(texts.isKept, "texts that were not kept cannot be looked at")
    self.bytes = bytes
    self.ends = ends
    width = texts.width
    self.ids = ids
    numbered = nil
  }

  /// - Parameters:
  ///   - bytes: those of the texts that are made otherwise.
  ///   - ends: likewise.
  fileprivate init(
    _ numbered: UnsafePointer<NumberedView>, _ others: TextColumn,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ ends: UnsafeBufferPointer<UInt32>
  ) {
    self.bytes = bytes
    self.ends = ends
    width = others.width
    ids = UnsafeBufferPointer(start: nil, count: 0)
    self.numbered = numbered
  }

  /// Texts that lie elsewhere than in a column.
  init(
    bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<UInt32>, width: Int,
    ids: UnsafeBufferPointer<UInt32>
  ) {
    (self.bytes, self.ends, self.width, self.ids) = (bytes, ends, width, ids)
    numbered = nil
  }

  /// The text at `row`; a filler where the row has none. It is there until the view is asked for another one.
  @inlinable @inline(__always)
  public func text(at row: Int) -> UnsafeBufferPointer<UInt8> {
    numbered == nil ? text(ofEntry: entry(at: row)) : numberedText(at: row)
  }

  @usableFromInline
  func numberedText(at row: Int) -> UnsafeBufferPointer<UInt8> {
    let numbered = numbered!.pointee
    let number = numbered.numbers[row]
    if let other = other(number) { return text(ofEntry: other) }
    return numbered.text(of: number)
  }

  /// The entry of a text that is made otherwise than those with numbers.
  @inline(__always)
  private func other(_ number: UInt32) -> Int? {
    number >= NumberedTexts.firstOther ? Int(number - NumberedTexts.firstOther) : nil
  }

  /// The text of the number 0, where rows are kept as numbers with nothing behind the digits: the text of any other
  /// number differs from it only by as much as its last digits say more.
  public var textOfZero: [UInt8]? {
    guard let numbered = numbered?.pointee, !numbered.pattern.hasLetter else { return nil }
    return Array(numbered.text(of: 0))
  }

  /// The number that the row's text is kept as; nil where it is kept as it is written.
  public func number(at row: Int) -> UInt32? {
    guard let number = numbered?.pointee.numbers[row], other(number) == nil else { return nil }
    return number
  }

  /// Whether the text at `row` is another one, byte by byte.
  @inlinable @inline(__always)
  public func isText(at row: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeRawBufferPointer(text(at: row)).isSame(UnsafeRawBufferPointer(other))
  }

  /// Whether the text at `row` is that of a row of another column, or of this one.
  @inline(__always)
  func isText(at row: Int, as other: TextView, _ otherRow: Int) -> Bool {
    if numbered != nil, other.numbered != nil { return order(row, other, otherRow) == 0 }
    return isText(at: row, other.text(at: otherRow))
  }

  /// -1, 0 or 1, as the text at `row` comes before that of another row, is the same, or comes behind it: the shorter
  /// one first, and of two that are as long the one with the lesser bytes.
  @inline(__always)
  func order(_ row: Int, _ other: TextView, _ otherRow: Int) -> Int {
    if let own = numbered, let others = other.numbered,
      own.pointee.pattern == others.pointee.pattern
    {
      let (a, b) = (own.pointee.numbers[row], others.pointee.numbers[otherRow])
      if max(a, b) < NumberedTexts.firstOther { return a < b ? -1 : a == b ? 0 : 1 }
    }
    return orderOfTexts(row, other, otherRow)
  }

  /// The same of texts as they are written. Of two that the same numbers could be one at least lies in memory, so that
  /// no view has to show two at once.
  @inline(__always)
  private func orderOfTexts(_ row: Int, _ other: TextView, _ otherRow: Int) -> Int {
    UnsafeRawBufferPointer(text(at: row)).order(UnsafeRawBufferPointer(other.text(at: otherRow)))
  }

  /// Whether the texts of rows that follow each other are one text, byte by byte.
  public func areTexts(at rows: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> [Bool] {
    [Bool](unsafeUninitializedCapacity: rows.count) { result, initialized in
      initialized = rows.count
      if let numbered { return findNumbers(numbered.pointee, text, rows, result) }
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

  /// Which rows have the number of a text, if it has one.
  private func findNumbers(
    _ numbered: NumberedView, _ text: UnsafeBufferPointer<UInt8>, _ rows: Range<Int>,
    _ result: UnsafeMutableBufferPointer<Bool>
  ) {
    let wanted = numbered.pattern.number(of: text)
    for row in rows {
      let number = numbered.numbers[row]
      result[row &- rows.lowerBound] = number == wanted || wanted == nil && isText(at: row, text)
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

extension TextColumn {
  /// Calls `body` with the texts as they lie in memory.
  ///
  /// - Parameter ids: the text of each row; empty where each row has its own.
  func withEntries<R>(
    ids: UnsafeBufferPointer<UInt32> = UnsafeBufferPointer(start: nil, count: 0),
    _ body: (TextView) -> R
  ) -> R {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { body(TextView(self, bytes, $0, ids: ids)) }
    }
  }
}

extension Column {
  /// - Returns: nil when the column is not one of text.
  public func withTextView<R>(_ body: (TextView) -> R) -> R? {
    switch storage {
    case .text(let column):
      return column.withEntries(body)
    case .dictionary(let ids, let entries):
      return ids.withUnsafeBufferPointer { entries.withEntries(ids: $0, body) }
    case .numbered(let texts): return texts.withView(body)
    default: return nil
    }
  }
}

extension NumberedTexts {
  fileprivate func withView<R>(_ body: (TextView) -> R) -> R {
    numbers.withUnsafeBufferPointer { numbers in
      others.bytes.withUnsafeBufferPointer { bytes in
        others.ends.withUnsafeBufferPointer { ends in
          withUnsafeTemporaryAllocation(of: UInt8.self, capacity: pattern.width) { room in
            let view = NumberedView(pattern: pattern, numbers: numbers, room: room)
            return withUnsafePointer(to: view) { body(TextView($0, others, bytes, ends)) }
          }
        }
      }
    }
  }
}
