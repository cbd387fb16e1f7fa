/// A path to elements or an attribute, taken apart.
struct XMLPath {
  /// A name as the layout writes it: without a prefix it is met by any namespace's.
  struct Name: Hashable {
    var prefix: String?
    var local: String
  }

  var elements: [Name] = []
  var attribute: Name?

  /// Takes a path apart: `/Invoices/Invoice`, `Buyer/Name`, `Total/@currency`, `@id`, or `.`.
  init(_ path: String, mayBeAttribute: Bool) throws(FormatError) {
    if path == "." { return }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") { parts.removeFirst() }
    for (index, part) in parts.enumerated() {
      let isAttribute = part.hasPrefix("@")
      let name = try Self.name(isAttribute ? part.dropFirst() : part, in: path)
      if isAttribute {
        guard mayBeAttribute, index == parts.count - 1 else {
          throw .badPath(path, reason: "an attribute can only be the last step to a value")
        }
        attribute = name
      } else {
        elements.append(name)
      }
    }
  }

  private static func name(_ text: Substring, in path: String) throws(FormatError) -> Name {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let odd = text.first { "[]()*@|= '\"".contains($0) }
    if let odd { throw .badPath(path, reason: "'\(odd)' has no meaning in it") }
    guard !parts.contains(""), parts.count <= 2, text != ".." else {
      throw .badPath(path, reason: "names of elements are separated by single slashes")
    }
    return Name(prefix: parts.count == 2 ? String(parts[0]) : nil, local: String(parts.last!))
  }
}

/// The paths of a layout as a tree: which elements and attributes lead to what.
struct XMLPaths {
  /// Where a value goes.
  struct Target {
    var stream: Int
    var slot: Int
  }

  /// An element that a path leads to or through.
  struct Node {
    var children: [(name: XMLPath.Name, node: Int)] = []
    var attributes: [(name: XMLPath.Name, target: Target)] = []
    /// The stream whose record the element is, or -1.
    var stream = -1
    /// Where its text goes.
    var targets: [Target] = []
  }

  /// The first node stands for the document around the outermost element.
  private(set) var nodes = [Node()]
  private var streamNodes: [Int] = []

  init(streams: [RecordStream], plans: [StreamPlan]) throws(FormatError) {
    for (index, stream) in streams.enumerated() {
      let path = try XMLPath(stream.path, mayBeAttribute: false)
      guard !path.elements.isEmpty else {
        throw .badPath(stream.path, reason: "it names no element")
      }
      let node = node(at: path.elements, from: stream.parent.map { streamNodes[$0] } ?? 0)
      guard nodes[node].stream < 0 else {
        throw .badPath(stream.path, reason: "another kind of records is read there")
      }
      nodes[node].stream = index
      streamNodes.append(node)
      for (slot, field) in plans[index].slots.enumerated()
      where plans[index].parentSlots[slot] == nil {
        let path = try XMLPath(field, mayBeAttribute: true)
        let target = Target(stream: index, slot: slot)
        let end = self.node(at: path.elements, from: node)
        if let attribute = path.attribute {
          nodes[end].attributes.append((attribute, target))
        } else {
          nodes[end].targets.append(target)
        }
      }
    }
  }

  private mutating func node(at names: [XMLPath.Name], from start: Int) -> Int {
    var node = start
    for name in names {
      if let known = nodes[node].children.first(where: { $0.name == name })?.node {
        node = known
      } else {
        nodes.append(Node())
        nodes[node].children.append((name, nodes.count - 1))
        node = nodes.count - 1
      }
    }
    return node
  }
}
