/// Memory into which one block after the other is put together or read, so that it is taken from the system once.
///
/// A block begins with a checksum of what follows and with its own place in the file; arrays in it are aligned to ``alignment`` bytes.
final class SpillBuffer {
  static let alignment = 16
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private(set) var count = 0
  private var cursor = 0

  deinit { memory.deallocate() }

  private func reserve(_ wanted: Int) {
    guard wanted > memory.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(wanted, memory.count * 2), alignment: SpillBuffer.alignment)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    memory.deallocate()
    memory = larger
  }

  private static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }

  // MARK: Writing

  /// Begins a block, whose checksum is filled in when it is written.
  func begin() {
    reserve(SpillBuffer.alignment)
    count = SpillBuffer.alignment
  }

  /// Adds an array and its length.
  func append<Element: BitwiseCopyable>(_ array: [Element]) {
    array.withUnsafeBytes { bytes in
      let start = SpillBuffer.aligned(count) + SpillBuffer.alignment
      reserve(start + bytes.count)
      (memory.baseAddress! + count).initializeMemory(
        as: UInt8.self, repeating: 0, count: start - count)
      memory.storeBytes(of: array.count, toByteOffset: start - SpillBuffer.alignment, as: Int.self)
      UnsafeMutableRawBufferPointer(rebasing: memory[start...]).copyMemory(from: bytes)
      count = start + bytes.count
    }
  }

  /// Writes the block and returns where it is.
  func write(to folder: SpillFolder) -> SpillBlock {
    let start = folder.reserve(count)
    memory.storeBytes(of: start, toByteOffset: 8, as: Int.self)
    memory.storeBytes(of: checksum, as: UInt64.self)
    folder.write(UnsafeRawBufferPointer(rebasing: memory[..<count]), at: start)
    return SpillBlock(start: start, byteCount: count)
  }

  // MARK: Reading

  /// Reads a block; its arrays are then taken in the order in which they were added.
  func read(_ block: SpillBlock, of folder: SpillFolder) throws(SpillFault) {
    reserve(block.byteCount)
    count = block.byteCount
    cursor = SpillBuffer.alignment
    try folder.read(
      into: UnsafeMutableRawBufferPointer(rebasing: memory[..<count]), at: block.start)
    guard memory.load(as: UInt64.self) == checksum,
      memory.load(fromByteOffset: 8, as: Int.self) == block.start
    else { throw folder.damage }
  }

  /// The next array, until something else is read.
  func take<Element: BitwiseCopyable>(_: Element.Type) -> UnsafeBufferPointer<Element> {
    let start = SpillBuffer.aligned(cursor) + SpillBuffer.alignment
    let length = memory.load(fromByteOffset: start - SpillBuffer.alignment, as: Int.self)
    precondition(
      length >= 0 && start + length * MemoryLayout<Element>.stride <= count,
      "a block with the right checksum holds what was written")
    cursor = start + length * MemoryLayout<Element>.stride
    guard length > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    let address = UnsafeRawPointer(memory.baseAddress! + start)
    return UnsafeBufferPointer(
      start: address.assumingMemoryBound(to: Element.self), count: length)
  }

  /// That of all that follows it: where the block begins, then the arrays.
  private var checksum: UInt64 {
    UInt64(checksumOf: UnsafeRawBufferPointer(rebasing: memory[8..<count]))
  }
}

/// Where a block lies in the file.
struct SpillBlock: Sendable, BitwiseCopyable {
  let start: Int
  // There is one for each column of each segment, so it is to be small.
  private let length: UInt32

  init(start: Int, byteCount: Int) {
    self.start = start
    length = UInt32(byteCount)
  }

  var byteCount: Int { Int(length) }
}
