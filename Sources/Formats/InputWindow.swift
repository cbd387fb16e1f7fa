/// A window that moves over an export's text from start to end.
///
/// The text is the bytes of the file as they lie on disk, or, where they cannot be taken apart
/// before they are decoded, UTF-8 made from them; ``byteOffset(of:)`` tells for both where on disk
/// a byte of the window comes from.
final class InputWindow {
  /// The window's bytes; they move when the window is extended.
  var bytes: UnsafePointer<UInt8> { UnsafePointer(buffer.base) }
  var count: Int { buffer.count }
  /// Whether the text ends where the window ends.
  private(set) var isLast = false
  /// The place in the whole text of the window's first byte.
  private(set) var textOffset: Int

  /// The place in the text of its first byte, which comes behind a byte-order mark.
  let firstOffset: Int

  private let file: ExportFile
  let chunkBytes: Int
  private var buffer: GrowingBuffer<UInt8>
  /// What the window held before, while the witness is still at work at it.
  private var former = GrowingBuffer<UInt8>()
  private var fileOffset: Int
  private let decoder: StreamDecoder?
  private let witness: ReadingWitness?
  private var map: ByteMap

  /// - Parameters:
  ///   - markLength: the bytes of the byte-order mark, which is not part of the text.
  ///   - decodedFrom: the encoding to make UTF-8 from, or nil to show the bytes as they are.
  init(
    _ file: ExportFile, markLength: Int, decodedFrom encoding: TextEncoding?, chunkBytes: Int,
    witness: ReadingWitness? = nil
  ) throws(FormatError) {
    self.file = file
    self.witness = witness
    self.chunkBytes = chunkBytes
    buffer = GrowingBuffer(capacity: chunkBytes)
    fileOffset = markLength
    textOffset = markLength
    firstOffset = markLength
    decoder = if let encoding { try StreamDecoder(encoding) } else { nil }
    map = ByteMap(textOffset: markLength, fileOffset: markLength)
    if let witness, markLength > 0 {
      let mark = try file.head(markLength)
      mark.withUnsafeBufferPointer {
        witness.see($0, at: 0)
        witness.letGo()
      }
    }
  }

  deinit { witness?.letGo() }

  /// Drops the bytes before `index` and adds some behind the last one, unless it is the text's
  /// last.
  func extend(keepingFrom index: Int) throws(FormatError) {
    precondition(!isLast, "a window at the end of the text cannot be extended")
    if let decoder { map.dropText(before: textOffset + index, in: self, decoder: decoder) }
    dropFirst(index)
    textOffset += index
    // A record longer than a chunk doubles the window, so that searching it again from its start
    // takes time proportional to its length.
    let wanted = buffer.count > standardChunkBytes ? buffer.count : chunkBytes
    if let decoder {
      try decode(wanted, with: decoder)
    } else {
      buffer.reserve(wanted)
      let read = try file.read(into: buffer.base + buffer.count, count: wanted, at: fileOffset)
      buffer.commit(read)
      take(UnsafeBufferPointer(start: buffer.base + buffer.count - read, count: read))
    }
  }

  /// Drops the first bytes: what is left moves to their place, or elsewhere while somebody is at work at them.
  private func dropFirst(_ index: Int) {
    witness?.letGo(leavesLast: true)
    guard let witness, witness.holdsLast else {
      witness?.letGo()
      buffer.removeFirst(index)
      return
    }
    former.truncate(to: 0)
    former.append(buffer.base + index, count: buffer.count - index)
    swap(&buffer, &former)
  }

  /// Notes bytes of the file that were read.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    witness?.see(bytes, at: fileOffset)
    fileOffset += bytes.count
    // What is read of a text that is not what it was taken for does not count.
    isLast = fileOffset >= file.byteCount || bytes.isEmpty || witness?.isRefuted == true
  }

  /// Goes to a place in the file; the window is empty then.
  ///
  /// - Precondition: the window shows the bytes as they lie on disk.
  func seek(to byte: Int) {
    precondition(decoder == nil, "places in a decoded text are not those on disk")
    witness?.letGo()
    buffer.truncate(to: 0)
    textOffset = byte
    fileOffset = byte
    isLast = byte >= file.byteCount
  }

  /// Where on disk a byte of the window comes from.
  func byteOffset(of index: Int) -> Int {
    guard let decoder else { return textOffset + index }
    return map.fileOffset(of: textOffset + index, in: self, decoder: decoder)
  }

  /// Where in the given part of the window bytes are missing that could not be decoded.
  func firstGap(in range: Range<Int>) -> Int? {
    guard decoder != nil else { return nil }
    let text = range.lowerBound + textOffset..<range.upperBound + textOffset
    return map.firstGap(in: text).map { $0 - textOffset }
  }

  private func decode(_ wanted: Int, with decoder: StreamDecoder) throws(FormatError) {
    var raw = GrowingBuffer<UInt8>(capacity: wanted)
    let read = try file.read(into: raw.base, count: wanted, at: fileOffset)
    raw.commit(read)
    take(UnsafeBufferPointer(start: raw.base, count: read))
    defer { witness?.letGo() }
    let end = textOffset + buffer.count
    let gaps = decoder.decode(raw.base, count: raw.count, isLast: isLast, into: &buffer)
    map.add(gaps, atTextOffset: end)
  }
}
