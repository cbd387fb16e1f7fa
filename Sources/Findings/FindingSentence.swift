import Entities
import FEEL
package import Values

/// What a finding says, in all languages.
///
/// Of most it is the rule's message with the values of the finding between. These are what is held: of a million findings
/// each sentence stands in two files, and is put together where it is written.
package struct FindingSentence: Hashable, Sendable {
  private let whole: LocalizedText?
  private let fillings: MessageFillings?
  /// The same, not counted: all findings of a rule hold it, and it is looked at for each language and file.
  private let quick: Unmanaged<MessageFillings>?
  private let values: [SentenceValue]

  package init(_ message: LocalizedText) {
    whole = message
    (fillings, quick, values) = (nil, nil, [])
  }

  init(_ fillings: MessageFillings, with values: [SentenceValue]) {
    whole = nil
    self.fillings = fillings
    quick = Unmanaged.passUnretained(fillings)
    self.values = values
  }

  package var message: LocalizedText {
    fillings?.message(with: values) ?? whole ?? LocalizedText([:])
  }

  /// Calls `body` with the parts of the sentence in that language, or in the next best that the rule has one in, in
  /// their order. Each part is UTF-8 by itself.
  package func forEachPart(
    in language: Language, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if let quick {
      return quick._withUnsafeGuaranteedRef {
        $0.forEachPart(in: language, with: values, body)
      }
    }
    var text = message[language]
    text.withUTF8(body)
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
