import Entities
import FEEL
import Rules
import Values

/// A rule's message in one language, filled as people read it: words by their labels in that language, a
/// date-time with a blank between its date and its time, and a value that is missing said to be so.
struct MessageFilling: Sendable {
  let language: Language
  private let parts: [Part]
  /// How many bytes most fillings have at most.
  private let length: Int

  private enum Part {
    case text(String)
    /// The number of a value, and the words of the field that it is of.
    case value(Int, words: [Word])
  }

  /// - Parameter number: gives the number at which ``text(with:)`` will find a program's value.
  init(
    of template: MessageTemplate, _ language: Language, _ model: Model, number: (Program) -> Int
  ) {
    self.language = language
    parts = template.parts.map { part in
      switch part {
      case .text(let text): .text(text)
      case .value(let program): .value(number(program), words: program.words(in: model))
      }
    }
    length = parts.reduce(0) { length, part in
      if case .text(let text) = part { length + text.utf8.count } else { length + 24 }
    }
  }

  func text(with values: [Value]) -> String {
    var result = ""
    result.reserveCapacity(length)
    forEachPart(with: values) { result += $0 }
    return result
  }

  func forEachPart(with values: [Value], _ body: (String) -> Void) {
    for part in parts {
      switch part {
      case .text(let text): body(text)
      case .value(let number, let words): body(text(of: values[number], words: words))
      }
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
