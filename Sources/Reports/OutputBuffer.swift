import Values

/// Gathers the bytes of one output and hands them on in pieces, so that a file of any size is written
/// with the memory of one piece.
///
/// A renderer only appends: the first error of the sink is kept, whatever comes after it is dropped,
/// and ``finish()`` throws it. A renderer that met a full disk therefore needs no code of its own.
package struct OutputBuffer {
  /// How many bytes are gathered before they are handed on.
  package static let pieceBytes = 256 * 1024

  /// Frees the memory. The count of bytes in it stands in the buffer itself, since a renderer changes it with every
  /// word, and what a class holds is looked up anew each time.
  private final class Memory {
    let start: UnsafeMutablePointer<UInt8>

    init(byteCount: Int) { start = .allocate(capacity: byteCount) }

    deinit { start.deallocate() }
  }

  private let memory: Memory
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0
  /// How many bytes were handed on.
  private var handedOn = 0
  private let sink: (UnsafeBufferPointer<UInt8>) throws -> Void
  private var failure: (any Error)?

  /// - Parameter sink: Takes the next bytes of the output, in order; never empty.
  package init(sink: @escaping ([UInt8]) throws -> Void) {
    self.init(pieceBytes: OutputBuffer.pieceBytes) { try sink(Array($0)) }
  }

  /// The same for a sink that needs no copy of the bytes.
  package init(
    pieceBytes: Int, sinkOfMemory sink: @escaping (UnsafeBufferPointer<UInt8>) throws -> Void
  ) {
    memory = Memory(byteCount: pieceBytes)
    start = memory.start
    capacity = pieceBytes
    self.sink = sink
  }

  /// How many bytes were appended.
  var byteCount: Int { handedOn + count }

  /// Appends the UTF-8 of `text`.
  package mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if isDone == nil {
      var text = text
      text.withUTF8 { append($0) }
    }
  }

  /// Appends text that stands in the source code.
  @inline(__always)
  package mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    if count == capacity { flush() }
    start[count] = byte
    count &+= 1
  }

  /// Appends bytes that are UTF-8 already.
  @inline(__always)
  package mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard let first = utf8.baseAddress, utf8.count <= capacity &- count else {
      return appendInPieces(utf8)
    }
    UnsafeMutableRawPointer(start + count).copyText(from: first, byteCount: utf8.count)
    count &+= utf8.count
  }

  /// Appends a name as JSON has it before a value: in quotes, and a colon.
  @inline(__always)
  mutating func append(key name: StaticString) {
    let length = name.utf8CodeUnitCount
    guard length &+ 3 <= capacity &- count else {
      append("\"")
      append(name)
      return append("\":")
    }
    let place = start + count
    place[0] = UInt8(ascii: "\"")
    (place + 1).update(from: name.utf8Start, count: length)
    place[length &+ 1] = UInt8(ascii: "\"")
    place[length &+ 2] = UInt8(ascii: ":")
    count &+= length &+ 3
  }

  /// Appends the digits of a number.
  mutating func append(decimal value: Int) {
    value.withDecimalDigits { append($0) }
  }

  @inline(never)
  private mutating func appendInPieces(_ utf8: UnsafeBufferPointer<UInt8>) {
    var rest = utf8
    while let first = rest.baseAddress, !rest.isEmpty {
      if count == capacity { flush() }
      let taken = min(rest.count, capacity - count)
      (start + count).update(from: first, count: taken)
      count += taken
      rest = UnsafeBufferPointer(rebasing: rest[taken...])
    }
  }

  /// Hands on what is left. Called once, after the last append.
  ///
  /// - Throws: The first error that the sink threw.
  package mutating func finish() throws {
    flush()
    if let failure { throw failure }
  }

  /// Calls `body` with what was gathered and not handed on.
  package func withGathered<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Forgets what was gathered and not handed on, so that the memory serves what comes next.
  package mutating func discardGathered() { count = 0 }

  @inline(never)
  private mutating func flush() {
    defer {
      handedOn += count
      count = 0
    }
    guard failure == nil, count > 0 else { return }
    do {
      try sink(UnsafeBufferPointer(start: start, count: count))
    } catch {
      failure = error
    }
  }
}

extension OutputBuffer {
  /// Moves the buffer out, for a writer that owns it for a while and puts it back.
  ///
  /// What is appended in the meantime to the buffer left behind would be lost, so it goes nowhere on
  /// purpose: a writer and its buffer are never used at the same time.
  mutating func lend() -> OutputBuffer {
    var lent = OutputBuffer(pieceBytes: 1) { _ in }
    swap(&lent, &self)
    return lent
  }
}
