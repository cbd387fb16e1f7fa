// What single values mean to the records.

extension JSONPlainRecord {
  /// Takes a single value; returns whether nothing is odd about it.
  @inline(__always)
  func take(
    _ place: Place, _ text: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, hasEscapes: Bool, node: Int
  ) -> Bool {
    if node < 0 { return true }
    if nodes[node].isSingle, !hasEscapes {
      return set(targets[Int(nodes[node].firstTarget)], place, text, kind: kind)
    }
    return takeSeldom(place, text, kind: kind, hasEscapes: hasEscapes, node: node)
  }

  @inline(never)
  private func takeSeldom(
    _ place: Place, _ text: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, hasEscapes: Bool, node: Int
  ) -> Bool {
    let here = nodes[node]
    guard here.elements < 0, here.stream < 0 else { return false }
    if here.targetCount == 0, here.memberCount > 0, kind != .null, kind != .text || text.count > 0 {
      return false
    }
    for number in 0..<Int(here.targetCount) {
      let target = targets[Int(here.firstTarget) + number]
      let isSet =
        hasEscapes
        ? setUnescaped(target, place, text) : set(target, place, text, kind: kind)
      guard isSet else { return false }
    }
    return true
  }

  @inline(__always)
  private func set(
    _ target: JSONPaths.Target, _ place: Place, _ text: UnsafeBufferPointer<UInt8>, kind: Cell.Kind
  ) -> Bool {
    let builder = builders + target.stream
    let cell = builder.pointee.cell(target.slot)
    guard cell.pointee.kind == .absent, builder.pointee.isOpen, text.count <= fieldBytes else {
      return false
    }
    let start = builder.pointee.batch.text.count
    if text.count <= 32 {
      // The bytes behind it are copied as well, and not counted: there are always so many.
      builder.pointee.batch.text.reserve(32)
      let end = UnsafeMutableRawPointer(builder.pointee.batch.text.base + start)
      end.copyMemory(from: text.baseAddress.unsafelyUnwrapped, byteCount: 32)
      builder.pointee.batch.text.commit(text.count)
    } else {
      builder.pointee.batch.text.append(
        text.baseAddress.unsafelyUnwrapped, count: text.count)
    }
    note(cell, target, place, kind: kind, from: start)
    return true
  }

  @inline(never)
  private func setUnescaped(
    _ target: JSONPaths.Target, _ place: Place, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let builder = builders + target.stream
    let cell = builder.pointee.cell(target.slot)
    guard cell.pointee.kind == .absent, builder.pointee.isOpen, text.count <= fieldBytes else {
      return false
    }
    let start = builder.pointee.batch.text.count
    JSONEscape.appendUnescaped(text, to: &builder.pointee.batch.text)
    note(cell, target, place, kind: .text, from: start)
    return true
  }

  @inline(__always)
  private func note(
    _ cell: UnsafeMutablePointer<Cell>, _ target: JSONPaths.Target, _ place: Place,
    kind: Cell.Kind, from start: Int
  ) {
    let builder = builders + target.stream
    builder.pointee.everSet.base[target.slot] = true
    cell.pointee = Cell(
      kind: kind, start: UInt32(truncatingIfNeeded: start),
      length: UInt32(truncatingIfNeeded: builder.pointee.batch.text.count &- start),
      byteOffset: Int32(clamping: byte(of: place) &- builder.pointee.open.position.byte),
      lineOffset: Int32(clamping: line &- builder.pointee.open.position.line))
  }

  mutating func word(
    _ word: StaticString, at place: Place, kind: Cell.Kind, node: Int
  ) -> Place? {
    let length = word.utf8CodeUnitCount
    for i in 0..<length where place[i] != word.utf8Start[i] { return nil }
    if kind == .null, node >= 0, nodes[node].elements >= 0 {
      markFound(elementsOf: node)
      return place + length
    }
    let text = UnsafeBufferPointer(start: place, count: kind == .null ? 0 : length)
    return take(place, text, kind: kind, hasEscapes: false, node: node) ? place + length : nil
  }
}
