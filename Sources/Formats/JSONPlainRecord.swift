/// Reads a whole record of JSON in one pass, as long as nothing about it is out of the ordinary.
///
/// What a record means is said by ``JSONRecordReader``, which takes one token after the other and knows every fault.
/// This reader knows the records that have none, and does the same with them; at anything else it says nil, and
/// the record is read again with care. So it needs no messages, and no state that outlives a record.
///
/// Everything lies in memory that is gone through by pointers: fields of classes and elements of arrays would be checked
/// and counted at every value.
struct JSONPlainRecord {
  typealias Place = UnsafePointer<UInt8>

  let paths: JSONPlainPaths
  let nodes: UnsafeMutablePointer<JSONPlainPaths.Node>
  let members: UnsafeMutablePointer<JSONPlainPaths.Member>
  let targets: UnsafeMutablePointer<JSONPaths.Target>
  let parents: UnsafeMutablePointer<Int>
  let builders: UnsafeMutablePointer<StreamBuilder>
  /// Where tokens may begin: from there on as many bytes can be read as the longest look ahead takes.
  let stop: Place
  /// What makes a place on disk of an address.
  let byteOfAddress: Int
  let fieldBytes: Int
  let depthLimit: Int
  /// The line that is read.
  var line: Int
  /// The streams of which records or places for them were met, by bits.
  private(set) var found: UInt64 = 0

  /// How many bytes behind the place of a token can be read.
  static let margin = 96

  /// - Parameters:
  ///   - end: the end of the window.
  ///   - byteOffset: the place on disk of the byte at `start`.
  init(
    _ paths: JSONPlainPaths, builders: UnsafeMutablePointer<StreamBuilder>, start: Place,
    end: Place, byteOffset: Int, line: Int, limits: FormatLimits
  ) {
    self.paths = paths
    nodes = paths.nodes
    members = paths.members
    targets = paths.targets
    parents = paths.parents
    self.builders = builders
    stop = end - Self.margin
    byteOfAddress = byteOffset - Int(bitPattern: start)
    fieldBytes = limits.fieldBytes
    depthLimit = limits.depth
    self.line = line
  }

  func byte(of place: Place) -> Int { Int(bitPattern: place) &+ byteOfAddress }
}

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
private let comma = UInt8(ascii: ",")

extension JSONPlainRecord {
  /// Reads an object.
  ///
  /// - Parameters:
  ///   - start: the place of its opening brace.
  ///   - node: what the paths know about it, or -1.
  ///   - depth: how many objects and arrays are open, this one included.
  /// - Returns: the place behind it, or nil when it is not plain.
  mutating func object(_ start: Place, node: Int, depth: Int) -> Place? {
    let first = node >= 0 ? members + Int(nodes[node].firstMember) : members
    let count = node >= 0 ? Int(nodes[node].memberCount) : 0
    var place = behindBlanks(start + 1)
    if place.pointee == UInt8(ascii: "}") { return place + 1 }
    var expected = 0
    var seen: UInt64 = 0
    while place < stop, place.pointee == quote {
      place += 1
      var member = -1
      if expected < count, first[expected].stands(at: place, before: stop) {
        member = expected
        place += first[member].length
      } else {
        let end = runEnd(place)
        guard end < stop else { return nil }
        if end.pointee == backslash {
          guard let behind = behindEscapes(end), behind < stop, behind.pointee == quote else {
            return nil
          }
          let key = UnsafeBufferPointer(start: place, count: behind - place)
          member = paths.member(of: node, writtenAs: key)
          place = behind + 1
        } else {
          guard end.pointee == quote else { return nil }
          member = self.member(at: place, length: end - place + 1, first, count)
          place = end + 1
        }
      }
      var child = -1
      if member >= 0 {
        if member < 64 {
          if seen & 1 << UInt64(member) != 0 { return nil }
          seen |= 1 << UInt64(member)
        }
        child = first[member].node
        expected = member + 1
      }
      place = behindBlanks(place)
      guard place.pointee == UInt8(ascii: ":") else { return nil }
      place = behindBlanks(place + 1)
      guard place < stop, let end = value(place, node: child, depth: depth) else { return nil }
      place = behindBlanks(end)
      if place.pointee == UInt8(ascii: "}") { return place + 1 }
      guard place.pointee == comma else { return nil }
      place = behindBlanks(place + 1)
    }
    return nil
  }

  @inline(never)
  private func member(
    at place: Place, length: Int, _ first: UnsafeMutablePointer<JSONPlainPaths.Member>, _ count: Int
  ) -> Int {
    for k in 0..<count where first[k].length == length && first[k].stands(at: place, before: stop) {
      return k
    }
    return -1
  }

  private mutating func array(_ start: Place, node: Int, depth: Int) -> Place? {
    let element = node >= 0 ? Int(nodes[node].elements) : -1
    var place = behindBlanks(start + 1)
    if place.pointee == UInt8(ascii: "]") { return place + 1 }
    while place < stop {
      guard let end = value(place, node: element, depth: depth) else { return nil }
      place = behindBlanks(end)
      if place.pointee == UInt8(ascii: "]") { return place + 1 }
      guard place.pointee == comma else { return nil }
      place = behindBlanks(place + 1)
    }
    return nil
  }

  @inline(__always)
  private mutating func value(_ place: Place, node: Int, depth: Int) -> Place? {
    let byte = place.pointee
    if byte == quote {
      var end = runEnd(place + 1)
      var hasEscapes = false
      if end.pointee == backslash {
        guard let behind = behindEscapes(end) else { return nil }
        end = behind
        hasEscapes = true
      }
      guard end.pointee == quote, end < stop else { return nil }
      let text = UnsafeBufferPointer(start: place + 1, count: end - place - 1)
      let isTaken = take(place, text, kind: .text, hasEscapes: hasEscapes, node: node)
      return isTaken ? end + 1 : nil
    }
    if byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") {
      guard let end = numberEnd(place) else { return nil }
      let text = UnsafeBufferPointer(start: place, count: end - place)
      return take(place, text, kind: .number, hasEscapes: false, node: node) ? end : nil
    }
    return otherValue(place, node: node, depth: depth)
  }

  @inline(never)
  private mutating func otherValue(_ place: Place, node: Int, depth: Int) -> Place? {
    switch place.pointee {
    case UInt8(ascii: "{"): return nestedObject(place, node: node, depth: depth)
    case UInt8(ascii: "["): return nestedArray(place, node: node, depth: depth)
    case UInt8(ascii: "t"): return word("true", at: place, kind: .boolean, node: node)
    case UInt8(ascii: "f"): return word("false", at: place, kind: .boolean, node: node)
    case UInt8(ascii: "n"): return word("null", at: place, kind: .null, node: node)
    default: return nil
    }
  }

  private mutating func nestedObject(_ place: Place, node: Int, depth: Int) -> Place? {
    guard depth < depthLimit else { return nil }
    guard node >= 0 else { return object(place, node: -1, depth: depth + 1) }
    var here = node
    // One object stands where an array of them could: it is the only element.
    if nodes[here].elements >= 0, nodes[here].memberCount == 0 {
      markFound(elementsOf: here)
      here = Int(nodes[here].elements)
    }
    guard nodes[here].targetCount == 0 else { return nil }
    let stream = Int(nodes[here].stream)
    guard stream >= 0 else { return object(place, node: here, depth: depth + 1) }
    begin(stream, at: place)
    let end = object(place, node: here, depth: depth + 1)
    builders[stream].isOpen = false
    return end
  }

  private mutating func nestedArray(_ place: Place, node: Int, depth: Int) -> Place? {
    guard depth < depthLimit else { return nil }
    guard node >= 0 else { return array(place, node: -1, depth: depth + 1) }
    let here = nodes[node]
    guard here.targetCount == 0, here.stream < 0 else { return nil }
    guard here.elements >= 0 else {
      return here.memberCount == 0 ? array(place, node: -1, depth: depth + 1) : nil
    }
    markFound(elementsOf: node)
    return array(place, node: node, depth: depth + 1)
  }

  private mutating func begin(_ stream: Int, at place: Place) {
    found |= 1 << UInt64(stream)
    var parentRow = -1
    let parent = parents[stream]
    if parent >= 0 {
      parentRow = builders[parent].handedOn + builders[parent].batch.recordCount - 1
    }
    builders[stream].begin(line: line, byte: byte(of: place), parentRow: parentRow)
  }

  mutating func markFound(elementsOf node: Int) {
    let stream = nodes[Int(nodes[node].elements)].stream
    if stream >= 0 { found |= 1 << UInt64(stream) }
  }
}
