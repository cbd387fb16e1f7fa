/// Makes UTF-8 from a text that comes in chunks.
final class StreamDecoder {
  private let encoding: TextEncoding
  /// What decodes the encodings that are not UTF-16.
  private let transcoder: Transcoder?
  /// The first bytes of a character that the last chunk ended in.
  private var pending: [UInt8] = []

  init(_ encoding: TextEncoding) throws(FormatError) {
    self.encoding = encoding
    transcoder = encoding.keepsASCII ? try Transcoder(encoding) : nil
  }

  /// Appends the text of a chunk to `text`.
  ///
  /// - Returns: the bytes that could not be decoded, with their places counted from the end that
  ///   `text` had before.
  func decode(
    _ bytes: UnsafePointer<UInt8>, count: Int, isLast: Bool, into text: inout GrowingBuffer<UInt8>
  ) -> [DecodingGap] {
    let start = text.count
    var joined = GrowingBuffer<UInt8>(capacity: count + pending.count)
    for byte in pending { joined.append(byte) }
    joined.append(bytes, count: count)
    var gaps: [DecodingGap] = []
    var index = 0
    while index < joined.count {
      let rest = UnsafeBufferPointer(start: joined.base + index, count: joined.count - index)
      let (used, isBad) = decodeRun(rest, into: &text)
      index += used
      if !isBad && used == rest.count { break }
      if !isBad && !isLast { break }
      let length = badLength(joined.count - index)
      gaps.append(DecodingGap(textOffset: text.count - start, byteCount: length))
      for byte in DecodingGap.replacement { text.append(byte) }
      index += length
    }
    pending = Array(UnsafeBufferPointer(start: joined.base + index, count: joined.count - index))
    return gaps
  }

  /// How many bytes on disk a piece of the text comes from.
  func byteCount(ofText text: UnsafeBufferPointer<UInt8>) -> Int {
    if let transcoder { return transcoder.encodedByteCount(of: text) }
    // A character of four bytes in UTF-8 is a surrogate pair in UTF-16; every other is one unit.
    var count = 0
    for byte in text {
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 4 : 2 }
    }
    return count
  }

  /// Decodes up to the first fault or the end; `isBad` is false when only the rest of a character
  /// is missing.
  private func decodeRun(
    _ bytes: UnsafeBufferPointer<UInt8>, into text: inout GrowingBuffer<UInt8>
  ) -> (used: Int, isBad: Bool) {
    if let transcoder { return transcoder.decodeRun(bytes, into: &text) }
    return decodeUTF16(bytes, isBigEndian: encoding == .utf16BE, into: &text)
  }

  /// The bytes to give up at a fault: one unit of UTF-16, or one byte.
  private func badLength(_ available: Int) -> Int {
    min(available, transcoder == nil ? 2 : 1)
  }
}

private func decodeUTF16(
  _ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool, into text: inout GrowingBuffer<UInt8>
) -> (used: Int, isBad: Bool) {
  func unit(at index: Int) -> UInt32 {
    let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }
  text.reserve(bytes.count / 2 * 3 + 4)
  var index = 0
  while index + 1 < bytes.count {
    var value = unit(at: index)
    var length = 2
    if value & 0xF800 == 0xD800 {
      guard value < 0xDC00 else { return (index, true) }
      guard index + 3 < bytes.count else { return (index, false) }
      let low = unit(at: index + 2)
      guard low & 0xFC00 == 0xDC00 else { return (index, true) }
      value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      length = 4
    }
    appendUTF8(value, to: &text)
    index += length
  }
  return (index, false)
}

/// - Precondition: `value` is a Unicode scalar.
private func appendUTF8(_ value: UInt32, to text: inout GrowingBuffer<UInt8>) {
  func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
  func tail(_ shift: UInt32) -> UInt8 { byte(0x80 | (value >> shift & 0x3F)) }
  if value < 0x80 {
    text.append(byte(value))
  } else if value < 0x800 {
    text.append(byte(0xC0 | value >> 6))
    text.append(tail(0))
  } else if value < 0x10000 {
    text.append(byte(0xE0 | value >> 12))
    text.append(tail(6))
    text.append(tail(0))
  } else {
    text.append(byte(0xF0 | value >> 18))
    text.append(tail(12))
    text.append(tail(6))
    text.append(tail(0))
  }
}
