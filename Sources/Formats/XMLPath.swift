/// A path to elements or an attribute, taken apart: the part of XPath that source declarations need.
///
/// `/Invoices/Invoice`, `cac:Party/cbc:Name`, `ID[@schemeID='GLN']`, `Note[1]`, `Total/@currency`,
/// `.`, and `..` for one step back.
struct XMLPath: Hashable {
  /// A name as the layout writes it.
  struct Name: Hashable {
    /// The address of the namespace, or nil for any.
    var namespace: String?
    var local: String
  }

  /// One step to elements.
  struct Step: Hashable {
    var name: Name
    /// The attributes that an element must have, with their values.
    var attributes: [AttributeValue] = []
    /// Whether only the first such element in the one around it is meant.
    var isFirst = false
  }

  struct AttributeValue: Hashable {
    var name: Name
    var value: String
  }

  var steps: [Step] = []
  var attribute: Name?

  /// - Parameter namespaces: what prefixes stand for; a name without a prefix is met by any.
  init(
    _ path: String, namespaces: [String: String], mayBeAttribute: Bool
  ) throws(FormatError) {
    if path == "." { return }
    var reader = XMLPathReader(path: path, namespaces: namespaces)
    _ = reader.skip("/")
    while true {
      if reader.skip("..") {
        guard attribute == nil, steps.popLast() != nil else {
          throw reader.bad("'..' leads out of the record; only its first steps may")
        }
      } else if reader.skip("@") {
        attribute = try reader.name()
        guard mayBeAttribute, reader.rest.isEmpty else {
          throw reader.bad("an attribute can only be the last step to a value")
        }
      } else {
        steps.append(try reader.step())
      }
      if reader.rest.isEmpty { return }
      guard reader.skip("/") else {
        throw reader.bad("'\(reader.rest.first!)' has no meaning in it")
      }
    }
  }
}

/// Takes steps from the front of a path.
private struct XMLPathReader {
  let path: String
  let namespaces: [String: String]
  private(set) var rest: Substring

  /// What ends a name.
  private static let marks = Array("/[]@='\" ()*|".utf8)

  init(path: String, namespaces: [String: String]) {
    self.path = path
    self.namespaces = namespaces
    rest = path[...]
  }

  func bad(_ reason: String) -> FormatError { .badPath(path, reason: reason) }

  mutating func skip(_ mark: String) -> Bool {
    guard rest.utf8.starts(with: mark.utf8) else { return false }
    skip(mark.utf8.count)
    return true
  }

  private mutating func skip(_ byteCount: Int) {
    rest = Substring(rest.utf8.dropFirst(byteCount))
  }

  mutating func name() throws(FormatError) -> XMLPath.Name {
    let text = rest.utf8.prefix { !Self.marks.contains($0) }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard !parts.contains(""), parts.count <= 2 else {
      throw bad("names of elements are separated by single slashes")
    }
    skip(text.count)
    guard parts.count == 2 else { return XMLPath.Name(namespace: nil, local: String(parts[0])) }
    guard let namespace = namespaces[String(parts[0])] else {
      throw bad("'namespaces' does not say what the prefix '\(parts[0])' stands for")
    }
    return XMLPath.Name(namespace: namespace, local: String(parts[1]))
  }

  mutating func step() throws(FormatError) -> XMLPath.Step {
    var step = XMLPath.Step(name: try name())
    while skip("[") {
      if skip("1]") {
        step.isFirst = true
        continue
      }
      // In XPath a[1][@b='c'] is another thing than a[@b='c'][1].
      guard !step.isFirst else { throw bad("[1] stands behind all conditions of its step") }
      guard skip("@") else {
        throw bad("in brackets only [1] or a condition like [@kind='a'] can stand")
      }
      let attribute = try name()
      guard skip("="), let quote = rest.first, quote == "'" || quote == "\"" else {
        throw bad("a condition is written [@kind='a']")
      }
      _ = skip(String(quote))
      let value = rest.prefix { $0 != quote }
      skip(value.utf8.count)
      guard skip("\(quote)]") else { throw bad("a condition is written [@kind='a']") }
      step.attributes.append(XMLPath.AttributeValue(name: attribute, value: String(value)))
    }
    return step
  }
}
