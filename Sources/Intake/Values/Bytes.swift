/// The UTF-8 of a value, where it lies in the memory of its batch: values are read without copies.
package typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// A part of the bytes.
  @inline(__always)
  func part(_ range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  @inline(__always)
  func from(_ start: Int) -> Bytes { part(Swift.min(start, count)..<count) }

  /// Whether the bytes from `index` on are those of a mark.
  @inline(__always)
  func has(_ mark: StaticString, at index: Int) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for k in 0..<length where self[index + k] != mark.utf8Start[k] { return false }
    return true
  }

  @inline(__always)
  func isEqual(to mark: StaticString) -> Bool {
    count == mark.utf8CodeUnitCount && has(mark, at: 0)
  }

  package var text: String { String(decoding: self, as: UTF8.self) }

  /// The number that up to eighteen digits write, or nil when there are none or others.
  func wholeNumber() -> Int? {
    guard count > 0, count <= 18 else { return nil }
    var value = 0
    for byte in self {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

extension String {
  /// Calls `body` with the text's UTF-8.
  package func withBytes<R>(_ body: (Bytes) -> R) -> R {
    var text = self
    return text.withUTF8(body)
  }
}
