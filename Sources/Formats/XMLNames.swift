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
    /// The namespace that the layout asks for, or nil for any.
    var namespace: XMLName?

    @inline(__always)
    func matches(_ local: XMLName, _ namespace: XMLName?) -> Bool {
      self.local == local && (self.namespace == nil || self.namespace == namespace)
    }
  }

  struct Child {
    var name: Name
    /// Attributes that the element must have, with their values.
    var conditions: [(name: Name, value: [UInt8])]
    /// A bit of its own when only the first is meant, else 0.
    var firstBit: UInt64
    var node: Int

    /// Whether an element is what this step leads to.
    @inline(__always)
    func matches(_ element: XMLElement) -> Bool {
      guard name.matches(element.local, element.namespace) else { return false }
      return conditions.isEmpty || conditions.allSatisfy { element.has($0.name, $0.value) }
    }
  }

  struct Attribute {
    var name: Name
    var target: XMLPaths.Target
  }

  private(set) var nodes: [Node] = []
  private(set) var children: [Child] = []
  private(set) var attributes: [Attribute] = []
  private(set) var targets: [XMLPaths.Target] = []
  private let nilName: XMLName

  init(_ tree: [XMLPaths.Node], in parser: XMLParser) {
    nilName = parser.name("nil")
    func name(_ name: XMLPath.Name) -> Name {
      Name(local: parser.name(name.local), namespace: name.namespace.map { parser.name($0) })
    }
    for node in tree {
      var flat = Node(stream: node.stream)
      flat.holdsRecords = node.children.contains { tree[$0.node].stream >= 0 }
      flat.children = children.count..<children.count + node.children.count
      var firsts = 0
      children += node.children.map { child in
        if child.step.isFirst { firsts += 1 }
        return Child(
          name: name(child.step.name),
          conditions: child.step.attributes.map { (name($0.name), Array($0.value.utf8)) },
          firstBit: child.step.isFirst ? 1 << UInt64(firsts - 1) : 0, node: child.node)
      }
      flat.attributes = attributes.count..<attributes.count + node.attributes.count
      attributes += node.attributes.map { Attribute(name: name($0.name), target: $0.target) }
      flat.targets = targets.count..<targets.count + node.targets.count
      targets += node.targets
      nodes.append(flat)
    }
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

extension XMLElement {
  /// Whether the element has an attribute with just this value.
  fileprivate func has(_ name: XMLNames.Name, _ value: [UInt8]) -> Bool {
    (0..<attributeCount).contains { i in
      name.matches(attributeName(i).local, attributeNamespace(i))
        && attributeValue(i).elementsEqual(value)
    }
  }
}
