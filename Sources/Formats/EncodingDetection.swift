/// The encoding of an export, and why it is taken to be that.
package struct DetectedEncoding: Sendable, Hashable {
  package enum Reason: String, Sendable, Hashable {
    case byteOrderMark = "the export starts with a byte-order mark"
    case declared = "the layout or the export itself says so"
    case zeroBytes = "every other byte of its head is zero"
    case validThroughout = "all of it is valid UTF-8"
    case mostlyValid = "nearly all of it is valid UTF-8"
    case notUTF8 = "it is not valid UTF-8, and too little of it tells which other encoding it is"
    case likelyGB18030 = "it is not valid UTF-8, and reads as Chinese in GB18030"
    case likelyBig5 = "it is not valid UTF-8, and reads as Chinese in Big5"
    case likelyWindows1252 = "it is not valid UTF-8, and its bytes outside ASCII are single letters"
    case ambiguous = "its few characters outside ASCII are more likely Chinese than UTF-8"
  }

  package var encoding: TextEncoding
  package var reason: Reason
  /// The bytes of the byte-order mark.
  package var markLength = 0

  /// Whether the whole export was seen to be valid, so that its values need no second look.
  var isValidated: Bool { reason == .validThroughout }
}

/// Finds out the encoding of an export.
///
/// A byte-order mark decides, then `declared`. Otherwise the whole file is looked at: UTF-8 if all
/// of it is valid, or if so little is invalid that single bytes must be damaged; else the encoding
/// in which the text reads best.
///
/// - Parameters:
///   - witness: who tells whether the export is UTF-8 when it was read as that; nil to find out now.
///   - prefersUTF8: whether as many valid sequences as invalid bytes are enough for UTF-8.
func detectEncoding(
  of file: ExportFile, declared: TextEncoding?, chunkBytes: Int, prefersUTF8: Bool = false,
  witness: ReadingWitness? = nil
) throws(FormatError) -> DetectedEncoding {
  let head = try file.head(4096)
  if let found = byteOrderMark(head) { return found }
  if let declared { return DetectedEncoding(encoding: declared, reason: .declared) }
  if let encoding = utf16ByZeroBytes(head) {
    return DetectedEncoding(encoding: encoding, reason: .zeroBytes)
  }
  if let witness, witness.mayAssume {
    witness.assumeUTF8()
    return DetectedEncoding(encoding: .utf8, reason: .validThroughout)
  }
  var census = UTF8Census()
  try take(file, chunkBytes: chunkBytes) { bytes, isLast in
    let judged = census.count(bytes, isLast: isLast)
    return census.isHopeless ? nil : judged
  }
  if let verdict = census.verdict { return verdict }
  if prefersUTF8, census.isRatherValid {
    return DetectedEncoding(encoding: .utf8, reason: .mostlyValid)
  }
  var legacy = LegacyCensus()
  try take(file, chunkBytes: chunkBytes) { bytes, isLast in
    let judged = legacy.count(bytes, isLast: isLast)
    return legacy.isDecided ? nil : judged
  }
  return legacy.verdict
}

/// Hands the bytes of a file to `count` piece by piece, which returns how many it judged, or nil
/// when it has seen enough; what it did not judge comes again.
private func take(
  _ file: ExportFile, chunkBytes: Int,
  _ count: (_ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool) -> Int?
) throws(FormatError) {
  let window = try InputWindow(file, markLength: 0, decodedFrom: nil, chunkBytes: chunkBytes)
  var rest = 0
  while !window.isLast {
    try window.extend(keepingFrom: window.count - rest)
    let bytes = UnsafeBufferPointer(start: window.bytes, count: window.count)
    guard let judged = count(bytes, window.isLast) else { return }
    rest = window.count - judged
  }
}

/// The encoding that a byte-order mark at the start of a text says, or nil.
func byteOrderMark(_ head: [UInt8]) -> DetectedEncoding? {
  let marks: [([UInt8], TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LE), ([0xFE, 0xFF], .utf16BE),
    ([0x84, 0x31, 0x95, 0x33], .gb18030),
  ]
  guard let (mark, encoding) = marks.first(where: { head.starts(with: $0.0) }) else { return nil }
  return DetectedEncoding(encoding: encoding, reason: .byteOrderMark, markLength: mark.count)
}

/// UTF-16 without a mark: digits, delimiters and line ends have a zero byte on the same side.
private func utf16ByZeroBytes(_ head: [UInt8]) -> TextEncoding? {
  let pairs = head.count / 2
  guard pairs > 0 else { return nil }
  var zeros = [0, 0]
  for i in 0..<2 * pairs where head[i] == 0 { zeros[i & 1] += 1 }
  for (encoding, high) in [(TextEncoding.utf16LE, 1), (.utf16BE, 0)] {
    // Even an export of mostly Chinese text has digits, delimiters or line ends in every fiftieth
    // place.
    guard zeros[high] * 50 > pairs, zeros[high] >= 4 else { continue }
    var (units, chinese, letters) = (0, 0, 0)
    for start in stride(from: 0, to: 2 * pairs, by: 2) where head[start + high] != 0 {
      units += 1
      if isChinese(high: head[start + high]) { chinese += 1 }
      if isPlain(head[start]), isPlain(head[start + 1]) { letters += 1 }
    }
    // Zero bytes that are dirt in a text of ASCII leave pairs of plain letters.
    if letters > zeros[high], letters * 4 > units * 3 { continue }
    // 一 (U+4E00), 开 and 销 have their zero byte on the side where other texts have none.
    if zeros[1 - high] == 0 || chinese * 10 >= units * 9 { return encoding }
  }
  return nil
}

/// Whether the characters with this upper byte are Chinese ones or their punctuation.
private func isChinese(high byte: UInt8) -> Bool {
  0x4E...0x9F ~= byte || byte == 0x20 || byte == 0x30 || byte == 0xFF
}

private func isPlain(_ byte: UInt8) -> Bool {
  0x20...0x7E ~= byte || 0x09...0x0D ~= byte
}

/// How much of a text is valid UTF-8.
private struct UTF8Census {
  private var longSequences = 0
  private var invalidBytes = 0
  /// The sequences of two bytes, how many of them could be two common characters of GBK, and how many
  /// stand alone.
  private var pairs = 0
  private var hanziPairs = 0
  private var lonePairs = 0
  /// The number of pairs directly before the next byte.
  private var run = 0

  /// Counts a piece of the text; returns how many bytes were judged, which is all of them unless
  /// the piece ends within a sequence.
  mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let count = bytes.count
    var i = 0
    while i < count {
      if count - i >= 8 {
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          if run > 0 { endRun() }
          i += 8
          continue
        }
      }
      let length = utf8SequenceLength(base + i, available: count - i)
      if length == 2 {
        countPair(base[i], base[i + 1])
      } else {
        if length == 0, !isLast, count - i < 4 { return i }
        if run > 0 { endRun() }
        if length == 0 { invalidBytes += 1 }
        if length > 2 { longSequences += 1 }
      }
      i += max(1, length)
    }
    if isLast, run > 0 { endRun() }
    return count
  }

  private mutating func countPair(_ first: UInt8, _ second: UInt8) {
    pairs += 1
    run += 1
    // GB 2312 has its common characters from B0A1 to D7F9.
    if first >= 0xC4, first <= 0xD7, second >= 0xA1 { hanziPairs += 1 }
  }

  private mutating func endRun() {
    if run == 1 { lonePairs += 1 }
    run = 0
  }

  /// Whether so much is invalid that the rest cannot change the verdict.
  var isHopeless: Bool { invalidBytes > 10_000 && !isMostlyValid }

  /// The verdict, or nil when the text is not UTF-8.
  var verdict: DetectedEncoding? {
    if invalidBytes > 0 {
      return isMostlyValid ? DetectedEncoding(encoding: .utf8, reason: .mostlyValid) : nil
    }
    return isAmbiguous
      ? DetectedEncoding(encoding: .gb18030, reason: .ambiguous)
      : DetectedEncoding(encoding: .utf8, reason: .validThroughout)
  }

  /// 微模 in GBK is the two pairs CE A2 C4 A3, which are valid UTF-8 for "΢ģ". Chinese in UTF-8 has
  /// sequences of three bytes; letters of two bytes are hardly ever all of this kind and never alone.
  private var isAmbiguous: Bool {
    longSequences == 0 && pairs > 0 && hanziPairs == pairs && lonePairs == 0
  }

  /// Text in another encoding has hardly any valid sequence of three bytes; a damaged UTF-8 file
  /// has hardly anything else.
  private var isMostlyValid: Bool { longSequences > 20 * invalidBytes }

  /// Whether more is valid than not, which is enough where UTF-8 is what a text has to be in unless it
  /// says otherwise.
  var isRatherValid: Bool { longSequences + (pairs - hanziPairs) >= invalidBytes }
}
