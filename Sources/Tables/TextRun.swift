/// Texts of rows that follow each other, where they lie in a larger text.
public struct TextRun {
  let text: UnsafeBufferPointer<UInt8>
  private let starts: UnsafeBufferPointer<UInt32>
  private let lengths: UnsafeBufferPointer<UInt32>

  /// - Parameters:
  ///   - text: what the texts lie in.
  ///   - starts: where in it each begins.
  ///   - lengths: how many bytes each has, none where a row has no text.
  public init(
    in text: UnsafeBufferPointer<UInt8>, starts: UnsafeBufferPointer<UInt32>,
    lengths: UnsafeBufferPointer<UInt32>
  ) {
    precondition(starts.count == lengths.count, "each text has a start and a length")
    (self.text, self.starts, self.lengths) = (text, starts, lengths)
  }

  var count: Int { starts.count }

  @inline(__always)
  subscript(row: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: text.baseAddress.map { $0 + Int(starts[row]) }, count: Int(lengths[row]))
  }

  /// The texts one behind the other, and where each ends then.
  func withTexts<R>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) -> R
  ) -> R {
    let total = lengths.reduce(0) { $0 + Int($1) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: total + Self.step) { bytes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { ends in
        var length = 0
        for row in 0..<count {
          copy(row, to: bytes.baseAddress! + length)
          length &+= Int(lengths[row])
          ends[row] = UInt32(truncatingIfNeeded: length)
        }
        return body(
          UnsafeBufferPointer(rebasing: bytes[..<length]), UnsafeBufferPointer(ends))
      }
    }
  }

  /// The bytes that are copied at once.
  private static let step = 16

  /// Copies a text, sixteen bytes at a time where what stands behind it may be read too; behind the target there is
  /// room for as much.
  @inline(__always)
  private func copy(_ row: Int, to target: UnsafeMutablePointer<UInt8>) {
    let (start, count) = (Int(starts[row]), Int(lengths[row]))
    guard count > 0, let text = text.baseAddress else { return }
    guard count <= 64, start + count + Self.step <= self.text.count else {
      return target.update(from: text + start, count: count)
    }
    var done = 0
    while done < count {
      let part = UnsafeRawPointer(text).loadUnaligned(
        fromByteOffset: start &+ done, as: SIMD16<UInt8>.self)
      UnsafeMutableRawPointer(target).storeBytes(
        of: part, toByteOffset: done, as: SIMD16<UInt8>.self)
      done &+= Self.step
    }
  }
}
