package import Entities
import Formats
package import Tables
import Values

/// Types the values of one field, batch after batch, into one column.
struct FieldTyping {
  let field: Field
  let source: SourceField
  private(set) var builder: ColumnBuilder
  private let hasDecimalComma: Bool
  /// What numbers are multiplied by, and whether they are kept as they are.
  private let factor: Decimal128?
  private let isPlain: Bool
  /// What the export may write for each word of the model.
  private let words: [String: String]
  /// The texts met so far, and for each what it stands for: the number of a word, a truth value, or
  /// nothing.
  private var knownTexts = ByteDictionary()
  private var meanings: [UInt32?] = []
  private var lostDigits = LostDigits()

  init(field: Field, source: SourceField, hasDecimalComma: Bool) {
    self.field = field
    self.source = source
    self.hasDecimalComma = hasDecimalComma
    factor = source.isPercent ? Decimal128("0.01") : source.times
    isPlain = factor == nil && !source.isNegated
    builder = ColumnBuilder(kind: field.columnKind)
    var words = source.words
    for word in field.words ?? [] {
      for text in [word.name] + Language.allCases.map({ word.label[$0] }) where words[text] == nil {
        words[text] = word.name
      }
    }
    self.words = words
  }

  /// Adds the values of some records.
  ///
  /// A value that cannot be read as the field's type leaves the row without one and is handed to
  /// `reject` with its record's number in the batch.
  mutating func append(
    _ values: CellValues, of batch: RecordBatch, taking isTaken: (Int) -> Bool,
    reject: (_ record: Int, _ cell: Cell, _ fault: ValueFault) -> Void
  ) {
    batch.withCells { text, cells in
      for record in 0..<batch.recordCount where isTaken(record) {
        let row = cells.baseAddress! + record * batch.fieldCount
        values.withValue(in: row, text) { cell, value in
          guard let value else { return builder.appendMissing(.empty) }
          guard let fault = append(value) else { return }
          builder.appendMissing(.unreadable)
          reject(record, cell, fault)
        }
      }
    }
  }

  /// The rows whose values turned out to have lost digits, now that the whole column was seen; they
  /// no longer have one.
  mutating func takeBackLostDigits() -> [(row: Int, text: String)] {
    guard field.type == .string, lostDigits.isDamaged else { return [] }
    var rows: [(row: Int, text: String)] = []
    for row in 0..<builder.count where builder.isPresent(at: row) {
      let text = builder.withText(at: row) {
        LostDigits.isCut($0) ? String(decoding: $0, as: UTF8.self) : nil
      }
      guard let text else { continue }
      builder.markUnreadable(row: row)
      rows.append((row, text))
    }
    return rows
  }

  /// Adds one value.
  ///
  /// - Returns: what is wrong with it, in which case nothing was added.
  private mutating func append(_ value: Bytes) -> ValueFault? {
    switch field.type {
    case .string: return appendText(value)
    case .number: return appendNumber(value)
    case .boolean: return appendBoolean(value)
    case .date, .dateTime: return appendDate(value)
    }
  }

  private mutating func appendText(_ value: Bytes) -> ValueFault? {
    if value.isEmpty {
      builder.appendMissing(.empty)
    } else if field.words == nil, words.isEmpty {
      if value.contains(where: { $0 == 0 }) { return .zeroByte }
      if LostDigits.isScientific(value) { return .scientificNotation }
      lostDigits.add(value)
      builder.append(utf8: value)
    } else if field.words == nil {
      let text = value.text
      builder.append(utf8: Array((words[text] ?? text).utf8)[...])
    } else {
      guard let word = meaning(of: value, readWord) else { return .unknownWord }
      builder.append(word: word)
    }
    return nil
  }

  /// What a text stands for in a field of few distinct texts, each of which is read once.
  private mutating func meaning(
    of value: Bytes, _ read: (inout FieldTyping, String) -> UInt32?
  ) -> UInt32? {
    // An export that writes other things there must not fill the memory.
    guard meanings.count < FieldTyping.knownTextLimit else { return read(&self, value.text) }
    let number = knownTexts.number(of: value)
    if number < meanings.count { return meanings[number] }
    let meaning = read(&self, value.text)
    meanings.append(meaning)
    return meaning
  }

  private static let knownTextLimit = 10_000

  private func readWord(_ typing: inout FieldTyping, _ text: String) -> UInt32? {
    words[text].map { typing.builder.id(ofWord: Array($0.utf8)[...]) }
  }

  private func readTruth(_ typing: inout FieldTyping, _ text: String) -> UInt32? {
    (words[text] ?? text).withBytes { TruthText.read($0) }.map { $0 ? 1 : 0 }
  }

  private mutating func appendNumber(_ value: Bytes) -> ValueFault? {
    if let number = number(value) {
      if value.count > 34, NumberText.significantDigits(in: value) > 34 { return .tooManyDigits }
      builder.append(number)
    } else if CellText.saysNothing(value) {
      builder.appendMissing(.empty)
    } else {
      return .notANumber
    }
    return nil
  }

  /// The number that a value writes, with the sign and in the unit that the model wants, or nil when it
  /// is none. A value that says its unit itself is not in that of its column.
  func number(_ value: Bytes) -> Decimal128? {
    guard var number = NumberText.read(value, hasDecimalComma: hasDecimalComma) else { return nil }
    if isPlain { return number }
    if let factor, !Self.saysUnit(value) { number = number.multiplied(by: factor) ?? number }
    return source.isNegated ? number.negated() : number
  }

  /// Whether a mark stands behind the digits of a number: `13%`, `1.5万`, `（15元）`, and not `（１５）`.
  private static func saysUnit(_ text: Bytes) -> Bool {
    guard text.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "%") }) else { return false }
    let last = FullWidth.narrowed(text.text).last { $0 != ")" && $0 != " " }
    return last.map { !$0.isASCII || $0 == "%" } ?? false
  }

  private mutating func appendBoolean(_ value: Bytes) -> ValueFault? {
    if value.isEmpty {
      builder.appendMissing(.empty)
    } else if let truth = meaning(of: value, readTruth) {
      builder.append(truth == 1)
    } else {
      return .notABoolean
    }
    return nil
  }

  private mutating func appendDate(_ value: Bytes) -> ValueFault? {
    if CellText.saysNothing(value) {
      builder.appendMissing(.empty)
      return nil
    }
    let moment = source.datePattern.map { $0.read(value) } ?? DateText.read(value)?.value
    guard let moment else {
      return source.datePattern == nil ? .notADate : .notADateInTheFormat
    }
    let isAdded = field.type == .date ? builder.append(moment.date) : builder.append(moment)
    return isAdded ? nil : .dateOutOfRange
  }
}

/// Why a value could not be read as its field's type.
enum ValueFault {
  case notANumber, notADate, notADateInTheFormat, dateOutOfRange, notABoolean, unknownWord
  case scientificNotation, lostDigits, zeroByte, tooManyDigits

  /// The stable name of the kind of fault.
  var code: String {
    switch self {
    case .notANumber: "not-a-number"
    case .notADate, .notADateInTheFormat: "not-a-date"
    case .dateOutOfRange: "date-out-of-range"
    case .notABoolean: "not-a-boolean"
    case .unknownWord: "unknown-word"
    case .scientificNotation: "scientific-notation"
    case .lostDigits: "lost-digits"
    case .zeroByte: "zero-byte"
    case .tooManyDigits: "too-many-digits"
    }
  }

  /// One sentence on the value of `column`.
  func message(column: String, value: String) -> String {
    switch self {
    case .notANumber: "'\(value)' in '\(column)' is not a number"
    case .notADate: "'\(value)' in '\(column)' is not a date"
    case .notADateInTheFormat: "'\(value)' in '\(column)' is not a date in the format declared"
    case .dateOutOfRange:
      "'\(value)' in '\(column)' lies outside the years 1678 to 2261, to which date-times are kept"
    case .notABoolean: "'\(value)' in '\(column)' is neither yes nor no"
    case .unknownWord: "'\(value)' in '\(column)' is not one of the words the model knows"
    case .scientificNotation:
      "'\(value)' in '\(column)' is a number in scientific notation, whose other digits are lost"
    case .lostDigits:
      "'\(value)' in '\(column)' ends in zeros behind its fifteenth digit, as do all long numbers "
        + "there: a spreadsheet has cut them"
    case .zeroByte: "'\(column)' holds a zero byte within its text"
    case .tooManyDigits:
      "'\(value)' in '\(column)' has more than the 34 digits to which numbers are kept"
    }
  }

  /// What to do, where that is more than to correct the value.
  var help: String? {
    switch self {
    case .scientificNotation, .lostDigits:
      "export it again from the system and do not save it in a spreadsheet, which keeps fifteen digits"
    default: nil
    }
  }
}

extension Field {
  /// How a column of this field is kept.
  package var columnKind: ColumnBuilder.Kind {
    switch type {
    case .string: words == nil ? .text : .words
    case .number: .number
    case .boolean: .boolean
    case .date: .date
    case .dateTime: .dateTime
    }
  }
}
