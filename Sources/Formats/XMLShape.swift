/// What stands where in an XML text: all elements at the same path together.
final class XMLShape: XMLHandler {
  struct Node {
    var name = ""
    private(set) var children: [Int] = []
    private var childOfName: [String: Int] = [:]
    private(set) var attributes: [String] = []
    private var knownAttributes: Set<String> = []
    var hasText = false
    /// How many there are, and how many of them stand beside another of their name.
    var count = 0
    var isRepeated = false

    init(name: String = "") { self.name = name }

    func child(named name: String) -> Int? { childOfName[name] }

    mutating func add(_ child: Int, named name: String) {
      children.append(child)
      childOfName[name] = child
    }

    mutating func add(attribute: String) {
      if knownAttributes.insert(attribute).inserted { attributes.append(attribute) }
    }
  }

  /// The first node stands for the document around the outermost element.
  private(set) var nodes = [Node()]
  private(set) var root: SniffedRoot?
  private let nameLimit = FormatLimits.standard.columns
  private var open: [(node: Int, childCounts: [Int: Int])] = [(0, [:])]
  private var hasText = false

  func startElement(_ element: XMLElement, offset: Int) {
    let name = String(cString: element.local)
    if root == nil {
      root = SniffedRoot(
        namespace: element.namespace.map { String(cString: $0) }, local: name)
    }
    let parent = open[open.count - 1].node
    let node = child(name, of: parent)
    nodes[node].count += 1
    let before = open[open.count - 1].childCounts[node, default: 0]
    open[open.count - 1].childCounts[node] = before + 1
    if before > 0 { nodes[node].isRepeated = true }
    for i in 0..<element.attributeCount {
      let attribute = String(cString: element.attributeName(i).local)
      let isSchema = element.attributeNamespace(i).map {
        String(cString: $0) == "http://www.w3.org/2001/XMLSchema-instance"
      }
      if isSchema == true || nodes[node].attributes.count >= nameLimit { continue }
      nodes[node].add(attribute: attribute)
    }
    open.append((node, [:]))
    hasText = false
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    if text.contains(where: { $0 > 0x20 }) { hasText = true }
  }

  func endElement(offset: Int) {
    let element = open.removeLast()
    if element.childCounts.isEmpty, hasText || nodes[element.node].children.isEmpty {
      nodes[element.node].hasText = true
    }
    hasText = false
  }

  private func child(_ name: String, of parent: Int) -> Int {
    if let known = nodes[parent].child(named: name) { return known }
    // Elements named by numbers or names are no fields; beyond the limit they are one kind.
    if nodes[parent].children.count >= nameLimit { return nodes[parent].children[nameLimit - 1] }
    nodes.append(Node(name: name))
    nodes[parent].add(nodes.count - 1, named: name)
    return nodes.count - 1
  }
}

/// The outermost element of an XML export, and the records that it seems to hold: elements that stand
/// there several times, and the outermost one.
func xmlStreams(
  in window: InputWindow, limits: FormatLimits
) -> (root: SniffedRoot?, streams: [SniffedStream]) {
  let shape = XMLShape()
  let parser = XMLParser(handler: shape, depthLimit: limits.depth)
  if parser.parse(window.bytes, count: window.count), window.isLast { _ = parser.finish() }
  var streams: [SniffedStream] = []
  for root in shape.nodes[0].children {
    let path = "/" + shape.nodes[root].name
    let only = shape.nodes[root].children.count == 1 ? shape.nodes[root].children[0] : nil
    if let only, shape.nodes[root].attributes.isEmpty, !shape.nodes[only].children.isEmpty {
      // A list with a single kind of element, were it only one: that element is the record.
      let path = path + "/" + shape.nodes[only].name
      collect(only, path: path, parent: nil, inParent: nil, shape.nodes, &streams)
    } else {
      collect(root, path: path, parent: nil, inParent: nil, shape.nodes, &streams)
    }
  }
  return (shape.root, streams)
}

/// The outermost element of a file, by its first bytes alone, or nil when it is no XML.
package func xmlRoot(ofFile path: String) -> SniffedRoot? {
  guard let file = try? ExportFile(path: path, limits: .standard),
    let head = try? file.head(64 << 10),
    let encoding = try? detectXMLEncoding(ofHead: head)
  else { return nil }
  let bytes = Array(head.dropFirst(encoding.markLength))
  let text = bytes.withUnsafeBufferPointer { Array(repairedText($0, in: encoding.encoding).utf8) }
  guard text.first(where: { !isXMLSpace($0) }) == UInt8(ascii: "<") else { return nil }
  let shape = XMLShape()
  let parser = XMLParser(handler: shape, depthLimit: FormatLimits.standard.depth)
  // Piece by piece, until the first tag is there.
  text.withUnsafeBufferPointer { text in
    var index = 0
    while shape.root == nil, index < text.count {
      let count = min(512, text.count - index)
      guard parser.parse(text.baseAddress! + index, count: count) else { return }
      index += count
    }
  }
  return shape.root
}

extension RecordLayout {
  /// The outermost element that the records of an XML layout lie in.
  package var root: SniffedRoot? {
    guard grammar == .xml,
      let path = try? XMLPath(streams[0].path, namespaces: namespaces, mayBeAttribute: false),
      let step = path.steps.first
    else { return nil }
    return SniffedRoot(namespace: step.name.namespace, local: step.name.local)
  }
}

/// Adds the stream of the elements at a node, if they have values of their own, and those in them.
private func collect(
  _ node: Int, path: String, parent: Int?, inParent: String?, _ nodes: [XMLShape.Node],
  _ streams: inout [SniffedStream]
) {
  var fields = nodes[node].attributes.map { "@" + $0 }
  if nodes[node].hasText { fields.append(".") }
  var repeated: [(node: Int, path: String)] = []
  walk(node, path: "", nodes, &fields, &repeated)
  var next = parent
  if !fields.isEmpty {
    next = streams.count
    streams.append(
      SniffedStream(
        path: path, parent: parent, pathInParent: inParent, fields: fields,
        count: nodes[node].count))
  }
  for element in repeated {
    let relative = fields.isEmpty ? inParent.map { $0 + "/" + element.path } : element.path
    collect(
      element.node, path: path + "/" + element.path, parent: next,
      inParent: next == nil ? nil : relative, nodes, &streams)
  }
}

/// Finds the values and the repeated elements in an element.
private func walk(
  _ node: Int, path: String, _ nodes: [XMLShape.Node], _ fields: inout [String],
  _ repeated: inout [(node: Int, path: String)]
) {
  for child in nodes[node].children {
    let name = path.isEmpty ? nodes[child].name : path + "/" + nodes[child].name
    if nodes[child].isRepeated {
      repeated.append((child, name))
      continue
    }
    // A list with one element is a list: Lines/Line.
    if let only = nodes[child].onlyElement(of: nodes) {
      repeated.append((only, name + "/" + nodes[only].name))
      continue
    }
    if nodes[child].hasText { fields.append(name) }
    fields += nodes[child].attributes.map { name + "/@" + $0 }
    walk(child, path: name, nodes, &fields, &repeated)
  }
}

extension XMLShape.Node {
  /// The elements of a list that has none but them, and bears their name with more behind it.
  fileprivate func onlyElement(of nodes: [XMLShape.Node]) -> Int? {
    guard children.count == 1, attributes.isEmpty, !hasText else { return nil }
    let element = nodes[children[0]]
    let isList = name.count > element.name.count && name.hasPrefix(element.name)
    return isList && (!element.children.isEmpty || !element.attributes.isEmpty) ? children[0] : nil
  }
}
