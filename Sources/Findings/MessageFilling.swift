import Entities
import FEEL
import Rules
import Values

/// A rule's message in one language, filled as people read it: words by their labels in that language, a
/// date-time with a blank between its date and its time, and a value that is missing said to be so.
final class MessageFilling: Sendable {
  let language: Language
  /// What stands between the values, one behind the other.
  private let texts: [UInt8]
  private let parts: [Part]
  /// Those of the fields that values are of.
  private let words: [[Word]]

  /// Holds nothing that is counted, since it is looked at for each of a million findings.
  private enum Part {
    /// Where it stands among the texts.
    case text(start: Int, end: Int)
    /// The number of a value, and of the words of its field.
    case value(Int, words: Int)
  }

  /// - Parameter number: gives the number at which ``text(with:)`` will find a program's value.
  init(
    of template: MessageTemplate, _ language: Language, _ model: Model, number: (Program) -> Int
  ) {
    self.language = language
    var (texts, words): ([UInt8], [[Word]]) = ([], [])
    parts = template.parts.map { part in
      switch part {
      case .text(let text):
        texts += text.utf8
        return .text(start: texts.count - text.utf8.count, end: texts.count)
      case .value(let program):
        words.append(program.words(in: model))
        return .value(number(program), words: words.count - 1)
      }
    }
    (self.texts, self.words) = (texts, words)
  }

  func text(with values: [SentenceValue]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.count + 24 * words.count)
    forEachPart(with: values) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  func forEachPart(with values: [SentenceValue], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    texts.withUnsafeBufferPointer { texts in
      for part in parts {
        switch part {
        case .text(let start, let end): body(UnsafeBufferPointer(rebasing: texts[start..<end]))
        case .value(let number, let words):
          var text = text(of: values[number], words: words)
          text.withUTF8(body)
        }
      }
    }
  }

  private func text(of value: SentenceValue, words number: Int) -> String {
    switch value {
    case .text(let text): text
    case .value(let value): text(of: value, words: words[number])
    }
  }

  private func text(of value: Value, words: [Word]) -> String {
    switch value {
    case .null: language == .en ? "(empty)" : "（空）"
    case .string(let text): words.first { $0.name == text }?.label[language] ?? text.quoted
    case .dateTime(let moment): moment.description.replacing("T", with: " ")
    case .list(let elements):
      elements.map { text(of: $0, words: words) }.joined(separator: language == .en ? ", " : "、")
    default: value.displayText
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
  /// The text as a sentence can bear it, cut after 400 scalars with the number of those left out.
  ///
  /// A finding has its key and its evidence whole. Sentences that held a key of megabytes as well, in every
  /// language, would make results of gigabytes out of an export of some hundred records.
  var quoted: String {
    let limit = 400
    guard utf8.count > limit,
      let end = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      end != unicodeScalars.endIndex
    else { return self }
    return self[..<end] + "… (+\(unicodeScalars.distance(from: end, to: unicodeScalars.endIndex)))"
  }
}
