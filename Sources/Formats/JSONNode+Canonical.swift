extension JSONNode {
  /// The value on one line, members in the order of their keys: the same text for the same value, however it
  /// was written.
  package var canonicalText: String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): "\"\(text)\""
    case .array(let nodes): "[\(nodes.map(\.canonicalText).joined(separator: ","))]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { "\"\($0.key)\":\($0.value.canonicalText)" }.joined(separator: ",") + "}"
    }
  }
}
