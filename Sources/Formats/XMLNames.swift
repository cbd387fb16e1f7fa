/// The names of the wanted elements and attributes as the parser's own pointers, so that a name is
/// compared without a look at its letters.
struct XMLNames {
  /// An element that a path leads to or through.
  struct Node {
    var children = 0..<0
    var attributes = 0..<0
    var targets = 0..<0
    /// The stream whose record the element is, or -1.
    var stream = -1
    /// Whether records are read directly within it.
    var holdsRecords = false
  }

  struct Name {
    var local: XMLName
    /// The prefix that the layout asks for, or nil for any.
    var prefix: XMLName?
  }

  struct Child {
    var name: Name
    var node: Int
  }

  struct Attribute {
    var name: Name
    var target: XMLPaths.Target

    @inline(__always)
    func matches(_ other: (local: XMLName, prefix: XMLName?)) -> Bool {
      name.local == other.local && (name.prefix == nil || name.prefix == other.prefix)
    }
  }

  private(set) var nodes: [Node] = []
  private(set) var children: [Child] = []
  private(set) var attributes: [Attribute] = []
  private(set) var targets: [XMLPaths.Target] = []
  private let nilName: XMLName

  init(_ tree: [XMLPaths.Node], in parser: XMLParser) {
    nilName = parser.name("nil")
    func name(_ name: XMLPath.Name) -> Name {
      Name(local: parser.name(name.local), prefix: name.prefix.map { parser.name($0) })
    }
    for node in tree {
      var flat = Node(stream: node.stream)
      flat.holdsRecords = node.children.contains { tree[$0.node].stream >= 0 }
      flat.children = children.count..<children.count + node.children.count
      children += node.children.map { Child(name: name($0.name), node: $0.node) }
      flat.attributes = attributes.count..<attributes.count + node.attributes.count
      attributes += node.attributes.map { Attribute(name: name($0.name), target: $0.target) }
      flat.targets = targets.count..<targets.count + node.targets.count
      targets += node.targets
      nodes.append(flat)
    }
  }

  /// The node of a wanted element within another, or -1. A name with the right prefix is preferred
  /// to one without.
  @inline(__always)
  func child(of node: Int, _ element: XMLElement) -> Int {
    var found = -1
    for k in nodes[node].children where children[k].name.local == element.local {
      if let prefix = children[k].name.prefix {
        if prefix == element.prefix { return children[k].node }
      } else {
        found = children[k].node
      }
    }
    return found
  }

  /// Whether an element says `xsi:nil="true"`.
  func isNil(_ element: XMLElement) -> Bool {
    for i in 0..<element.attributeCount where element.attributeName(i).local == nilName {
      guard let namespace = element.attributeNamespace(i),
        String(cString: namespace) == "http://www.w3.org/2001/XMLSchema-instance"
      else { continue }
      let value = String(decoding: element.attributeValue(i), as: UTF8.self)
      if value == "true" || value == "1" { return true }
    }
    return false
  }
}
