import CPlatform

/// Reads whole records of JSON in one pass, as long as nothing about them is out of the ordinary.
///
/// What a record means is said by ``JSONRecordReader``, which takes one token after the other and knows every fault.
/// This reader knows the records that have none, and does the same with them; at anything else it says nil, and
/// the record is read again with care. So it needs no messages, and no state that outlives a stretch of records.
///
/// Everything lies in memory that is gone through by pointers: fields of classes and elements of arrays would be checked
/// and counted at every value. A value is not copied: its cell says where in the stretch it stands.
struct JSONPlainRecord {
  typealias Place = UnsafePointer<UInt8>

  let paths: JSONPlainPaths
  let nodes: UnsafeMutablePointer<JSONPlainPaths.Node>
  let members: UnsafeMutablePointer<JSONPlainPaths.Member>
  let targets: UnsafeMutablePointer<JSONPaths.Target>
  let parents: UnsafeMutablePointer<Int>
  let rows: UnsafeMutablePointer<JSONPlainRow>
  let builders: UnsafeMutablePointer<StreamBuilder>
  /// Where the stretch begins.
  let base: Place
  /// Where tokens may begin: from there on as many bytes can be read as the longest look ahead takes.
  let stop: Place
  /// What makes a place on disk of an address.
  let byteOfAddress: Int
  let fieldBytes: Int
  let depthLimit: Int
  /// The line that is read.
  var line: Int
  /// The streams of which records or places for them were met, by bits.
  var found: UInt64 = 0

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
    rows = paths.rows
    self.builders = builders
    base = start
    stop = end - Self.margin
    byteOfAddress = byteOffset - Int(bitPattern: start)
    fieldBytes = limits.fieldBytes
    depthLimit = limits.depth
    self.line = line
  }

  func byte(of place: Place) -> Int { Int(bitPattern: place) &+ byteOfAddress }
}

/// The open record of a stream: where its cells lie, and where it begins.
struct JSONPlainRow: BitwiseCopyable {
  var cells: UnsafeMutablePointer<Cell>
  var place: UnsafePointer<UInt8>
  var line: Int
}

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
private let comma = UInt8(ascii: ",")
private let colon = UInt8(ascii: ":")

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
    let stop = stop
    var place = behindBlanks(start + 1)
    if place.pointee == UInt8(ascii: "}") { return place + 1 }
    var expected = 0
    var seen: UInt64 = 0
    while place < stop, place.pointee == quote {
      place += 1
      var member = expected
      if expected < count, JSONPlainPaths.stands(first + expected, at: place, before: stop) {
        place += first[expected].length
      } else {
        guard let behind = behindKey(place, node, first, count, &member) else { return nil }
        place = behind
      }
      if member >= 0 {
        if member < 64 {
          if seen & 1 &<< UInt64(member) != 0 { return nil }
          seen |= 1 &<< UInt64(member)
        }
        expected = member &+ 1
      }
      if place.pointee == colon, place[1] > 0x20 {
        place += 1
      } else {
        place = behindBlanks(place)
        guard place.pointee == colon else { return nil }
        place = behindBlanks(place + 1)
      }
      guard place < stop else { return nil }
      if member >= 0, first[member].slot >= 0, let end = simpleValue(place, of: first + member) {
        place = end
      } else {
        let child = member < 0 ? -1 : first[member].node
        guard let end = value(place, node: child, depth: depth) else { return nil }
        place = end
      }
      if place.pointee == comma, place[1] == quote {
        place += 1
        continue
      }
      place = behindBlanks(place)
      if place.pointee == UInt8(ascii: "}") { return place + 1 }
      guard place.pointee == comma else { return nil }
      place = behindBlanks(place + 1)
    }
    return nil
  }

  /// Finds out which member a key names that is not the one expected; -1 for none.
  ///
  /// - Returns: the place behind its closing quote.
  @inline(never)
  private mutating func behindKey(
    _ place: Place, _ node: Int, _ first: UnsafeMutablePointer<JSONPlainPaths.Member>,
    _ count: Int, _ member: inout Int
  ) -> Place? {
    let expected = member
    member = -1
    let end = runEnd(place)
    guard end < stop else { return nil }
    if end.pointee == backslash {
      guard let behind = behindEscapes(end), behind < stop, behind.pointee == quote else {
        return nil
      }
      let key = UnsafeBufferPointer(start: place, count: behind - place)
      member = paths.member(of: node, writtenAs: key)
      return behind + 1
    }
    guard end.pointee == quote else { return nil }
    // Where a record lacks a member, the key is one of those behind it.
    let length = end - place + 1
    for number in expected..<expected + count {
      let own = number < count ? number : number - count
      if first[own].length == length, JSONPlainPaths.stands(first + own, at: place, before: stop) {
        member = own
        break
      }
    }
    return end + 1
  }

  private mutating func array(_ start: Place, node: Int, depth: Int) -> Place? {
    let element = node >= 0 ? Int(nodes[node].elements) : -1
    var place = behindBlanks(start + 1)
    if place.pointee == UInt8(ascii: "]") { return place + 1 }
    while place < stop {
      let end =
        place.pointee == UInt8(ascii: "{")
        ? nestedObject(place, node: element, depth: depth)
        : value(place, node: element, depth: depth)
      guard let end else { return nil }
      place = behindBlanks(end)
      if place.pointee == UInt8(ascii: "]") { return place + 1 }
      guard place.pointee == comma else { return nil }
      place = behindBlanks(place + 1)
    }
    return nil
  }

  /// Reads a text without escapes or a number, which are nearly all values.
  ///
  /// It changes nothing of the reader, which would be copied for it if it said so.
  ///
  /// - Returns: the place behind it, or nil when it is anything else, with nothing done.
  @inline(__always)
  private mutating func simpleValue(
    _ place: Place, of member: UnsafePointer<JSONPlainPaths.Member>
  ) -> Place? {
    let byte = place.pointee
    if byte == quote {
      let stops = paicha_find_json_stops(place + 1)
      let end =
        stops != 0 ? place + 1 + stops.trailingZeroBitCount : runEnd(place + 33)
      guard end.pointee == quote, end < stop else { return nil }
      return set(member, place, text: place + 1, end, kind: .text) ? end + 1 : nil
    }
    guard byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-"), let end = numberEnd(place)
    else { return nil }
    return set(member, place, text: place, end, kind: .number) ? end : nil
  }

  @inline(never)
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
    if stream >= 0 { begin(stream, at: place) }
    return object(place, node: here, depth: depth + 1)
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

  mutating func begin(_ stream: Int, at place: Place) {
    found |= 1 &<< UInt64(stream)
    var parentRow = -1
    let parent = parents[stream]
    if parent >= 0 {
      parentRow = builders[parent].handedOn + builders[parent].batch.recordCount - 1
    }
    builders[stream].begin(line: line, byte: byte(of: place), parentRow: parentRow)
    rows[stream] = JSONPlainRow(
      cells: builders[stream].lastCells, place: place, line: line)
  }

  mutating func markFound(elementsOf node: Int) {
    let stream = nodes[Int(nodes[node].elements)].stream
    if stream >= 0 { found |= 1 &<< UInt64(stream) }
  }
}
