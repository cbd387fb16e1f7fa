import Entities
import Formats
import Tables
import Values

/// Types the values of one field, batch after batch, into one column.
struct FieldTyping {
  let field: Field
  let source: SourceField
  private(set) var builder: ColumnBuilder
  /// What the export may write for each word of the model.
  private let words: [String: String]

  init(field: Field, source: SourceField) {
    self.field = field
    self.source = source
    builder = ColumnBuilder(kind: field.columnKind)
    var words = source.words
    for word in field.words ?? [] {
      for text in [word.name] + Language.allCases.map({ word.label[$0] }) where words[text] == nil {
        words[text] = word.name
      }
    }
    self.words = words
  }

  /// Adds the cells of column `column` of the batch's records that `isTaken` takes.
  ///
  /// A cell that cannot be read as the field's type leaves the row without a value and is handed to
  /// `reject` with its record's number in the batch.
  mutating func append(
    _ batch: RecordBatch, column: Int, taking isTaken: (Int) -> Bool,
    reject: (_ record: Int, _ cell: Cell, _ fault: ValueFault) -> Void
  ) {
    for record in 0..<batch.recordCount where isTaken(record) {
      let cell = batch.cells[record * batch.fieldCount + column]
      guard cell.kind != .absent, cell.kind != .null else {
        builder.appendMissing(.empty)
        continue
      }
      if let fault = append(CellText.value(batch.text[cell.range])) {
        builder.appendMissing(.unreadable)
        reject(record, cell, fault)
      }
    }
  }

  /// Adds one value.
  ///
  /// - Returns: what is wrong with it, in which case nothing was added.
  private mutating func append(_ value: ArraySlice<UInt8>) -> ValueFault? {
    switch field.type {
    case .string: return appendText(value)
    case .number: return appendNumber(value)
    case .boolean: return appendBoolean(value)
    case .date, .dateTime: return appendDate(value)
    }
  }

  private mutating func appendText(_ value: ArraySlice<UInt8>) -> ValueFault? {
    if value.isEmpty {
      builder.appendMissing(.empty)
    } else if field.words == nil, words.isEmpty {
      builder.append(utf8: value)
    } else {
      let text = String(decoding: value, as: UTF8.self)
      let word = words[text] ?? (field.words == nil ? text : nil)
      guard let word else { return .unknownWord }
      builder.append(utf8: Array(word.utf8)[...])
    }
    return nil
  }

  private mutating func appendNumber(_ value: ArraySlice<UInt8>) -> ValueFault? {
    if let number = NumberText.read(value) {
      builder.append(number)
    } else if CellText.saysNothing(value) {
      builder.appendMissing(.empty)
    } else {
      return .notANumber
    }
    return nil
  }

  private mutating func appendBoolean(_ value: ArraySlice<UInt8>) -> ValueFault? {
    let word = words.isEmpty ? nil : words[String(decoding: value, as: UTF8.self)]
    if let boolean = NumberText.readBoolean(word.map { Array($0.utf8)[...] } ?? value) {
      builder.append(boolean)
    } else if value.isEmpty {
      builder.appendMissing(.empty)
    } else {
      return .notABoolean
    }
    return nil
  }

  private mutating func appendDate(_ value: ArraySlice<UInt8>) -> ValueFault? {
    if CellText.saysNothing(value) {
      builder.appendMissing(.empty)
      return nil
    }
    let read = source.datePattern.map { pattern in
      pattern.read(value).map { (value: $0, hasTime: pattern.hasTime) }
    }
    guard let (moment, _) = read ?? DateText.read(value) else { return .notADate }
    let isAdded = field.type == .date ? builder.append(moment.date) : builder.append(moment)
    return isAdded ? nil : .dateOutOfRange
  }
}

/// Why a value could not be read as its field's type.
enum ValueFault: String {
  case notANumber = "not-a-number"
  case notADate = "not-a-date"
  case dateOutOfRange = "date-out-of-range"
  case notABoolean = "not-a-boolean"
  case unknownWord = "unknown-word"

  /// One sentence on the value of `column`.
  func message(column: String, value: String) -> String {
    switch self {
    case .notANumber: "'\(value)' in '\(column)' is not a number"
    case .notADate: "'\(value)' in '\(column)' is not a date in the format declared"
    case .dateOutOfRange:
      "'\(value)' in '\(column)' lies outside the years 1678 to 2261, to which date-times are kept"
    case .notABoolean: "'\(value)' in '\(column)' is neither yes nor no"
    case .unknownWord: "'\(value)' in '\(column)' is not one of the words the model knows"
    }
  }
}

extension Field {
  /// How a column of this field is kept.
  var columnKind: ColumnBuilder.Kind {
    switch type {
    case .string: words == nil ? .text : .words
    case .number: .number
    case .boolean: .boolean
    case .date: .date
    case .dateTime: .dateTime
    }
  }
}
