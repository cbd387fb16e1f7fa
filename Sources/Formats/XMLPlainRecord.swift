/// Reads a whole record of XML in one pass, as long as nothing about it is out of the ordinary.
///
/// libxml2 knows XML, and ``XMLRecords`` what its elements mean. Most records are nothing but tags, texts, and
/// attributes without prefixes, of which this reader knows that they are well-formed and does the same with them. At anything
/// else it says nil and the record goes to libxml2.
struct XMLPlainRecord {
  typealias Place = UnsafePointer<UInt8>

  let names: XMLPlainNames
  let nodes: UnsafeMutablePointer<XMLPlainNames.Node>
  let lists: UnsafeMutablePointer<XMLPlainNames.List>
  let targets: UnsafeMutablePointer<XMLPaths.Target>
  let builders: UnsafeMutablePointer<StreamBuilder>
  /// Where tags and texts may begin: from there on as many bytes can be read as the longest name has, and some more.
  let stop: Place
  /// What makes a place on disk of an address.
  let byteOfAddress: Int
  let fieldBytes: Int
  let depthLimit: Int
  /// The line that is read.
  var line: Int
  /// The streams of which records or places for them were met, by bits.
  var found: UInt64 = 0
  /// What stood in the text looked at last that is not as it has to arrive.
  var hasEntities = false
  var hasReturns = false

  /// How many bytes behind the place of a tag can be read.
  static let margin = 160
  /// How long a name can be.
  static let nameLimit = 48
  /// Somewhat less than libxml2 allows.
  static let depthLimit = 200

  init(
    _ names: XMLPlainNames, builders: UnsafeMutablePointer<StreamBuilder>, start: Place,
    end: Place, byteOffset: Int, line: Int, fieldBytes: Int, depthLimit: Int
  ) {
    self.names = names
    nodes = names.nodes
    lists = names.lists
    targets = names.targets
    self.builders = builders
    stop = end - Self.margin
    byteOfAddress = byteOffset - Int(bitPattern: start)
    self.fieldBytes = fieldBytes
    self.depthLimit = depthLimit
    self.line = line
  }

  func byte(of place: Place) -> Int { Int(bitPattern: place) &+ byteOfAddress }

  /// Whether the bytes behind a place are too few to go on.
  func isCut(at place: Place) -> Bool { place >= stop }
}

private let lessThan = UInt8(ascii: "<")
private let greaterThan = UInt8(ascii: ">")
private let slash = UInt8(ascii: "/")

extension XMLPlainRecord {
  /// The element whose tag begins at a place, as a child of a node.
  ///
  /// - Parameter expected: the number of the entry that will probably come; afterwards that behind the one that came.
  /// - Returns: nil when it is odd.
  @inline(__always)
  func entry(at place: Place, in node: Int, expected: inout Int) -> UnsafeMutablePointer<
    XMLPlainNames.Entry
  >? {
    let list = lists[node]
    if expected < list.count, stands(list.entries[expected], at: place + 1) {
      expected += 1
      return list.entries + (expected - 1)
    }
    return otherEntry(at: place, in: node, expected: &expected)
  }

  @inline(never)
  private func otherEntry(
    at place: Place, in node: Int, expected: inout Int
  ) -> UnsafeMutablePointer<XMLPlainNames.Entry>? {
    for number in 0..<lists[node].count where stands(lists[node].entries[number], at: place + 1) {
      expected = number + 1
      return lists[node].entries + number
    }
    guard let length = nameLength(place + 1),
      let number = names.add(place + 1, count: length, to: node)
    else { return nil }
    expected = number + 1
    return lists[node].entries + number
  }

  @inline(__always)
  private func stands(_ entry: XMLPlainNames.Entry, at place: Place) -> Bool {
    entry.stands(at: place) && endsName(place[entry.length])
  }

  @inline(__always)
  private func endsName(_ byte: UInt8) -> Bool {
    byte == greaterThan || byte == slash || isXMLSpace(byte)
  }

  /// The length of a name in ASCII with one colon at most, or nil when there is none.
  private func nameLength(_ start: Place) -> Int? {
    var place = start
    var isFirst = true
    var hasColon = false
    while place < stop, !endsName(place.pointee) {
      let byte = place.pointee
      let letter = byte | 0x20
      let isLetter = letter &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
      let isOther =
        byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      if byte == UInt8(ascii: ":"), !isFirst, !hasColon {
        hasColon = true
        isFirst = true
      } else {
        guard isLetter || isOther && !isFirst else { return nil }
        isFirst = false
      }
      place += 1
    }
    let length = place - start
    return place < stop && !isFirst && length <= Self.nameLimit ? length : nil
  }

  /// Reads an element that is no leaf, from behind its name.
  ///
  /// - Parameters:
  ///   - name: its name, which its end tag has to bear.
  ///   - depth: how many elements are open, this one included.
  /// - Returns: the place behind its end tag, or nil when it is not plain.
  mutating func element(
    _ name: Place, length: Int, node: Int, depth: Int
  ) -> Place? {
    guard depth <= depthLimit, let (start, isEmpty) = behindStartTag(name + length, node: node)
    else { return nil }
    if isEmpty { return start }
    var place = start
    var expected = 0
    while true {
      if place.pointee != lessThan {
        // What stands between elements is hardly ever more than white space.
        place = behindBlanks(place)
        if place.pointee != lessThan {
          guard let end = behindText(place) else { return nil }
          place = end
        }
      }
      guard place < stop else { return nil }
      if place[1] == slash {
        for i in 0..<length where place[2 + i] != name[i] { return nil }
        return behindEndTag(place + 2 + length)
      }
      guard let end = child(place, in: node, expected: &expected, depth: depth + 1) else {
        return nil
      }
      place = end
    }
  }

  @inline(__always)
  private mutating func child(_ place: Place, in node: Int, expected: inout Int, depth: Int)
    -> Place?
  {
    guard node >= 0 else {
      guard let length = nameLength(place + 1) else { return nil }
      return element(place + 1, length: length, node: -1, depth: depth)
    }
    guard let entry = entry(at: place, in: node, expected: &expected) else { return nil }
    let here = entry.pointee.node
    if here >= 0, nodes[here].isLeaf { return leaf(place, entry, depth: depth) }
    guard here != XMLPlainNames.odd else { return nil }
    let length = entry.pointee.length
    guard here >= 0 else { return element(place + 1, length: length, node: -1, depth: depth) }
    found |= nodes[here].holds
    let stream = nodes[here].stream
    guard stream >= 0 else { return element(place + 1, length: length, node: here, depth: depth) }
    begin(stream, at: place)
    let end = element(place + 1, length: length, node: here, depth: depth)
    builders[stream].isOpen = false
    return end
  }

  private mutating func begin(_ stream: Int, at place: Place) {
    found |= 1 << UInt64(stream)
    var parentRow = -1
    let parent = names.parents[stream]
    if parent >= 0 {
      parentRow = builders[parent].handedOn + builders[parent].batch.recordCount - 1
    }
    builders[stream].begin(line: line, byte: byte(of: place), parentRow: parentRow)
  }
}
