package import Entities
import Formats
package import Tables
import Values

/// Types the values of one field, batch after batch, into one column.
struct FieldTyping {
  let field: Field
  let source: SourceField
  var builder: ColumnBuilder
  let hasDecimalComma: Bool
  /// What numbers are multiplied by, and whether they are kept as they are.
  private let factor: Decimal128?
  let isPlain: Bool
  /// What the export may write for each word of the model.
  let words: [String: String]
  /// Whether values mean what they say, as far as that is for the export to say. Kept, since all of the typing would be
  /// copied to ask it for each batch.
  let hasPlainRuns: Bool
  /// The texts met so far, and for each what it stands for: the number of a word, a truth value, or
  /// nothing.
  private var knownTexts = ByteDictionary()
  private var meanings: [UInt32?] = []
  var lostDigits = LostDigits()
  var shortTexts = ShortTexts()

  /// Whether somebody looks at the values again; else they are only checked.
  let isKept: Bool
  /// The rows whose values were not kept.
  var unkeptCount = 0

  init(field: Field, source: SourceField, hasDecimalComma: Bool, isKept: Bool = true) {
    self.field = field
    // Words and truth values take next to no room.
    self.isKept = isKept || field.words != nil || field.type == .boolean
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
    hasPlainRuns =
      switch field.type {
      case .string: field.words != nil || words.isEmpty
      case .number: isPlain && !hasDecimalComma
      case .date, .dateTime: source.datePattern == nil
      case .boolean: true
      }
  }

  /// Makes room for so many rows, so many times as many as there are.
  mutating func reserve(rows: Int, times: Int) {
    guard isKept else { return }
    builder.reserve(rows: rows, textBytes: builder.textByteCount * (times + 1))
  }

  /// The column of everything added, which is no longer here then.
  mutating func finished() -> Column {
    guard isKept else { return Column(unkept: unkeptCount) }
    defer { builder = ColumnBuilder(kind: field.columnKind) }
    return builder.finished()
  }

  /// The column of what was added since the last cut, which is no longer here then; what was learnt of the values is.
  mutating func cut() -> Column {
    guard isKept else {
      defer { unkeptCount = 0 }
      return Column(unkept: unkeptCount)
    }
    return builder.cut()
  }

  /// Whether values that were not kept turned out to be wrong, so that they have to be read again to be told.
  var lacksTexts: Bool { !isKept && lostDigits.isDamaged }

  /// Whether values turned out to have lost digits, now that the whole column was seen.
  var isDamaged: Bool { field.type == .string && lostDigits.isDamaged }

  /// The rows whose values turned out to have lost digits, now that the whole column was seen; they
  /// no longer have one.
  mutating func takeBackLostDigits() -> [(row: Int, text: String)] {
    guard isDamaged else { return [] }
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
  mutating func append(_ value: Bytes) -> ValueFault? {
    switch field.type {
    case .string: return appendText(value)
    case .number:
      return append(number(in: value)) { builder, number in
        builder.append(number)
        return nil
      }
    case .boolean: return appendBoolean(value)
    case .date:
      return append(moment(in: value)) { $0.append($1.date) ? nil : .dateOutOfRange }
    case .dateTime:
      return append(moment(in: value)) { $0.append($1) ? nil : .dateOutOfRange }
    }
  }

  /// What a cell turned out to hold.
  enum Reading<Value> {
    case value(Value)
    case missing
    case fault(ValueFault)
  }

  private mutating func append<Value>(
    _ reading: Reading<Value>, _ add: (inout ColumnBuilder, Value) -> ValueFault?
  ) -> ValueFault? {
    switch reading {
    case .value(let value): return add(&builder, value)
    case .fault(let fault): return fault
    case .missing:
      builder.appendMissing(.empty)
      return nil
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
      guard let word = meaning(of: value, Self.readWord) else { return .unknownWord }
      builder.append(word: word)
    }
    return nil
  }

  /// What a text stands for in a field of few distinct texts, each of which is read once.
  mutating func meaning(
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

  /// What reads a text says nothing of its typing but through it: else all of that would be copied for each.
  static func readWord(_ typing: inout FieldTyping, _ text: String) -> UInt32? {
    typing.words[text].map { typing.builder.id(ofWord: Array($0.utf8)[...]) }
  }

  static func readTruth(_ typing: inout FieldTyping, _ text: String) -> UInt32? {
    (typing.words[text] ?? text).withBytes { TruthText.read($0) }.map { $0 ? 1 : 0 }
  }

  /// The number that a cell's value is.
  func number(in value: Bytes) -> Reading<Decimal128> {
    guard let number = number(value) else {
      return CellText.saysNothing(value) ? .missing : .fault(.notANumber)
    }
    if value.count > 34, NumberText.significantDigits(in: value) > 34 {
      return .fault(.tooManyDigits)
    }
    return .value(number)
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
    } else if let truth = meaning(of: value, Self.readTruth) {
      builder.append(truth == 1)
    } else {
      return .notABoolean
    }
    return nil
  }

  /// The moment that a cell's value names.
  func moment(in value: Bytes) -> Reading<DateTime> {
    Self.moment(in: value, by: source.datePattern)
  }

  static func moment(in value: Bytes, by pattern: DatePattern?) -> Reading<DateTime> {
    if CellText.saysNothing(value) { return .missing }
    let moment = pattern.map { $0.read(value) } ?? DateText.read(value)?.value
    if let moment { return .value(moment) }
    return .fault(pattern == nil ? .notADate : .notADateInTheFormat)
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
