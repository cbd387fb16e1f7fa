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
  private let firstBytes: Set<UInt8>
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
    // A cell may be guarded or begin with a blank of any width, none of which is a letter of a word.
    firstBytes = Set((words + subtotalWords).compactMap(\.first))
      .union([0, 0x20, 0x27, 0x3D, 0xC2, 0xE2, 0xE3, 0xEF]).union(0x09...0x0D)
  }

  /// The records of a batch that state totals.
  func records(in batch: RecordBatch) -> [Int: Kind] {
    batch.withCells { text, cells in
      var found: [Int: Kind] = [:]
      for record in 0..<batch.recordCount {
        let cell = cells[record * batch.fieldCount + column]
        // The words are short, nearly every other value is longer or begins otherwise.
        guard cell.length > 0, cell.length < 64, firstBytes.contains(text[Int(cell.start)]) else {
          continue
        }
        let value = withoutColon(CellText.value(text.part(cell.range)))
        if words.contains(where: { $0.elementsEqual(value) }) {
          found[record] = .total
        } else if subtotalWords.contains(where: { $0.elementsEqual(value) }) {
          found[record] = .subtotal
        }
      }
      return found
    }
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
  private func withoutColon(_ text: Bytes) -> Bytes {
    for colon in [" :", " ：", ":", "："] as [StaticString] {
      let length = colon.utf8CodeUnitCount
      if text.count > length, text.has(colon, at: text.count - length) {
        return text.part(0..<text.count - length)
      }
    }
    return text
  }
}
