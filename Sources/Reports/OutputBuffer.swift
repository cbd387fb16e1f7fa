/// Gathers the bytes of one output and hands them on in pieces, so that a file of any size is written
/// with the memory of one piece.
///
/// A renderer only appends: the first error of the sink is kept, whatever comes after it is dropped,
/// and ``finish()`` throws it. A renderer that met a full disk therefore needs no code of its own.
package struct OutputBuffer {
  /// How many bytes are gathered before they are handed on.
  package static let pieceBytes = 256 * 1024

  private var bytes: [UInt8] = []
  private let sink: ([UInt8]) throws -> Void
  private var failure: (any Error)?

  /// - Parameter sink: Takes the next bytes of the output, in order; never empty.
  package init(sink: @escaping ([UInt8]) throws -> Void) {
    self.sink = sink
  }

  /// Appends the UTF-8 of `text`.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    flushIfFull()
  }

  /// Appends text that stands in the source code.
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    flushIfFull()
  }

  package mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    flushIfFull()
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: utf8)
    flushIfFull()
  }

  /// Hands on what is left. Called once, after the last append.
  ///
  /// - Throws: The first error that the sink threw.
  package mutating func finish() throws {
    flush()
    if let failure { throw failure }
  }

  private mutating func flushIfFull() {
    if bytes.count >= OutputBuffer.pieceBytes { flush() }
  }

  private mutating func flush() {
    defer { bytes.removeAll(keepingCapacity: true) }
    guard failure == nil, !bytes.isEmpty else { return }
    do {
      try sink(bytes)
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
    var lent = OutputBuffer { _ in }
    swap(&lent, &self)
    return lent
  }
}
