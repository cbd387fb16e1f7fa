import Glibc

/// The paths of a layout as plain memory, which is read without counting references.
final class JSONPlainPaths {
  struct Node: BitwiseCopyable {
    var firstMember: Int32
    var memberCount: Int32
    var firstTarget: Int32
    var targetCount: Int32
    /// The node of the elements of an array here, or -1.
    var elements: Int32
    /// The stream whose record a value here is, or -1.
    var stream: Int32
  }

  /// A key, with the quote behind it, of which the first sixteen bytes are compared as two words.
  struct Member: BitwiseCopyable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var firstMask: UInt64 = 0
    var secondMask: UInt64 = 0
    var key: UnsafePointer<UInt8>
    /// How many bytes the key has with the quote.
    var length: Int
    var node: Int
    /// Where the value goes, if nothing but single values may stand there and they go to one field: the stream and the
    /// slot, or -1.
    var stream: Int32
    var slot: Int32
  }

  let nodes: UnsafeMutablePointer<Node>
  let members: UnsafeMutablePointer<Member>
  let targets: UnsafeMutablePointer<JSONPaths.Target>
  /// For each stream the one that its records are nested in, or -1.
  let parents: UnsafeMutablePointer<Int>
  /// For each stream its open record.
  let rows: UnsafeMutablePointer<JSONPlainRow>
  private let keys: UnsafeMutablePointer<UInt8>
  /// A key without its escapes.
  private var unescapedKey = GrowingBuffer<UInt8>(capacity: 256)
  /// The values with escapes of the stretch that is read.
  let unescaped = UnescapedTexts()

  init?(_ paths: JSONPaths, plans: [StreamPlan]) {
    // Which streams are found is noted in one word. A key is compared up to the quote that ends it, so that none may
    // hold one.
    let isOdd = paths.members.contains {
      paths.key(of: $0).contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
    }
    guard plans.count <= 64, !isOdd else { return nil }
    nodes = .allocate(capacity: paths.nodes.count)
    members = .allocate(capacity: paths.members.count)
    targets = .allocate(capacity: paths.targets.count)
    parents = .allocate(capacity: plans.count)
    rows = .allocate(capacity: plans.count)
    _ = UnsafeMutableBufferPointer(start: parents, count: plans.count)
      .initialize(from: plans.map { $0.parent ?? -1 })
    _ = UnsafeMutableBufferPointer(start: targets, count: paths.targets.count)
      .initialize(from: paths.targets)
    let texts = paths.members.map { paths.key(of: $0) + [UInt8(ascii: "\"")] }
    keys = .allocate(capacity: texts.reduce(16) { $0 + $1.count })
    for (number, node) in paths.nodes.enumerated() {
      (nodes + number).initialize(
        to: Node(
          firstMember: Int32(node.members.lowerBound), memberCount: Int32(node.members.count),
          firstTarget: Int32(node.targets.lowerBound), targetCount: Int32(node.targets.count),
          elements: Int32(node.elements), stream: Int32(node.stream)))
    }
    var end = keys
    for (number, text) in texts.enumerated() {
      text.withUnsafeBufferPointer { end.initialize(from: $0.baseAddress!, count: text.count) }
      let target = paths.onlyTarget(of: paths.members[number].node, plans: plans)
      (members + number).initialize(
        to: Member(
          key: end, length: text.count, node: paths.members[number].node,
          stream: Int32(target?.stream ?? -1), slot: Int32(target?.slot ?? -1)))
      end += text.count
    }
    // Words are loaded behind the last key as well.
    end.initialize(repeating: 0, count: 16)
    for number in 0..<texts.count { members[number].fillWords() }
  }

  deinit {
    nodes.deallocate()
    members.deallocate()
    targets.deallocate()
    parents.deallocate()
    rows.deallocate()
    keys.deallocate()
  }
}

extension JSONPlainPaths {
  /// The member of a node whose key is written with escapes, or -1.
  ///
  /// - Parameter node: the number of the node, or -1.
  func member(of node: Int, writtenAs key: UnsafeBufferPointer<UInt8>) -> Int {
    guard node >= 0 else { return -1 }
    unescapedKey.truncate(to: 0)
    JSONEscape.appendUnescaped(key, to: &unescapedKey)
    let first = members + Int(nodes[node].firstMember)
    for number in 0..<Int(nodes[node].memberCount)
    where first[number].length == unescapedKey.count + 1
      && memcmp(first[number].key, unescapedKey.base, unescapedKey.count) == 0
    {
      return number
    }
    return -1
  }
}

extension JSONPaths {
  /// Where a value at a node goes, if it has to be a single one and goes to one field of a record.
  fileprivate func onlyTarget(of node: Int, plans: [StreamPlan]) -> Target? {
    let place = nodes[node]
    guard place.elements < 0, place.stream < 0, place.targets.count == 1 else { return nil }
    let target = targets[place.targets.lowerBound]
    return target.slot < plans[target.stream].fieldCount ? target : nil
  }
}

extension JSONPlainPaths.Member {
  mutating func fillWords() {
    func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : (1 << UInt64(8 * max(count, 0))) - 1 }
    // Little-endian on purpose: the first byte of a word is its lowest.
    firstMask = mask(length).littleEndian
    secondMask = mask(length - 8).littleEndian
    let start = UnsafeRawPointer(key)
    first = start.loadUnaligned(as: UInt64.self) & firstMask
    second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & secondMask
  }
}

extension JSONPlainPaths {
  /// Whether the key of a member stands at a place, the quote behind it included. The member is looked at where it
  /// lies.
  ///
  /// - Precondition: sixteen bytes can be read there.
  @inline(__always)
  static func stands(
    _ member: UnsafePointer<Member>, at place: UnsafePointer<UInt8>,
    before end: UnsafePointer<UInt8>
  ) -> Bool {
    let start = UnsafeRawPointer(place)
    let isSame =
      start.loadUnaligned(as: UInt64.self) & member.pointee.firstMask == member.pointee.first
      && start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & member.pointee.secondMask
        == member.pointee.second
    return isSame && (member.pointee.length <= 16 || restStands(member, at: place, before: end))
  }

  @inline(never)
  private static func restStands(
    _ member: UnsafePointer<Member>, at place: UnsafePointer<UInt8>,
    before end: UnsafePointer<UInt8>
  ) -> Bool {
    let length = member.pointee.length
    return end - place >= length && memcmp(place + 16, member.pointee.key + 16, length - 16) == 0
  }
}
