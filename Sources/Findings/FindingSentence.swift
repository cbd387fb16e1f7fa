import Entities
import FEEL
package import Values

/// What a finding says, in all languages.
///
/// Of most it is the rule's message with the values of the finding between. These are what is held: of a million findings
/// each sentence stands in two files, and is put together where it is written.
package struct FindingSentence: Hashable, Sendable {
  private enum Form: Sendable {
    case whole(LocalizedText)
    case filled(MessageFillings, [SentenceValue])
  }

  private let form: Form

  package init(_ message: LocalizedText) { form = .whole(message) }

  init(_ fillings: MessageFillings, with values: [SentenceValue]) {
    form = .filled(fillings, values)
  }

  package var message: LocalizedText {
    switch form {
    case .whole(let message): message
    case .filled(let fillings, let values): fillings.message(with: values)
    }
  }

  /// Calls `body` with the parts of the sentence in that language, or in the next best that the rule has one in, in
  /// their order. Each part is UTF-8 by itself.
  package func forEachPart(
    in language: Language, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    switch form {
    case .whole(let message):
      var text = message[language]
      text.withUTF8(body)
    case .filled(let fillings, let values):
      fillings.forEachPart(in: language, with: values, body)
    }
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

/// A rule's message in each language that it has one in.
final class MessageFillings: Sendable {
  private let simplified: MessageFilling?
  private let traditional: MessageFilling?
  private let english: MessageFilling?
  /// For each language that, or the next best, as ``LocalizedText`` has it.
  private let best: Best?

  private struct Best {
    let simplified: MessageFilling
    let traditional: MessageFilling
    let english: MessageFilling
  }

  init(_ fillings: [MessageFilling]) {
    func filling(_ language: Language) -> MessageFilling? {
      fillings.first { $0.language == language }
    }
    let (simplified, traditional, english) = (
      filling(.zhHans), filling(.zhHant), filling(.en)
    )
    best = (simplified ?? traditional ?? english).map { first in
      Best(simplified: first, traditional: traditional ?? first, english: english ?? first)
    }
    (self.simplified, self.traditional, self.english) = (simplified, traditional, english)
  }

  func forEachPart(
    in language: Language, with values: [SentenceValue],
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let best else { return }
    switch language {
    case .zhHans: best.simplified.forEachPart(with: values, body)
    case .zhHant: best.traditional.forEachPart(with: values, body)
    case .en: best.english.forEachPart(with: values, body)
    }
  }

  func message(with values: [SentenceValue]) -> LocalizedText {
    LocalizedText(
      zhHans: simplified?.text(with: values), zhHant: traditional?.text(with: values),
      en: english?.text(with: values))
  }
}
