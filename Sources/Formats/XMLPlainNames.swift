/// What the start tags met so far lead to, by the names as they are written: `cbc:ID` and not `ID` and its namespace.
///
/// What a prefix stands for does not change within a stretch of plain records, so each written name is looked up once
/// and then compared by its bytes.
final class XMLPlainNames {
  /// A name that was met as a child of a node, of which the first sixteen bytes are compared as two words.
  struct Entry: BitwiseCopyable {
    var first: UInt64
    var second: UInt64
    var firstMask: UInt64
    var secondMask: UInt64
    var name: UnsafePointer<UInt8>
    var length: Int
    /// The node it leads to; -1 for an element that nobody asks for, -2 for one that has to be read with care.
    var node: Int
  }

  /// The names met within a node, in the order in which they came first.
  struct List: BitwiseCopyable {
    var entries: UnsafeMutablePointer<Entry>
    var count = 0
  }

  /// What a node means, as plain memory.
  struct Node: BitwiseCopyable {
    var stream: Int
    var firstTarget: Int
    var targetCount: Int
    var firstAttribute: Int
    var attributeCount: Int
    /// Whether only text is wanted of it.
    var isLeaf: Bool
    /// Whether it can hold both records or elements and wanted text.
    var isOdd: Bool
    /// The streams whose records stand directly in it, by bits.
    var holds: UInt64
  }

  static let unwanted = -1, odd = -2
  /// How many names of a node are remembered.
  private static let capacity = 256
  /// How many attributes a plain element can have.
  static let attributeLimit = 8

  let nodes: UnsafeMutablePointer<Node>
  let lists: UnsafeMutablePointer<List>
  let targets: UnsafeMutablePointer<XMLPaths.Target>
  let parents: UnsafeMutablePointer<Int>
  /// The attributes of the tag that is read, so that none stands there twice.
  let attributeNames: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  let names: XMLNames
  private let parser: XMLParser
  /// What prefixes stood for when the names were looked up.
  private var scope: [XMLName?] = []
  private var texts: [UnsafeMutablePointer<UInt8>] = []

  init?(_ names: XMLNames, plans: [StreamPlan], parser: XMLParser) {
    guard plans.count <= 64 else { return nil }
    self.names = names
    self.parser = parser
    nodes = .allocate(capacity: names.nodes.count)
    lists = .allocate(capacity: names.nodes.count)
    targets = .allocate(capacity: names.targets.count)
    parents = .allocate(capacity: plans.count)
    attributeNames = .allocate(capacity: Self.attributeLimit)
    _ = UnsafeMutableBufferPointer(start: parents, count: plans.count)
      .initialize(from: plans.map { $0.parent ?? -1 })
    _ = UnsafeMutableBufferPointer(start: targets, count: names.targets.count)
      .initialize(from: names.targets)
    for (number, node) in names.nodes.enumerated() {
      let isInner = !node.children.isEmpty || node.stream >= 0
      var holds: UInt64 = 0
      for child in node.children {
        let stream = names.nodes[names.children[child].node].stream
        if stream >= 0 { holds |= 1 << UInt64(stream) }
      }
      (nodes + number).initialize(
        to: Node(
          stream: node.stream, firstTarget: node.targets.lowerBound,
          targetCount: node.targets.count, firstAttribute: node.attributes.lowerBound,
          attributeCount: node.attributes.count, isLeaf: !isInner && !node.targets.isEmpty,
          isOdd: isInner && !node.targets.isEmpty, holds: holds))
      (lists + number).initialize(to: List(entries: .allocate(capacity: Self.capacity)))
    }
  }

  deinit {
    for number in 0..<names.nodes.count { lists[number].entries.deallocate() }
    for text in texts { text.deallocate() }
    nodes.deallocate()
    lists.deallocate()
    targets.deallocate()
    parents.deallocate()
    attributeNames.deallocate()
  }

  /// Takes the prefixes as they are declared where the parser is; forgets names that were met under others.
  func enterScope() {
    let current = parser.scope
    if current == scope { return }
    scope = current
    for number in 0..<names.nodes.count { lists[number].count = 0 }
    for text in texts { text.deallocate() }
    texts = []
  }

  /// Looks a name up that was not met before as a child of a node.
  ///
  /// - Returns: the number of its entry, or nil when it cannot be remembered.
  func add(_ name: UnsafePointer<UInt8>, count: Int, to node: Int) -> Int? {
    let number = lists[node].count
    guard number < Self.capacity else { return nil }
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 16)
    copy.initialize(from: name, count: count)
    (copy + count).initialize(repeating: 0, count: 16)
    texts.append(copy)
    func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : (1 << UInt64(8 * max(count, 0))) - 1 }
    let (firstMask, secondMask) = (mask(count).littleEndian, mask(count - 8).littleEndian)
    let start = UnsafeRawPointer(copy)
    let written = UnsafeBufferPointer(start: name, count: count)
    (lists[node].entries + number).initialize(
      to: Entry(
        first: start.loadUnaligned(as: UInt64.self) & firstMask,
        second: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & secondMask,
        firstMask: firstMask, secondMask: secondMask, name: UnsafePointer(copy), length: count,
        node: child(of: node, named: String(decoding: written, as: UTF8.self))))
    lists[node].count += 1
    return number
  }

  /// The node that a child leads to, by the name as it is written.
  private func child(of node: Int, named name: String) -> Int {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0] != "xml" || parts.count == 1 else { return Self.odd }
    let local = parser.name(String(parts[parts.count - 1]))
    let namespace = self.namespace(of: parts.count == 2 ? parser.name(String(parts[0])) : nil)
    var found = Self.unwanted
    for k in names.nodes[node].children where names.children[k].name.matches(local, namespace) {
      let isPlain = names.children[k].conditions.isEmpty && names.children[k].firstBit == 0
      if !isPlain || found != Self.unwanted { return Self.odd }
      found = names.children[k].node
    }
    return found >= 0 && nodes[found].isOdd ? Self.odd : found
  }

  private func namespace(of prefix: XMLName?) -> XMLName? {
    for number in stride(from: scope.count - 2, through: 0, by: -2) where scope[number] == prefix {
      // `xmlns=""` takes the default back.
      if prefix == nil, scope[number + 1]?.pointee == 0 { return nil }
      return scope[number + 1]
    }
    return nil
  }

  /// The attributes that a node asks for by a name without a prefix.
  func isAttribute(_ number: Int, named name: UnsafeBufferPointer<UInt8>) -> Bool {
    let wanted = names.attributes[number].name
    guard wanted.namespace == nil else { return false }
    for (i, byte) in name.enumerated() where wanted.local[i] != byte { return false }
    return wanted.local[name.count] == 0
  }
}

extension XMLPlainNames.Entry {
  /// Whether an element of this name begins with the name at a place.
  ///
  /// - Precondition: sixteen bytes can be read there, and as many behind it as the longest name has.
  @inline(__always)
  func stands(at place: UnsafePointer<UInt8>) -> Bool {
    let start = UnsafeRawPointer(place)
    guard start.loadUnaligned(as: UInt64.self) & firstMask == first,
      start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & secondMask == second
    else { return false }
    return length <= 16 || restStands(at: place)
  }

  @inline(never)
  private func restStands(at place: UnsafePointer<UInt8>) -> Bool {
    for i in 16..<length where place[i] != name[i] { return false }
    return true
  }
}
