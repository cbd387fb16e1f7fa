package import Tables
import Values

/// The rows of a table by the values of some of its columns.
///
/// Two values are the same key when they are equal as values: 1.0 and 1 are, " A" and "A" were made so
/// when they were read. A row that lacks one of the values has no key.
package struct KeyIndex: Sendable {
  /// Rows by key, each list in the order of the table.
  private var rowsOfKey: [[UInt8]: [Int32]] = [:]

  package init(_ columns: [Column], rowCount: Int) {
    for row in 0..<rowCount {
      if let key = KeyIndex.key(columns, row) { rowsOfKey[key, default: []].append(Int32(row)) }
    }
  }

  /// The rows that bear the key which `columns` have at `row`, or nil when it has no key.
  package func rows(withKeyOf columns: [Column], at row: Int) -> [Int32]? {
    KeyIndex.key(columns, row).map { rowsOfKey[$0] ?? [] }
  }

  /// The number of keys that several rows bear.
  package var duplicateCount: Int {
    rowsOfKey.values.reduce(0) { $0 + ($1.count > 1 ? 1 : 0) }
  }

  /// The groups of rows with the same key, by the first row of each.
  package var groups: [[Int32]] {
    rowsOfKey.values.sorted { $0[0] < $1[0] }
  }

  /// The key as bytes: each part with its length in front, so that no two keys run together.
  private static func key(_ columns: [Column], _ row: Int) -> [UInt8]? {
    var key: [UInt8] = []
    for column in columns {
      guard column.state(at: row) == .present else { return nil }
      switch column.storage {
      case .text, .dictionary:
        column.withUTF8(at: row) { text in
          append(UInt64(text.count), to: &key)
          key.append(contentsOf: text)
        }
      case .scaled, .decimals:
        let text = Array(column.decimal(at: row).keyText.utf8)
        append(UInt64(text.count), to: &key)
        key.append(contentsOf: text)
      case .booleans(let values): key.append(values[row] ? 1 : 0)
      case .dates(let values): append(UInt64(bitPattern: Int64(values[row])), to: &key)
      case .dateTimes(let values, let offsets):
        let offset = offsets.isEmpty ? Column.noOffset : offsets[row]
        // With an offset it is the instant that counts: 08:00+08:00 is 00:00Z.
        let seconds = offset == Column.noOffset ? 0 : Int64(offset)
        append(UInt64(bitPattern: values[row] &- seconds * 1_000_000_000), to: &key)
        key.append(offset == Column.noOffset ? 0 : 1)
      }
    }
    return key
  }

  private static func append(_ number: UInt64, to key: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { key.append(contentsOf: $0) }
  }
}

extension Decimal128 {
  /// The value as text, the same for all ways of writing it: 1.0 and 1 are `1`, -0 is `0`.
  fileprivate var keyText: String {
    isZero ? "0" : reduced.scientificDescription
  }
}
