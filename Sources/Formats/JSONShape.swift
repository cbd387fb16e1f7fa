/// What stands where in a JSON text: every object, array and value at the same path together.
struct JSONShape {
  struct Node {
    private(set) var members: [(key: String, node: Int)] = []
    private var nodeOfKey: [String: Int] = [:]
    var elements = -1
    var objectCount = 0
    var hasScalars = false

    func node(of key: String) -> Int? { nodeOfKey[key] }

    mutating func add(_ key: String, node: Int) {
      members.append((key, node))
      nodeOfKey[key] = node
    }
  }

  private(set) var nodes = [Node()]
  private let memberLimit: Int
  /// The number of values of the outermost level.
  private(set) var outermostCount = 0

  /// Takes in as much of a text as is well-formed.
  init(_ bytes: UnsafePointer<UInt8>, count: Int, isLast: Bool, limits: FormatLimits) {
    memberLimit = limits.columns
    let depthLimit = limits.depth
    var lexer = JSONLexer(bytes, count: count, isLast: isLast)
    var open: [(node: Int, isObject: Bool)] = []
    var key: String?
    while true {
      let token = lexer.next()
      switch token {
      case .endOfText, .incomplete, .invalid: return
      case .colon, .comma: continue
      case .endObject, .endArray:
        guard open.popLast() != nil else { return }
        continue
      case .string where open.last?.isObject == true && key == nil:
        let content = UnsafeBufferPointer(
          start: bytes + lexer.content.lowerBound, count: lexer.content.count)
        key = JSONEscape.unescaped(content)
        continue
      default: break
      }
      guard let node = place(open.last, key: key) else { return }
      key = nil
      switch token {
      case .beginObject:
        nodes[node].objectCount += 1
        open.append((node, true))
      case .beginArray:
        if nodes[node].elements < 0 { nodes[node].elements = add() }
        open.append((node, false))
      case .null: break
      default: nodes[node].hasScalars = true
      }
      if open.count > depthLimit { return }
    }
  }

  /// The node of the value that comes next.
  private mutating func place(_ container: (node: Int, isObject: Bool)?, key: String?) -> Int? {
    guard let container else {
      outermostCount += 1
      return 0
    }
    guard container.isObject else { return nodes[container.node].elements }
    guard let key else { return nil }
    if let known = nodes[container.node].node(of: key) { return known }
    // An object keyed by numbers or names is no record; what it holds beyond the limit is one kind.
    if nodes[container.node].members.count >= memberLimit {
      return nodes[container.node].members[memberLimit - 1].node
    }
    let node = add()
    nodes[container.node].add(key, node: node)
    return node
  }

  private mutating func add() -> Int {
    nodes.append(Node())
    return nodes.count - 1
  }
}

/// The records that a JSON export seems to hold: arrays of objects, and objects at the top.
func jsonStreams(in window: InputWindow, limits: FormatLimits) -> [SniffedStream] {
  let shape = JSONShape(
    window.bytes, count: window.count, isLast: window.isLast, limits: limits)
  var streams: [SniffedStream] = []
  let root = shape.nodes[0]
  if root.objectCount > 0 {
    // JSON Lines is read by the path of an array's elements.
    let path = shape.outermostCount > 1 ? "$[*]" : "$"
    collect(0, path: path, count: root.objectCount, parent: nil, inParent: nil, shape, &streams)
  } else if root.elements >= 0, shape.nodes[root.elements].objectCount > 0 {
    let count = shape.nodes[root.elements].objectCount
    collect(root.elements, path: "$[*]", count: count, parent: nil, inParent: nil, shape, &streams)
  }
  return streams
}

/// Adds the stream of the objects at a node, if they have values of their own, and those in them.
private func collect(
  _ node: Int, path: String, count: Int, parent: Int?, inParent: String?, _ shape: JSONShape,
  _ streams: inout [SniffedStream]
) {
  var fields: [String] = []
  var arrays: [(node: Int, path: String)] = []
  walk(node, path: "", shape, &fields, &arrays)
  var next = parent
  if !fields.isEmpty {
    next = streams.count
    streams.append(
      SniffedStream(
        path: path, parent: parent, pathInParent: inParent, fields: fields, count: count))
  }
  for array in arrays {
    let relative = fields.isEmpty ? inParent.map { $0 + "." + array.path } : array.path
    collect(
      array.node, path: path + "." + array.path, count: shape.nodes[array.node].objectCount,
      parent: next, inParent: next == nil ? nil : relative, shape, &streams)
  }
}

/// Finds the values and the arrays of objects in an object and the objects directly in it.
private func walk(
  _ node: Int, path: String, _ shape: JSONShape, _ fields: inout [String],
  _ arrays: inout [(node: Int, path: String)]
) {
  for (key, member) in shape.nodes[node].members {
    let isPlain = !key.isEmpty && !key.contains { ".[]'\"$".contains($0) }
    let quote = key.contains("'") ? "\"" : "'"
    // No path can name a key with both quotes.
    if !isPlain, key.contains("'"), key.contains("\"") { continue }
    let name = isPlain ? (path.isEmpty ? key : path + "." + key) : path + "[\(quote)\(key)\(quote)]"
    let shapeNode = shape.nodes[member]
    if shapeNode.hasScalars { fields.append(name) }
    if shapeNode.elements >= 0, shape.nodes[shapeNode.elements].objectCount > 0 {
      // A single object in the place of an array is its only element.
      arrays.append((shapeNode.elements, name + "[*]"))
    } else if shapeNode.objectCount > 0 {
      walk(member, path: name, shape, &fields, &arrays)
    }
  }
}
