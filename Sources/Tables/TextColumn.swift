/// Texts one behind the other in one block of UTF-8.
public struct TextColumn: Sendable {
  @usableFromInline var bytes: [UInt8]
  /// Where each text ends; it starts where the one before ends. Empty as long as all texts have ``width`` bytes, as
  /// identifiers tend to have.
  @usableFromInline var ends: [UInt32]
  @usableFromInline var width: Int
  /// Whether there are texts of different lengths.
  private var isUneven = false
  public private(set) var count: Int
  /// Whether the texts can be asked for.
  public let isKept: Bool

  public init() {
    (bytes, ends, width, count, isKept) = ([], [], 0, 0, true)
  }

  /// As many texts as were read and not kept: none of them can be asked for.
  init(unkept count: Int) {
    (bytes, ends, width, self.count, isKept) = ([], [], 0, count, false)
  }

  public init(_ texts: some Sequence<String>) {
    self.init()
    for text in texts { append(utf8: Array(text.utf8)[...]) }
  }

  /// The bytes that the texts take together.
  public var byteCount: Int { bytes.count }

  /// Adds a text at the end.
  ///
  /// - Precondition: `utf8` is valid UTF-8, and texts of different lengths stay under 4 GiB together.
  public mutating func append(utf8: ArraySlice<UInt8>) {
    utf8.withUnsafeBufferPointer { append(utf8: $0) }
  }

  /// Adds a text at the end, from where it lies in memory.
  ///
  /// - Precondition: `utf8` is valid UTF-8, and texts of different lengths stay under 4 GiB together.
  public mutating func append(utf8: UnsafeBufferPointer<UInt8>) {
    prepare(for: utf8.count)
    bytes.append(contentsOf: utf8)
    count += 1
    if isUneven { ends.append(UInt32(bytes.count)) }
  }

  /// Makes room for so many texts more.
  public mutating func reserve(count: Int, byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    if isUneven { ends.reserveCapacity(count) }
  }

  /// Adds texts that stand one behind the other.
  ///
  /// - Parameter run: where each ends, counted from the first byte of `texts`.
  public mutating func append(
    texts: UnsafeBufferPointer<UInt8>, ends run: UnsafeBufferPointer<UInt32>
  ) {
    guard let last = run.last else { return }
    precondition(Int(last) == texts.count, "the texts end where the bytes do")
    if !isUneven {
      if count == 0 { width = Int(run[0]) }
      let isEven = run.indices.allSatisfy { Int(run[$0]) == ($0 + 1) * width }
      if !isEven { spellOut() }
    }
    let base = UInt32(truncatingIfNeeded: bytes.count)
    bytes.append(contentsOf: texts)
    count += run.count
    guard isUneven else { return }
    precondition(bytes.count <= UInt32.max, "texts of a column stay under 4 GiB")
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: run.count) { own in
      for row in run.indices { own[row] = base &+ run[row] }
      ends.append(contentsOf: own)
    }
  }

  /// Adds the texts of another column at the end.
  public mutating func append(contentsOf other: TextColumn) {
    for row in 0..<other.count { other.withUTF8(at: row) { append(utf8: $0) } }
  }

  /// Adds texts as they lie elsewhere, each row with its own.
  mutating func append(_ view: TextView, _ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let range = view.range(ofEntries: rows)
    if view.ends.isEmpty, !isUneven, count == 0 || width == view.width {
      width = view.width
    } else {
      if !isUneven { spellOut() }
      precondition(bytes.count + range.count <= UInt32.max, "texts of a column stay under 4 GiB")
      let shift = UInt32(bytes.count) &- UInt32(range.lowerBound)
      if view.ends.isEmpty {
        let base = UInt32(bytes.count)
        for number in 1...rows.count { ends.append(base + UInt32(number * view.width)) }
      } else {
        for row in rows { ends.append(view.ends[row] &+ shift) }
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: view.bytes[range]))
    count += rows.count
  }

  /// Notes that a text of some length comes next.
  private mutating func prepare(for length: Int) {
    if count == 0, !isUneven { width = length }
    if length != width, !isUneven { spellOut() }
  }

  private mutating func spellOut() {
    isUneven = true
    ends.reserveCapacity(count * 2)
    for row in 0..<count { ends.append(UInt32((row + 1) * width)) }
  }

  @inlinable
  public func range(at row: Int) -> Range<Int> {
    precondition(isKept, "texts that were not kept cannot be asked for")
    if ends.isEmpty { return row * width..<(row + 1) * width }
    return (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  public func string(at row: Int) -> String {
    String(decoding: bytes[range(at: row)], as: UTF8.self)
  }

  /// Calls `body` with the UTF-8 of the text at `row`, without a copy.
  @inlinable
  public func withUTF8<R>(at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let range = range(at: row)
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
