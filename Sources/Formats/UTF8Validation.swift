/// Returns the offset of the first byte that is not part of a well-formed UTF-8 sequence (Unicode
/// §3.9, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF), or nil.
func firstInvalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let count = bytes.count
  guard let base = bytes.baseAddress else { return nil }
  var i = 0
  while i < count {
    if count - i >= 8 {
      let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: i, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 == 0 {
        i += 8
        continue
      }
    }
    if base[i] < 0x80 {
      i += 1
      continue
    }
    let length = utf8SequenceLength(base + i, available: count - i)
    guard length > 0 else { return i }
    i += length
  }
  return nil
}

/// Returns the length of the well-formed UTF-8 sequence at `bytes`, or 0 when there is none.
@inline(__always)
func utf8SequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
  let lead = bytes[0]
  func isTail(_ k: Int) -> Bool { bytes[k] & 0xC0 == 0x80 }
  switch lead {
  case 0x00...0x7F:
    return 1
  case 0xC2...0xDF:
    return available >= 2 && isTail(1) ? 2 : 0
  case 0xE0...0xEF:
    guard available >= 3, isTail(1), isTail(2) else { return 0 }
    if lead == 0xE0 && bytes[1] < 0xA0 || lead == 0xED && bytes[1] > 0x9F { return 0 }
    return 3
  case 0xF0...0xF4:
    guard available >= 4, isTail(1), isTail(2), isTail(3) else { return 0 }
    if lead == 0xF0 && bytes[1] < 0x90 || lead == 0xF4 && bytes[1] > 0x8F { return 0 }
    return 4
  default:
    return 0
  }
}
