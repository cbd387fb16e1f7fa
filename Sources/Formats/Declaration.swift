package import Diagnostics

/// Reads declarations (JSON with comments) and collects every fault, so that all are told in one run.
///
/// A read that fails returns nil and leaves a diagnostic behind; the caller goes on with the next part
/// and at the end refuses the whole if there are any ``diagnostics``.
package final class DeclarationReader {
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether nothing is known of what some file declares, because it is no JSON.
  package private(set) var hasUnparsedFile = false

  package init() {}

  /// Adds a fault.
  package func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// - Throws: every fault met so far, when there is one.
  package func throwIfFaulty() throws(Refusal) {
    if !diagnostics.isEmpty { throw Refusal(diagnostics) }
  }

  /// Parses a file's text, or reports what is wrong with it.
  package func parse(_ text: [UInt8], file: String) -> JSONNode? {
    do {
      return try JSONDocument.parse(text, file: file, allowsComments: true)
    } catch {
      hasUnparsedFile = true
      report(error)
      return nil
    }
  }

  /// Reads `node` as an object that has no other keys than `keys`.
  ///
  /// - Parameter what: what the object is, with its article, for messages: `a rule`.
  package func object(_ node: JSONNode, _ what: String, keys: [String]) -> DeclarationObject? {
    guard case .object(let members) = node.value else {
      report(.wrongType(node, what, wanted: "an object"))
      return nil
    }
    for member in members where !keys.contains(member.key) {
      report(.unknownKey(member, what, keys: keys))
    }
    return DeclarationObject(members: members, place: node.place, what: what, reader: self)
  }

  package func array(_ node: JSONNode, _ what: String) -> [JSONNode]? {
    guard case .array(let nodes) = node.value else {
      report(.wrongType(node, what, wanted: "an array"))
      return nil
    }
    return nodes
  }

  package func string(_ node: JSONNode, _ what: String) -> String? {
    guard case .string(let text) = node.value else {
      report(.wrongType(node, what, wanted: "a text in quotes"))
      return nil
    }
    return text
  }

  /// The members of an object whose keys are free, such as names of fields.
  package func members(_ node: JSONNode, _ what: String) -> [JSONMember]? {
    guard case .object(let members) = node.value else {
      report(.wrongType(node, what, wanted: "an object"))
      return nil
    }
    return members
  }
}

/// One object of a declaration, its keys already checked.
package struct DeclarationObject {
  package let members: [JSONMember]
  package let place: Place
  package let what: String
  package let reader: DeclarationReader

  /// The value of `key`, or nil when it is absent.
  package func node(_ key: String) -> JSONNode? {
    members.first { $0.key == key }?.value
  }

  /// The value of `key`; its absence is a fault.
  package func required(_ key: String) -> JSONNode? {
    if let node = node(key) { return node }
    reader.report(
      Diagnostic(
        "missing-key", at: place, "\(what) needs '\(key)'", help: "add \"\(key)\": …"))
    return nil
  }

  package func string(_ key: String) -> String? {
    node(key).flatMap { reader.string($0, "'\(key)' of \(what)") }
  }

  package func requiredString(_ key: String) -> String? {
    required(key).flatMap { reader.string($0, "'\(key)' of \(what)") }
  }

  package func boolean(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    if case .boolean(let value) = node.value { return value }
    reader.report(.wrongType(node, "'\(key)' of \(what)", wanted: "true or false"))
    return nil
  }

  package func integer(_ key: String) -> Int? {
    guard let node = node(key) else { return nil }
    if case .number(let text) = node.value, let value = Int(text) { return value }
    reader.report(.wrongType(node, "'\(key)' of \(what)", wanted: "a whole number"))
    return nil
  }

  /// The text of a number, as it was written.
  package func number(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    if case .number(let text) = node.value { return text }
    reader.report(.wrongType(node, "'\(key)' of \(what)", wanted: "a number"))
    return nil
  }

  /// The elements of an array; empty when the key is absent.
  package func array(_ key: String) -> [JSONNode] {
    node(key).flatMap { reader.array($0, "'\(key)' of \(what)") } ?? []
  }

  /// The elements of an array of texts; empty when the key is absent.
  package func strings(_ key: String) -> [String] {
    array(key).compactMap { reader.string($0, "'\(key)' of \(what)") }
  }

  /// One of a fixed set of words; its absence is answered with nil, another word is a fault.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node = node(key), let text = reader.string(node, "'\(key)' of \(what)") else {
      return nil
    }
    if let choice = Choice(rawValue: text) { return choice }
    reader.report(
      .unknownWord(text, at: node.place, "'\(key)' of \(what)", Choice.allCases.map(\.rawValue)))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func wrongType(_ node: JSONNode, _ what: String, wanted: String) -> Self {
    Diagnostic("wrong-type", at: node.place, "\(what) must be \(wanted)")
  }

  fileprivate static func unknownKey(_ member: JSONMember, _ what: String, keys: [String]) -> Self {
    Diagnostic(
      "unknown-key", at: member.keyPlace, "\(what) has no key '\(member.key)'",
      help: Suggestion.help(for: member.key, among: keys)
        ?? "its keys are \(keys.joined(separator: ", "))")
  }

  /// A word that is not among those allowed.
  package static func unknownWord(
    _ word: String, at place: Place, _ what: String, _ words: [String]
  ) -> Self {
    Diagnostic(
      "unknown-word", at: place, "\(what) cannot be '\(word)'",
      help: Suggestion.help(for: word, among: words)
        ?? "it is one of \(words.joined(separator: ", "))")
  }
}
