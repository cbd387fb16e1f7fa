/// The paths of a layout as a tree: which elements and attributes lead to what.
struct XMLPaths {
  /// Where a value goes.
  struct Target: BitwiseCopyable {
    var stream: Int
    var slot: Int
  }

  /// An element that a path leads to or through.
  struct Node {
    var children: [(step: XMLPath.Step, node: Int)] = []
    var attributes: [(name: XMLPath.Name, target: Target)] = []
    /// The stream whose record the element is, or -1.
    var stream = -1
    /// Where its text goes.
    var targets: [Target] = []
  }

  /// The first node stands for the document around the outermost element.
  private(set) var nodes = [Node()]
  private var streamNodes: [Int] = []

  init(_ layout: RecordLayout, plans: [StreamPlan]) throws(FormatError) {
    let namespaces = layout.namespaces
    for (index, stream) in layout.streams.enumerated() {
      let path = try XMLPath(stream.path, namespaces: namespaces, mayBeAttribute: false)
      guard !path.steps.isEmpty else {
        throw .badPath(stream.path, reason: "it names no element")
      }
      let node = node(at: path.steps, from: stream.parent.map { streamNodes[$0] } ?? 0)
      guard nodes[node].stream < 0 else {
        throw .badPath(stream.path, reason: "another kind of records is read there")
      }
      nodes[node].stream = index
      streamNodes.append(node)
      for (slot, field) in plans[index].slots.enumerated()
      where plans[index].parentSlots[slot] == nil {
        let path = try XMLPath(field, namespaces: namespaces, mayBeAttribute: true)
        let target = Target(stream: index, slot: slot)
        let end = self.node(at: path.steps, from: node)
        if let attribute = path.attribute {
          nodes[end].attributes.append((attribute, target))
        } else {
          nodes[end].targets.append(target)
        }
      }
      try checkFirsts(stream.path)
    }
  }

  private mutating func node(at steps: [XMLPath.Step], from start: Int) -> Int {
    var node = start
    for step in steps {
      if let known = nodes[node].children.first(where: { $0.step == step })?.node {
        node = known
      } else {
        nodes.append(Node())
        nodes[node].children.append((step, nodes.count - 1))
        node = nodes.count - 1
      }
    }
    return node
  }

  /// How many of an element's steps may mean only the first such element.
  private static let firstLimit = 64

  private func checkFirsts(_ path: String) throws(FormatError) {
    for node in nodes where node.children.count(where: { $0.step.isFirst }) > Self.firstLimit {
      throw .badPath(path, reason: "more than \(Self.firstLimit) paths through one element say [1]")
    }
  }
}
