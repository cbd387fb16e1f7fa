import CPlatform

// Start and end tags, and the texts between them.

private let lessThan = UInt8(ascii: "<")
private let greaterThan = UInt8(ascii: ">")
private let slash = UInt8(ascii: "/")

extension XMLPlainRecord {
  /// Steps over the rest of a start tag.
  ///
  /// - Returns: the place behind it, and whether it is an end tag as well; nil when it is not plain.
  @inline(__always)
  mutating func behindStartTag(_ start: Place, node: Int) -> (Place, isEmpty: Bool)? {
    start.pointee == greaterThan ? (start + 1, false) : behindAttributes(start, node: node)
  }

  @inline(never)
  private mutating func behindAttributes(_ start: Place, node: Int) -> (Place, isEmpty: Bool)? {
    var place = start
    var count = 0
    while place < stop {
      let behind = behindBlanks(place)
      if behind.pointee == greaterThan { return (behind + 1, false) }
      if behind.pointee == slash { return behind[1] == greaterThan ? (behind + 2, true) : nil }
      guard behind > place, count < XMLPlainNames.attributeLimit,
        let name = attributeName(behind), !isRepeated(name, count: count),
        let value = attributeValue(name.baseAddress! + name.count),
        set(value, ofAttribute: name, node: node)
      else { return nil }
      names.attributeNames[count] = name
      count += 1
      place = value.baseAddress! + value.count + 1
    }
    return nil
  }

  private func isRepeated(_ name: UnsafeBufferPointer<UInt8>, count: Int) -> Bool {
    for number in 0..<count where names.attributeNames[number].elementsEqual(name) { return true }
    return false
  }

  /// A name without a prefix, which is none of a declaration of namespaces.
  private func attributeName(_ start: Place) -> UnsafeBufferPointer<UInt8>? {
    var end = start
    while end < stop, end.pointee != UInt8(ascii: "="), !isXMLSpace(end.pointee) { end += 1 }
    let name = UnsafeBufferPointer(start: start, count: end - start)
    for (i, byte) in name.enumerated() {
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
      let isDigit = byte &- UInt8(ascii: "0") < 10
      guard isLetter || i > 0 && (isDigit || byte == UInt8(ascii: "-")) else { return nil }
    }
    let isDeclaration = name.elementsEqual("xmlns".utf8)
    return end < stop && !name.isEmpty && name.count <= 256 && !isDeclaration ? name : nil
  }

  /// A value that arrives as it is written.
  private mutating func attributeValue(_ behindName: Place) -> UnsafeBufferPointer<UInt8>? {
    var place = behindBlanks(behindName)
    guard place.pointee == UInt8(ascii: "=") else { return nil }
    place = behindBlanks(place + 1)
    let quote = place.pointee
    guard place < stop, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    let start = place + 1
    var end = start
    while end < stop, end.pointee != quote {
      let byte = end.pointee
      guard byte >= 0x20, byte != lessThan, byte != UInt8(ascii: "&"),
        byte != 0xEF || end[1] != 0xBF
      else { return nil }
      end += 1
    }
    return end < stop ? UnsafeBufferPointer(start: start, count: end - start) : nil
  }

  private func set(
    _ value: UnsafeBufferPointer<UInt8>, ofAttribute name: UnsafeBufferPointer<UInt8>, node: Int
  ) -> Bool {
    guard node >= 0 else { return true }
    let first = nodes[node].firstAttribute
    for number in first..<first + nodes[node].attributeCount
    where names.isAttribute(number, named: name) {
      let target = names.names.attributes[number].target
      let isSet = set(target, value, at: value.baseAddress!, line: line, hasEntities: false)
      guard isSet else { return false }
    }
    return true
  }

  /// Steps over what may stand between the name in an end tag and its end.
  @inline(__always)
  mutating func behindEndTag(_ start: Place) -> Place? {
    if start.pointee == greaterThan { return start + 1 }
    let end = behindBlanks(start)
    return end.pointee == greaterThan ? end + 1 : nil
  }

  mutating func behindBlanks(_ start: Place) -> Place {
    var place = start
    while place < stop, isXMLSpace(place.pointee) {
      noteLineEnd(place)
      place += 1
    }
    return place
  }

  @inline(__always)
  private mutating func noteLineEnd(_ place: Place) {
    let byte = place.pointee
    if byte == 0x0A || byte == 0x0D && place[1] != 0x0A { line += 1 }
  }

  /// Where a run of characters ends that stand for themselves; at ``stop`` or somewhat behind it when it goes on there.
  @inline(__always)
  func runEnd(_ start: Place) -> Place {
    var place = start
    while place < stop {
      let stops = paicha_find_xml_stops(place)
      if stops != 0 { return place + stops.trailingZeroBitCount }
      place += 32
    }
    return stop
  }

  /// The place of the tag behind a text, or nil when the text is not plain.
  @inline(never)
  mutating func behindText(_ start: Place) -> Place? {
    var place = start
    while true {
      place = runEnd(place)
      guard place < stop else { return nil }
      switch place.pointee {
      case lessThan: return place
      case UInt8(ascii: "&"):
        guard let (_, length) = entity(at: place) else { return nil }
        hasEntities = true
        place += length
        continue
      case UInt8(ascii: "]"):
        if place[1] == UInt8(ascii: "]"), place[2] == greaterThan { return nil }
      case 0x09, 0x0A: noteLineEnd(place)
      case 0x0D:
        hasReturns = true
        noteLineEnd(place)
      case 0xBF: if place[1] >= 0xBE { return nil }
      default: return nil
      }
      place += 1
    }
  }

  /// The character that a reference stands for that XML itself declares, and the length of the reference.
  func entity(at place: Place) -> (UInt8, length: Int)? {
    if stands("&amp;", at: place) { return (UInt8(ascii: "&"), 5) }
    if stands("&lt;", at: place) { return (lessThan, 4) }
    if stands("&gt;", at: place) { return (greaterThan, 4) }
    if stands("&quot;", at: place) { return (UInt8(ascii: "\""), 6) }
    return stands("&apos;", at: place) ? (UInt8(ascii: "'"), 6) : nil
  }

  private func stands(_ text: StaticString, at place: Place) -> Bool {
    for i in 0..<text.utf8CodeUnitCount where place[i] != text.utf8Start[i] { return false }
    return true
  }
}
