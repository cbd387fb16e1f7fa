/// Bytes of an export that could not be decoded; in the text, U+FFFD stands for them.
struct DecodingGap: Hashable {
  /// Where in the text their U+FFFD starts.
  var textOffset: Int
  /// The number of bytes on disk.
  var byteCount: Int

  /// The bytes of U+FFFD in UTF-8.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}

/// Finds the byte on disk that a byte of decoded text comes from.
///
/// Questions come mostly in the order of the text: the map keeps the last answer and encodes the
/// text from there on again to see how long it was on disk.
struct ByteMap {
  private typealias Point = (text: Int, file: Int)
  private var origin: Point
  private var last: Point
  /// In the order of the text.
  private var gaps: [DecodingGap] = []

  init(textOffset: Int, fileOffset: Int) {
    origin = (textOffset, fileOffset)
    last = origin
  }

  mutating func add(_ new: [DecodingGap], atTextOffset offset: Int) {
    for gap in new {
      gaps.append(DecodingGap(textOffset: gap.textOffset + offset, byteCount: gap.byteCount))
    }
  }

  /// The start of the first gap that begins in a part of the text.
  func firstGap(in range: Range<Int>) -> Int? {
    let number = gapNumber(from: range.lowerBound)
    guard number < gaps.count, range.contains(gaps[number].textOffset) else { return nil }
    return gaps[number].textOffset
  }

  /// The number of the first gap at or behind a place in the text.
  private func gapNumber(from offset: Int) -> Int {
    var (low, high) = (0, gaps.count)
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].textOffset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// - Precondition: `offset` lies in the window or at its end.
  mutating func fileOffset(of offset: Int, in window: InputWindow, decoder: StreamDecoder) -> Int {
    if offset < last.text, offset - origin.text < last.text - offset { last = origin }
    if offset >= last.text {
      last.file += byteCount(last.text..<offset, window, decoder)
    } else {
      last.file -= byteCount(offset..<last.text, window, decoder)
    }
    last.text = offset
    return last.file
  }

  /// Forgets what lies before `offset`, which becomes the window's start.
  mutating func dropText(before offset: Int, in window: InputWindow, decoder: StreamDecoder) {
    let file = fileOffset(of: offset, in: window, decoder: decoder)
    origin = (offset, file)
    last = origin
    gaps.removeFirst(gapNumber(from: offset))
  }

  /// How many bytes on disk a part of the text comes from.
  private func byteCount(
    _ range: Range<Int>, _ window: InputWindow, _ decoder: StreamDecoder
  ) -> Int {
    func plain(_ range: Range<Int>) -> Int {
      let start = window.bytes + (range.lowerBound - window.textOffset)
      return decoder.byteCount(ofText: UnsafeBufferPointer(start: start, count: range.count))
    }
    var count = 0
    var start = range.lowerBound
    for gap in gaps[gapNumber(from: start)...] {
      guard gap.textOffset < range.upperBound else { break }
      count += plain(start..<gap.textOffset) + gap.byteCount
      start = gap.textOffset + DecodingGap.replacement.count
    }
    return count + plain(min(start, range.upperBound)..<range.upperBound)
  }
}
