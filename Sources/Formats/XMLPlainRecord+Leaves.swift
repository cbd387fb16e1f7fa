// Elements of which only the text is wanted.

private let lessThan = UInt8(ascii: "<")
private let greaterThan = UInt8(ascii: ">")
private let slash = UInt8(ascii: "/")

extension XMLPlainRecord {
  @inline(__always)
  mutating func leaf(
    _ tag: Place, _ entry: UnsafeMutablePointer<XMLPlainNames.Entry>, depth: Int
  ) -> Place? {
    let length = entry.pointee.length
    let start = tag + 2 + length
    guard depth <= depthLimit else { return nil }
    if start[-1] == greaterThan {
      let end = runEnd(start)
      if end.pointee == lessThan, end < stop, end[1] == slash, entry.pointee.stands(at: end + 2),
        end[2 + length] == greaterThan
      {
        let text = UnsafeBufferPointer(start: start, count: end - start)
        let isPlain = text.count > 0 && start.pointee > 0x20 && end[-1] > 0x20
        let isSet =
          isPlain
          ? set(text, entry.pointee.node, tag, line: line, hasEntities: false)
          : setSeldom(text, entry.pointee.node, tag, line: line)
        return isSet ? end + 3 + length : nil
      }
    }
    return seldomLeaf(tag, entry)
  }

  /// With attributes, white space, references, or nothing in it.
  @inline(never)
  private mutating func seldomLeaf(
    _ tag: Place, _ entry: UnsafeMutablePointer<XMLPlainNames.Entry>
  ) -> Place? {
    let (length, node, tagLine) = (entry.pointee.length, entry.pointee.node, line)
    guard let (start, isEmpty) = behindStartTag(tag + 1 + length, node: node) else { return nil }
    if isEmpty {
      return setSeldom(UnsafeBufferPointer(start: start, count: 0), node, tag, line: tagLine)
        ? start : nil
    }
    hasEntities = false
    hasReturns = false
    guard let end = behindText(start), end < stop, !hasReturns, end[1] == slash,
      entry.pointee.stands(at: end + 2), let behind = behindEndTag(end + 2 + length)
    else { return nil }
    let text = UnsafeBufferPointer(start: start, count: end - start)
    let isSet = setSeldom(text, node, tag, line: tagLine, hasEntities: hasEntities)
    return isSet ? behind : nil
  }

  @inline(never)
  private func setSeldom(
    _ text: UnsafeBufferPointer<UInt8>, _ node: Int, _ tag: Place, line: Int,
    hasEntities: Bool = false
  ) -> Bool {
    var (start, end) = (
      text.baseAddress.unsafelyUnwrapped, text.baseAddress.unsafelyUnwrapped + text.count
    )
    while start < end, isXMLSpace(start.pointee) { start += 1 }
    while start < end, isXMLSpace(end[-1]) { end -= 1 }
    // Of a text that is too long it says so; white space at its ends counts.
    guard text.count <= fieldBytes else { return false }
    let value = UnsafeBufferPointer(start: start, count: end - start)
    return set(value, node, tag, line: line, hasEntities: hasEntities)
  }

  @inline(__always)
  func set(
    _ text: UnsafeBufferPointer<UInt8>, _ node: Int, _ tag: Place, line: Int, hasEntities: Bool
  ) -> Bool {
    let first = nodes[node].firstTarget
    for number in first..<first + nodes[node].targetCount {
      let isSet = set(targets[number], text, at: tag, line: line, hasEntities: hasEntities)
      guard isSet else { return false }
    }
    return true
  }

  @inline(__always)
  func set(
    _ target: XMLPaths.Target, _ text: UnsafeBufferPointer<UInt8>, at place: Place, line: Int,
    hasEntities: Bool
  ) -> Bool {
    let builder = builders + target.stream
    let cell = builder.pointee.cell(target.slot)
    guard cell.pointee.kind == .absent, builder.pointee.isOpen, text.count <= fieldBytes else {
      return false
    }
    let start = builder.pointee.batch.text.count
    if hasEntities {
      appendDecoded(text, to: builder)
    } else if text.count <= 32 {
      // The bytes behind it are copied as well, and not counted: there are always so many.
      builder.pointee.batch.text.reserve(32)
      let end = UnsafeMutableRawPointer(builder.pointee.batch.text.base + start)
      end.copyMemory(from: text.baseAddress.unsafelyUnwrapped, byteCount: 32)
      builder.pointee.batch.text.commit(text.count)
    } else {
      builder.pointee.batch.text.append(text.baseAddress.unsafelyUnwrapped, count: text.count)
    }
    builder.pointee.everSet.base[target.slot] = true
    cell.pointee = Cell(
      kind: .text, start: UInt32(truncatingIfNeeded: start),
      length: UInt32(truncatingIfNeeded: builder.pointee.batch.text.count &- start),
      byteOffset: Int32(clamping: byte(of: place) &- builder.pointee.open.position.byte),
      lineOffset: Int32(clamping: line &- builder.pointee.open.position.line))
    return true
  }

  @inline(never)
  private func appendDecoded(
    _ text: UnsafeBufferPointer<UInt8>, to builder: UnsafeMutablePointer<StreamBuilder>
  ) {
    var i = 0
    while i < text.count {
      if text[i] == UInt8(ascii: "&"), let (byte, length) = entity(at: text.baseAddress! + i) {
        builder.pointee.batch.text.append(byte)
        i += length
      } else {
        builder.pointee.batch.text.append(text[i])
        i += 1
      }
    }
  }
}
