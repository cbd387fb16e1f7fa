import Entities
import FEEL
import Rules
package import Values

/// A rule's message in each language that it has one in, filled as people read it: words by their labels in that
/// language, a date-time with a blank between its date and its time, and a value that is missing said to be so.
package final class MessageFillings: Sendable {
  /// What stands between the values in all languages, one behind the other.
  private let texts: [UInt8]
  private let parts: [Part]
  /// The parts of each language that there is a message in.
  private let own: [Language: Range<Int>]
  /// The message of each language, or of the next best, as ``LocalizedText`` has it.
  private let best: (simplified: Sentence, traditional: Sentence, english: Sentence)
  /// The words of the fields that values are of, by the numbers of these.
  private let words: [[Word]]

  /// Holds nothing that is counted, since it is looked at for each of a million findings.
  private enum Part {
    /// Where it stands among the texts.
    case text(start: Int, end: Int)
    /// The number of a value.
    case value(Int)
  }

  /// The parts of a message and the language that it is in, which its values are shown in as well.
  private struct Sentence {
    var parts: Range<Int>
    var language: Language
  }

  /// - Parameter number: gives the number at which a program's value will be found: to each new one the next.
  init(of templates: [Language: MessageTemplate], _ model: Model, number: (Program) -> Int) {
    var (texts, parts, words): ([UInt8], [Part], [[Word]]) = ([], [], [])
    var own: [Language: Range<Int>] = [:]
    for (language, template) in templates.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let start = parts.count
      for part in template.parts {
        switch part {
        case .text(let text):
          texts += text.utf8
          parts.append(.text(start: texts.count - text.utf8.count, end: texts.count))
        case .value(let program):
          let number = number(program)
          if number == words.count { words.append(program.words(in: model)) }
          parts.append(.value(number))
        }
      }
      own[language] = start..<parts.count
    }
    func sentence(_ language: Language) -> Sentence? {
      own[language].map { Sentence(parts: $0, language: language) }
    }
    let first =
      sentence(.zhHans) ?? sentence(.zhHant) ?? sentence(.en)
      ?? Sentence(parts: 0..<0, language: .en)
    best = (first, sentence(.zhHant) ?? first, sentence(.en) ?? first)
    (self.texts, self.parts, self.words, self.own) = (texts, parts, words, own)
  }

  func message(with values: [SentenceValue]) -> LocalizedText {
    var texts: [Language: String] = [:]
    for language in own.keys { texts[language] = text(in: language, with: values) }
    return LocalizedText(texts)
  }

  func text(in language: Language, with values: [SentenceValue]) -> String {
    var bytes: [UInt8] = []
    forEachPart(in: language, with: values) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func forEachPart(
    in language: Language, with values: [SentenceValue],
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let sentence = sentence(language)
    texts.withUnsafeBufferPointer { texts in
      parts.withUnsafeBufferPointer { parts in
        for number in sentence.parts {
          switch parts[number] {
          case .text(let start, let end): body(UnsafeBufferPointer(rebasing: texts[start..<end]))
          case .value(let number):
            var text = text(of: values[number], words[number], sentence.language)
            text.withUTF8(body)
          }
        }
      }
    }
  }

  private func sentence(_ language: Language) -> Sentence {
    switch language {
    case .zhHans: best.simplified
    case .zhHant: best.traditional
    case .en: best.english
    }
  }

  /// A value as it stands in the sentence for a language.
  func text(of value: SentenceValue, number: Int, in language: Language) -> String {
    text(of: value, words[number], sentence(language).language)
  }

  private func text(of value: SentenceValue, _ words: [Word], _ language: Language) -> String {
    switch value {
    case .text(let text): text
    case .value(let value): text(of: value, words: words, language)
    }
  }

  private func text(of value: Value, words: [Word], _ language: Language) -> String {
    switch value {
    case .null: language == .en ? "(empty)" : "（空）"
    case .string(let text): words.first { $0.name == text }?.label[language] ?? text.quoted
    case .dateTime(let moment): moment.withBlank
    case .list(let elements):
      elements.map { text(of: $0, words: words, language) }
        .joined(separator: language == .en ? ", " : "、")
    default: value.displayText
    }
  }
}

/// What a sentence is made of.
package enum SentencePart: Sendable {
  case text(String)
  /// The value of that number.
  case value(Int)
}

extension DateTime {
  /// With a blank between the date and the time.
  fileprivate var withBlank: String {
    let bytes = description.utf8.map { $0 == UInt8(ascii: "T") ? UInt8(ascii: " ") : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension MessageFillings {
  /// How many values the sentences have.
  var valueCount: Int { words.count }

  /// What the sentence in that language is made of, or that in the next best.
  package func parts(in language: Language) -> [SentencePart] {
    parts[sentence(language).parts].map { part in
      switch part {
      case .text(let start, let end): .text(String(decoding: texts[start..<end], as: UTF8.self))
      case .value(let number): .value(number)
      }
    }
  }
}

extension Program {
  /// The words of the field that the program is a path to; none when it is anything else.
  func words(in model: Model) -> [Word] {
    guard paths.count == 1, let path = paths.first, path.text == text else { return [] }
    return path.words(in: model)
  }
}

extension Program.Path {
  /// The words of the field that the path ends in; none when it is not one of fixed words.
  func words(in model: Model) -> [Word] {
    guard case .field(let entity, let field) = steps.last else { return [] }
    return model.entities[entity].fields[field].words ?? []
  }
}

extension String {
  /// How many bytes a text may have that sentences bear whole, whatever its scalars.
  static let quotedLimit = 400

  /// The text as a sentence can bear it, cut after 400 scalars with the number of those left out.
  ///
  /// A finding has its key and its evidence whole. Sentences that held a key of megabytes as well, in every
  /// language, would make results of gigabytes out of an export of some hundred records.
  var quoted: String {
    let limit = String.quotedLimit
    guard utf8.count > limit,
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end != unicodeScalars.endIndex
    else { return self }
    return self[..<end] + "… (+\(unicodeScalars.distance(from: end, to: unicodeScalars.endIndex)))"
  }
}
