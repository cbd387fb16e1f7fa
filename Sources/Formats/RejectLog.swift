/// Collects the rejects of one export, with as much of their original text as the limits allow.
struct RejectLog {
  private(set) var rejects: [FormatReject] = []
  private let encoding: TextEncoding
  private let textBytes: Int
  private var textBytesLeft: Int

  /// - Parameter encoding: what original text is encoded in when it is handed to ``add(_:text:)``.
  init(limits: FormatLimits, encoding: TextEncoding) {
    self.encoding = encoding
    textBytes = limits.rejectTextBytes
    textBytesLeft = limits.allRejectTextBytes
  }

  var count: Int { rejects.count }

  /// The rejects in the order of the export; a nested record is found faulty before the one around
  /// it.
  var inOrder: [FormatReject] {
    rejects.sorted { ($0.position.byte, $0.stream) < ($1.position.byte, $1.stream) }
  }

  mutating func add(_ reject: FormatReject, text: UnsafeBufferPointer<UInt8>) {
    var reject = reject
    reject.originalText = shownText(text)
    rejects.append(reject)
  }

  /// The beginning of an original text, as far as the limits allow.
  mutating func shownText(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var end = text.count
    while end > 0, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    let length = min(end, textBytes, textBytesLeft)
    textBytesLeft -= length
    return repairedText(UnsafeBufferPointer(rebasing: text[..<length]), in: encoding)
  }
}

/// Decodes a text for people: what cannot be decoded becomes U+FFFD.
func repairedText(_ bytes: UnsafeBufferPointer<UInt8>, in encoding: TextEncoding) -> String {
  guard encoding != .utf8, let start = bytes.baseAddress, let decoder = try? StreamDecoder(encoding)
  else { return String(decoding: bytes, as: UTF8.self) }
  var text = GrowingBuffer<UInt8>(capacity: bytes.count * 3)
  _ = decoder.decode(start, count: bytes.count, isLast: true, into: &text)
  return String(decoding: UnsafeBufferPointer(start: text.base, count: text.count), as: UTF8.self)
}
