/// Lines one behind the other, in memory that is not written any more.
struct LineBlock: Sendable {
  private let memory: LineMemory
  let count: Int

  /// - Parameter count: how many bytes of the memory are lines, from its start on.
  init(_ memory: LineMemory, count: Int) {
    precondition(count <= memory.byteCount, "a block holds what fits its memory")
    self.memory = memory
    self.count = count
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeRawBufferPointer(start: memory.start, count: count))
    }
  }
}

/// Memory for lines, which stays where it is.
final class LineMemory: Sendable {
  // Only the writer that made it writes, and only behind what it has made a block of.
  nonisolated(unsafe) let start: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    start = .allocate(byteCount: byteCount, alignment: 16)
    self.byteCount = byteCount
  }

  deinit { start.deallocate() }
}
