package import Diagnostics
internal import Formats
internal import Values

/// Values for the names of an expression, from one JSON object: `{"total": 99.5, "paid on": {"t":
/// "date", "v": "2025-09-01"}}`. What JSON has no type for is written as in a case.
package struct PlainInputs: Sendable {
  /// The names and types, in the order of the values.
  package private(set) var inputs: [FEELScope.Input] = []
  package private(set) var values: [Value] = []

  /// - Throws: what is wrong with the text or one of its values, with its place.
  package init(_ text: [UInt8], file: String) throws(Diagnostic) {
    let root = try JSONDocument.parse(text, file: file, allowsComments: true)
    guard case .object(let members) = root.value else {
      throw Diagnostic(
        "wrong-type", at: root.place, "the inputs must be one JSON object",
        help: "write {\"name\": value, …}")
    }
    for member in members {
      guard member.key.isName else {
        throw Diagnostic(
          "bad-name", at: member.keyPlace, "'\(member.key)' is no name that an expression can use",
          help: "a name begins with a letter and has letters, digits and single blanks")
      }
      try member.value.requireReadable()
      let type = try FEELType(plain: member.value)
      guard !inputs.contains(where: { $0.name == member.key }) else {
        throw Diagnostic(
          "repeated-name", at: member.keyPlace, "there are two inputs called '\(member.key)'")
      }
      inputs.append(FEELScope.Input(name: member.key, type: type))
      values.append(try Value(plain: member.value, type, of: member.key))
    }
  }
}

extension JSONNode {
  /// Whether it is a typed value: an object with `t` and `v`.
  fileprivate var isTyped: Bool {
    members?.count == 2 && self["t"]?.text != nil && self["v"] != nil
  }

  /// - Throws: where a typed value within it has no such type, or its text is no value of the type.
  func requireReadable() throws(Diagnostic) {
    guard isTyped, let kind = self["t"]?.text, let content = self["v"] else {
      for part in (elements ?? []) + (members?.map(\.value) ?? []) { try part.requireReadable() }
      return
    }
    switch kind {
    case "list": for part in content.elements ?? [] { try part.requireReadable() }
    case "context": for part in content.members ?? [] { try part.value.requireReadable() }
    case "null", "range": break
    default:
      guard let type = FEELType(case: self) else {
        throw Diagnostic(
          "unknown-type", at: place, "there is no type '\(kind)'",
          help: Suggestion.help(for: kind, among: FEELType.caseNames)
            ?? "the types are \(FEELType.caseNames.joined(separator: ", "))")
      }
      if case .null = content.value { return }
      if FEEL.Value(caseValue: self, as: type, of: "").isNull {
        throw Diagnostic("wrong-type", at: place, "'\(content.text ?? "")' is no \(type)")
      }
    }
  }
}

extension String {
  /// Whether it can stand in an expression as the name of an input.
  fileprivate var isName: Bool {
    let words = split(separator: " ", omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy(\.continuesName)
    } && unicodeScalars.first?.startsName == true && !Token.keywords.contains(self)
  }
}

extension FEELType {
  fileprivate init(plain node: JSONNode) throws(Diagnostic) {
    switch node.value {
    case .number: self = .number
    case .string: self = .string
    case .boolean: self = .boolean
    case .null: self = .null
    case .array(let nodes):
      var element = FEELType.null
      for node in nodes {
        let type = try FEELType(plain: node)
        guard let joined = element.joined(with: type) else {
          throw Diagnostic(
            "mixed-list", at: node.place,
            "this element is \(type), those before it are \(element)",
            help: "all elements of a list have one type")
        }
        element = joined
      }
      self = .list(element)
    case .object(let members):
      if node.isTyped {
        self = FEELType(ofCaseValue: node)
        return
      }
      var fields: [FEELField] = []
      for member in members {
        fields.append(FEELField(name: member.key, type: try FEELType(plain: member.value)))
      }
      self = .record(of: fields)
    }
  }
}

extension Value {
  fileprivate init(
    plain node: JSONNode, _ type: FEELType, of input: String
  ) throws(Diagnostic) {
    switch (node.value, type) {
    case (.number(let text), _):
      guard let number = Decimal128(text) else {
        throw Diagnostic("wrong-type", at: node.place, "'\(text)' is out of the range of numbers")
      }
      self = .number(number)
    case (.string(let text), _): self = .string(text)
    case (.boolean(let truth), _): self = .boolean(truth)
    case (.array(let nodes), .list(let element)):
      var values: [Value] = []
      for node in nodes { values.append(try Value(plain: node, element, of: input)) }
      self = .list(values)
    case (.object, _) where node.isTyped:
      self = Value(caseValue: node, as: type, of: input)
    case (.object(let members), .record(let fields)):
      var values: [RecordMember] = []
      for field in fields {
        guard let member = members.first(where: { $0.key == field.name }) else { continue }
        values.append(
          RecordMember(
            name: field.name, value: try Value(plain: member.value, field.type, of: input)))
      }
      self = .record(of: values)
    default: self = .null(.input(input))
    }
  }
}
