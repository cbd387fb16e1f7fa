/// The names of the wanted elements and attributes as the parser's own pointers, so that a name is
/// compared without a look at its letters.
struct XMLNames {
  private struct Entry {
    var local: XMLName
    /// The prefix that the layout asks for, or nil for any.
    var prefix: XMLName?
    /// The node of an element, the number of an attribute.
    var value: Int
  }

  private var children: [[Entry]] = []
  private var attributes: [[Entry]] = []
  private var nilName: XMLName?

  init() {}

  init(_ nodes: [XMLPaths.Node], in parser: XMLParser) {
    func entry(_ name: XMLPath.Name, _ value: Int) -> Entry {
      Entry(
        local: parser.name(name.local), prefix: name.prefix.map { parser.name($0) }, value: value)
    }
    for node in nodes {
      children.append(node.children.map { entry($0.name, $0.node) })
      attributes.append(node.attributes.enumerated().map { entry($1.name, $0) })
    }
    nilName = parser.name("nil")
  }

  /// The node of a wanted element within another, or -1. A name with the right prefix is preferred to
  /// one without.
  func child(of node: Int, _ element: XMLElement) -> Int {
    var found = -1
    for entry in children[node] where entry.local == element.local {
      if let prefix = entry.prefix {
        if prefix == element.prefix { return entry.value }
      } else {
        found = entry.value
      }
    }
    return found
  }

  /// The numbers of the wanted attributes of an element that have a name.
  func attributes(of node: Int, local: XMLName, prefix: XMLName?) -> [Int] {
    attributes[node]
      .filter { $0.local == local && ($0.prefix == nil || $0.prefix == prefix) }
      .map(\.value)
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
