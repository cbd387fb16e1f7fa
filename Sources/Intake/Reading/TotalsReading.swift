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

  enum Kind {
    case total, subtotal
  }

  private let declared: TotalsRow
  private let columns: [Int]
  private let keys: KeyCells
  private let words: [SummaryWord: Kind]
  /// For each byte whether a word may begin with it.
  private let firstBytes: [Bool]
  private(set) var stated: [Stated] = []
  /// The first row behind the last subtotal.
  private var firstRow = 0

  init(_ declared: TotalsRow, columns names: [String], keys: KeyCells) {
    self.declared = declared
    self.keys = keys
    columns = declared.columns.map { name in
      guard let column = names.firstIndex(of: name) else {
        preconditionFailure("a stream reads the columns in which words of totals stand")
      }
      return column
    }
    words = Dictionary(
      declared.words.map { (SummaryWord($0), .total) }
        + declared.subtotalWords.map { (SummaryWord($0), .subtotal) },
      uniquingKeysWith: { a, _ in a })
    // A word may be written in another case; a cell may be guarded or begin with a blank of any width.
    let letters = words.keys.flatMap { word in
      [word.text, word.text.uppercased()].compactMap(\.utf8.first)
    }
    let bytes = Set(letters).union([0, 0x20, 0x27, 0x3D, 0xC2, 0xE2, 0xE3, 0xEF])
      .union(0x09...0x0D)
    firstBytes = (UInt8.min...UInt8.max).map(bytes.contains)
  }

  /// The records of a batch that state totals.
  func records(in batch: RecordBatch) -> [Int: Kind] {
    batch.withCells { text, cells in
      var found: [Int: Kind] = [:]
      for record in 0..<batch.recordCount {
        let row = cells.baseAddress! + record * batch.fieldCount
        if let kind = kind(of: row, text) { found[record] = kind }
      }
      return found
    }
  }

  /// What a record states by its first text, or by the one behind a number.
  @inline(__always)
  private func kind(of row: UnsafePointer<Cell>, _ text: Bytes) -> Kind? {
    for column in columns {
      let cell = row[column]
      if cell.length == 0 { continue }
      // The words are short, and nearly every other value is longer or begins otherwise.
      let first = text[Int(cell.start)]
      let mayBeNumber = isDigit(first) && cell.length <= 6
      guard cell.length < 64, mayBeNumber || firstBytes[Int(first)] else { return nil }
      let value = CellText.value(text.part(cell.range))
      if value.isEmpty { continue }
      if let kind = words[SummaryWord(value.text)] {
        // Where the word may stand in any of several columns it may also be the value of one.
        return columns.count > 1 && keys.haveName(in: row, text, besides: column) ? nil : kind
      }
      // The number of the row, but not that of an order.
      if !value.allSatisfy(isDigit) || keys.contains(column) { return nil }
    }
    return nil
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
}
