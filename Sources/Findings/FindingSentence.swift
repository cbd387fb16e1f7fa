import Entities
import FEEL
package import Values

/// What a finding says, in all languages.
///
/// Of most it is the rule's message with the values of the finding between. These are what is held: of a million findings
/// each sentence stands in two files, and is put together where it is written.
package struct FindingSentence: Hashable, Sendable {
  private let whole: LocalizedText?
  /// What it is filled in; nil where it is one text as it stands.
  let fillings: MessageFillings?
  private let values: [SentenceValue]

  package init(_ message: LocalizedText) {
    whole = message
    (fillings, values) = (nil, [])
  }

  init(_ fillings: MessageFillings, with values: [SentenceValue]) {
    whole = nil
    self.fillings = fillings
    self.values = values
  }

  package var message: LocalizedText {
    fillings?.message(with: values) ?? whole ?? LocalizedText([:])
  }

  /// The sentence in that language, or in the next best.
  func text(in language: Language) -> String {
    fillings?.text(in: language, with: values) ?? message[language]
  }

  /// A value as it stands in the sentence for a language.
  func text(ofValue number: Int, in language: Language) -> String {
    fillings?.text(of: values[number], number: number, in: language) ?? message[language]
  }

  package static func == (a: FindingSentence, b: FindingSentence) -> Bool {
    a.message == b.message
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(message) }
}

/// A value as sentences show it.
enum SentenceValue: Sendable {
  /// Alike in all languages.
  case text(String)
  /// Missing, a word that each language has its own for, or a list.
  case value(Value)
}
