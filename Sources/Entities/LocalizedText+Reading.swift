import Diagnostics
package import Formats
package import Values

extension DeclarationReader {
  /// Reads a text in several languages: `{"zh-Hans": …, "zh-Hant": …, "en": …}`, at least one of them.
  package func localizedText(_ node: JSONNode, _ what: String) -> LocalizedText? {
    guard let members = members(node, what) else { return nil }
    var texts: [Language: String] = [:]
    for member in members {
      guard let language = Language(rawValue: member.key) else {
        report(
          .unknownWord(
            member.key, at: member.keyPlace, "a language of \(what)",
            Language.allCases.map(\.rawValue)))
        continue
      }
      texts[language] = string(member.value, what)
    }
    if texts.isEmpty {
      report(Diagnostic("missing-text", at: node.place, "\(what) has no text in any language"))
      return nil
    }
    return LocalizedText(texts)
  }
}

extension DeclarationObject {
  /// The text of `key` in several languages, or nil when the key is absent.
  package func localizedText(_ key: String) -> LocalizedText? {
    node(key).flatMap { reader.localizedText($0, "'\(key)' of \(what)") }
  }

  package func requiredText(_ key: String) -> LocalizedText? {
    required(key).flatMap { reader.localizedText($0, "'\(key)' of \(what)") }
  }
}

extension LocalizedText {
  /// The text in every language.
  package var all: [String] { Language.allCases.map { self[$0] } }
}
