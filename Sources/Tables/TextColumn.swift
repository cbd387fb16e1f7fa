/// Texts one behind the other in one block of UTF-8.
public struct TextColumn: Sendable {
  @usableFromInline var bytes: [UInt8]
  /// Where each text ends; it starts where the one before ends.
  @usableFromInline var ends: [UInt32]
  /// How many texts there were that nobody kept.
  private let unkeptCount: Int

  public init() { self.init(unkept: 0) }

  /// As many texts as were read and not kept: none of them can be asked for.
  public init(unkept count: Int) {
    bytes = []
    ends = []
    unkeptCount = count
  }

  /// Whether the texts can be asked for.
  public var isKept: Bool { unkeptCount == 0 }

  public init(_ texts: some Sequence<String>) {
    self.init()
    for text in texts { append(utf8: Array(text.utf8)[...]) }
  }

  public var count: Int { ends.isEmpty ? unkeptCount : ends.count }

  /// The bytes that the texts take together.
  public var byteCount: Int { bytes.count }

  /// Adds a text at the end.
  ///
  /// - Precondition: `utf8` is valid UTF-8, and all texts together stay under 4 GiB.
  @inlinable
  public mutating func append(utf8: ArraySlice<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Adds a text at the end, from where it lies in memory.
  ///
  /// - Precondition: `utf8` is valid UTF-8, and all texts together stay under 4 GiB.
  @inlinable
  public mutating func append(utf8: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Makes room for so many texts more.
  public mutating func reserve(count: Int, byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    ends.reserveCapacity(count)
  }

  /// Adds texts that stand one behind the other.
  ///
  /// - Parameter ends: where each ends, counted from the first byte of the column.
  public mutating func append(
    texts: UnsafeBufferPointer<UInt8>, ends run: UnsafeBufferPointer<UInt32>
  ) {
    bytes.append(contentsOf: texts)
    ends.append(contentsOf: run)
    precondition(
      ends.isEmpty || Int(ends[ends.count - 1]) == bytes.count, "the texts end where the bytes do")
  }

  /// Adds the texts of another column at the end.
  public mutating func append(contentsOf other: TextColumn) {
    let base = UInt32(bytes.count)
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + base })
  }

  @inlinable
  public func range(at row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
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
