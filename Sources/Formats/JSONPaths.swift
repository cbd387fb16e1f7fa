/// One step of a path into a JSON value.
enum JSONStep: Hashable {
  case key(String)
  /// `[*]`, every element of an array.
  case elements

  /// Takes a path apart: `$.data.list[*]`, `lines[*]`, `buyer.name`, `['odd.key']`, or `.` for the
  /// value itself.
  static func steps(of path: String) throws(FormatError) -> [JSONStep] {
    var rest = Substring(path)
    guard !rest.isEmpty else { throw .badPath(path, reason: "it is empty") }
    if rest == "." { return [] }
    var steps: [JSONStep] = []
    var isStart = true
    if rest.first == "$" {
      rest.removeFirst()
      isStart = false
    }
    while let first = rest.first {
      if rest.hasPrefix("[*]") {
        rest.removeFirst(3)
        steps.append(.elements)
      } else if first == "[" {
        guard let key = quotedKey(&rest) else {
          throw .badPath(path, reason: "in brackets only [*] or a key in quotes can stand")
        }
        steps.append(.key(key))
      } else {
        if first == "." { rest.removeFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard first == "." || isStart, !key.isEmpty else {
          throw .badPath(path, reason: "keys are separated by single dots")
        }
        rest.removeFirst(key.count)
        steps.append(.key(String(key)))
      }
      isStart = false
    }
    return steps
  }

  private static func quotedKey(_ rest: inout Substring) -> String? {
    let inner = rest.dropFirst()
    guard let quote = inner.first, quote == "'" || quote == "\"" else { return nil }
    let key = inner.dropFirst().prefix { $0 != quote }
    let behind = inner.dropFirst(key.count + 1)
    guard behind.hasPrefix("\(quote)]") else { return nil }
    rest = behind.dropFirst(2)
    return String(key)
  }
}

/// The paths of a layout as a tree: which keys lead to what.
struct JSONPaths {
  /// A place in the document that a path leads to or through.
  struct Node {
    var members = 0..<0
    /// The node of the elements of an array here, or -1.
    var elements = -1
    /// The stream whose record a value here is, or -1.
    var stream = -1
    var targets = 0..<0
  }

  struct Member {
    var key: Range<Int>
    var node: Int
  }

  /// Where a value goes.
  struct Target: BitwiseCopyable {
    var stream: Int
    var slot: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var members: [Member] = []
  private(set) var targets: [Target] = []
  private var keys: [UInt8] = []
  /// The node of each stream's records.
  private(set) var streamNodes: [Int] = []

  init(streams: [RecordStream], plans: [StreamPlan]) throws(FormatError) {
    var tree = Tree()
    for (index, stream) in streams.enumerated() {
      let start = stream.parent.map { streamNodes[$0] } ?? 0
      let node = tree.node(at: try JSONStep.steps(of: stream.path), from: start)
      guard tree.nodes[node].stream < 0 else {
        throw .badPath(stream.path, reason: "another kind of records is read there")
      }
      tree.nodes[node].stream = index
      streamNodes.append(node)
      for (slot, path) in plans[index].slots.enumerated()
      where plans[index].parentSlots[slot] == nil {
        let steps = try JSONStep.steps(of: path)
        guard !steps.contains(.elements) else {
          throw .badPath(path, reason: "an array has many values; read it as nested records")
        }
        let target = tree.node(at: steps, from: node)
        tree.nodes[target].targets.append(Target(stream: index, slot: slot))
      }
    }
    flatten(tree)
  }

  /// The member of a node that has a key, or nil; looks first at the one that is expected next.
  @inline(__always)
  func member(
    of node: Int, key: UnsafeBufferPointer<UInt8>, expected: Int
  ) -> Int? {
    let range = nodes[node].members
    if range.lowerBound + expected < range.upperBound, matches(range.lowerBound + expected, key) {
      return expected
    }
    for member in range where matches(member, key) { return member - range.lowerBound }
    return nil
  }

  @inline(__always)
  private func matches(_ member: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = members[member].key
    guard range.count == key.count else { return false }
    for i in 0..<key.count where keys[range.lowerBound + i] != key[i] { return false }
    return true
  }

  func key(of member: Member) -> [UInt8] { Array(keys[member.key]) }

  private struct Tree {
    struct Node {
      var members: [(key: String, node: Int)] = []
      var elements = -1
      var stream = -1
      var targets: [Target] = []
    }

    var nodes = [Node()]

    mutating func node(at steps: [JSONStep], from start: Int) -> Int {
      var node = start
      for step in steps {
        switch step {
        case .elements:
          if nodes[node].elements < 0 { nodes[node].elements = add() }
          node = nodes[node].elements
        case .key(let key):
          let known = nodes[node].members.first { Array($0.key.utf8) == Array(key.utf8) }?.node
          let next = known ?? add()
          if known == nil { nodes[node].members.append((key, next)) }
          node = next
        }
      }
      return node
    }

    private mutating func add() -> Int {
      nodes.append(Node())
      return nodes.count - 1
    }
  }

  private mutating func flatten(_ tree: Tree) {
    for node in tree.nodes {
      let firstMember = members.count
      for (key, target) in node.members {
        let start = keys.count
        keys += Array(key.utf8)
        members.append(Member(key: start..<keys.count, node: target))
      }
      let firstTarget = targets.count
      targets += node.targets
      nodes.append(
        Node(
          members: firstMember..<members.count, elements: node.elements, stream: node.stream,
          targets: firstTarget..<targets.count))
    }
  }
}
