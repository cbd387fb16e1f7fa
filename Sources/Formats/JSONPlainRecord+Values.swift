// What single values mean to the records.

extension JSONPlainRecord {
  /// Takes a single value; returns whether nothing is odd about it.
  @inline(never)
  mutating func take(
    _ place: Place, _ text: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, hasEscapes: Bool, node: Int
  ) -> Bool {
    if node < 0 { return true }
    let here = nodes[node]
    guard here.elements < 0, here.stream < 0 else { return false }
    if here.targetCount == 0, here.memberCount > 0, kind != .null, kind != .text || text.count > 0 {
      return false
    }
    for number in 0..<Int(here.targetCount) {
      let target = targets[Int(here.firstTarget) + number]
      let cell = builders[target.stream].cell(target.slot)
      guard cell.pointee.kind == .absent, text.count <= fieldBytes else { return false }
      let row = rows[target.stream]
      cell.pointee = Cell(
        kind: kind, start: hasEscapes ? 0 : offset(of: text.baseAddress ?? base),
        length: UInt32(truncatingIfNeeded: text.count),
        byteOffset: Int32(clamping: place - row.place), lineOffset: Int32(clamping: line - row.line)
      )
      if hasEscapes {
        paths.unescaped.add(text, to: cell, of: target, in: builders)
      }
    }
    return true
  }

  /// Takes the value of a member that has one place.
  @inline(__always)
  mutating func set(
    _ member: UnsafePointer<JSONPlainPaths.Member>, _ place: Place, text: Place, _ end: Place,
    kind: Cell.Kind
  ) -> Bool {
    let row = rows[Int(member.pointee.stream)]
    let cell = row.cells + Int(member.pointee.slot)
    guard cell.pointee.kind == .absent, end - text <= fieldBytes else { return false }
    cell.pointee = Cell(
      kind: kind, start: offset(of: text), length: UInt32(truncatingIfNeeded: end - text),
      byteOffset: Int32(truncatingIfNeeded: place - row.place),
      lineOffset: Int32(truncatingIfNeeded: line &- row.line))
    return true
  }

  @inline(__always)
  private mutating func offset(of text: Place) -> UInt32 { UInt32(truncatingIfNeeded: text - base) }

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
