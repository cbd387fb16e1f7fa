import Glibc

/// Decodes single values with the system's iconv, and counts how long texts are when encoded again.
///
/// It handles the encodings whose texts can be cut at commas, quotes and line ends as they are.
final class Transcoder {
  private let decoder: iconv_t
  private let encoder: iconv_t
  /// Where encoded text goes whose length alone is wanted.
  private let scratch: UnsafeMutablePointer<UInt8>
  private static let scratchBytes = 4096

  init(_ encoding: TextEncoding) throws(FormatError) {
    precondition(encoding.keepsASCII, "UTF-16 is decoded without iconv")
    guard let decoder = openConverter(to: "UTF-8", from: encoding) else {
      throw .cannotDecode(encoding)
    }
    guard let encoder = openConverter(to: encoding.iconvName, from: .utf8) else {
      iconv_close(decoder)
      throw .cannotDecode(encoding)
    }
    self.decoder = decoder
    self.encoder = encoder
    scratch = .allocate(capacity: Self.scratchBytes)
  }

  deinit {
    iconv_close(decoder)
    iconv_close(encoder)
    scratch.deallocate()
  }

  /// Decodes up to the first fault or the end, appending to `text`; `isBad` is false when only the
  /// rest of a character is missing. Whatever `used` does not count is not in `text`.
  func decodeRun(
    _ bytes: UnsafeBufferPointer<UInt8>, into text: inout GrowingBuffer<UInt8>
  ) -> (used: Int, isBad: Bool) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return (0, false) }
    var left = bytes.count
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: start)
      .assumingMemoryBound(to: CChar.self)
    iconv(decoder, nil, nil, nil, nil)
    while true {
      text.reserve(left * 3 + 16)
      let room = text.capacity - text.count
      var roomLeft = room
      var output: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(text.base + text.count)
        .assumingMemoryBound(to: CChar.self)
      let result = iconv(decoder, &input, &left, &output, &roomLeft)
      let code = errno
      text.commit(room - roomLeft)
      if result != iconvFailure { return (bytes.count - left, false) }
      if code == E2BIG { continue }
      return (bytes.count - left, code == EILSEQ)
    }
  }

  /// Appends the text of one value to `text`, or returns the offset of its first byte that cannot
  /// be decoded and appends nothing.
  func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to text: inout GrowingBuffer<UInt8>
  ) -> Int? {
    let before = text.count
    let (used, _) = decodeRun(bytes, into: &text)
    if used == bytes.count { return nil }
    text.truncate(to: before)
    return used
  }

  /// How many bytes a UTF-8 text has in the encoding.
  func encodedByteCount(of text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = text.baseAddress, text.count > 0 else { return 0 }
    var left = text.count
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: start)
      .assumingMemoryBound(to: CChar.self)
    iconv(encoder, nil, nil, nil, nil)
    var total = 0
    while left > 0 {
      var roomLeft = Self.scratchBytes
      var output: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(scratch)
        .assumingMemoryBound(to: CChar.self)
      let result = iconv(encoder, &input, &left, &output, &roomLeft)
      total += Self.scratchBytes - roomLeft
      if result == iconvFailure, errno != E2BIG {
        // The text was decoded from this encoding: only a cut text comes here.
        total += left
        break
      }
    }
    return total
  }

  /// The bytes of one character; none when the encoding does not have it.
  func encoded(_ scalar: Unicode.Scalar) -> [UInt8] {
    var input = Unicode.UTF8.encode(scalar)!.map { CChar(bitPattern: $0) }
    var left = input.count
    var roomLeft = Self.scratchBytes
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      var from = input.baseAddress
      var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(scratch)
        .assumingMemoryBound(to: CChar.self)
      iconv(encoder, nil, nil, nil, nil)
      return iconv(encoder, &from, &left, &to, &roomLeft) == 0
    }
    let count = Self.scratchBytes - roomLeft
    return isWhole ? Array(UnsafeBufferPointer(start: scratch, count: count)) : []
  }
}

/// What iconv returns at a fault: all bits set.
private let iconvFailure = -1

private func openConverter(to: String, from encoding: TextEncoding) -> iconv_t? {
  openConverter(to: to, from: encoding.iconvName)
}

private func openConverter(to: String, from: String) -> iconv_t? {
  let converter = iconv_open(to, from)
  return Int(bitPattern: converter) == -1 ? nil : converter
}

extension TextEncoding {
  /// The name by which iconv knows the encoding.
  fileprivate var iconvName: String {
    switch self {
    // What is called Big5 in practice is Microsoft's code page 950.
    case .big5: "CP950"
    case .windows1252: "CP1252"
    default: rawValue
    }
  }
}
