import Formats
import Tables
import Values

/// Finds the rows in which an export states its totals, and remembers what they state.
struct TotalsReading {
  /// A total as stated: for which field, over which rows, nil for all of them.
  struct Stated {
    var field: Int
    var value: Decimal128
    var line: Int
    var rows: Range<Int>?
  }

  private let declared: TotalsRow
  private let column: Int
  private let words: [[UInt8]]
  private let subtotalWords: [[UInt8]]
  private(set) var stated: [Stated] = []
  /// The first row behind the last subtotal.
  private var firstRow = 0

  enum Kind {
    case total, subtotal
  }

  init(_ declared: TotalsRow, columns: [String]) {
    self.declared = declared
    column = columns.firstIndex(of: declared.column) ?? 0
    words = declared.words.map { Array($0.utf8) }
    subtotalWords = declared.subtotalWords.map { Array($0.utf8) }
  }

  /// The records of a batch that state totals.
  func records(in batch: RecordBatch) -> [Int: Kind] {
    var found: [Int: Kind] = [:]
    for record in 0..<batch.recordCount {
      let cell = batch.cells[record * batch.fieldCount + column]
      // The words are short, nearly every other value is longer or begins otherwise.
      guard cell.length > 0, cell.length < 64 else { continue }
      let text = withoutColon(CellText.value(batch.text[cell.range]))
      if words.contains(where: { $0.elementsEqual(text) }) {
        found[record] = .total
      } else if subtotalWords.contains(where: { $0.elementsEqual(text) }) {
        found[record] = .subtotal
      }
    }
    return found
  }

  /// Takes in what a record states.
  ///
  /// - Parameters:
  ///   - rowCount: the number of rows before it.
  ///   - value: the number that stands in the column of a field, or nil when it has none.
  mutating func take(
    _ kind: Kind, line: Int, rowCount: Int, value: (_ field: Int) -> Decimal128?
  ) {
    for field in declared.sums {
      guard let value = value(field) else { continue }
      stated.append(
        Stated(
          field: field, value: value, line: line, rows: kind == .total ? nil : firstRow..<rowCount))
    }
    if kind == .subtotal { firstRow = rowCount }
  }

  /// `合计：` is 合计.
  private func withoutColon(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for colon in [[0x3A], [0xEF, 0xBC, 0x9A]] as [[UInt8]]
    where text.count > colon.count && text.suffix(colon.count).elementsEqual(colon) {
      return text.dropLast(colon.count)
    }
    return text
  }
}
