import Entities
import Formats

/// The columns in which records say what they are called: those of the first field of their entity's key.
struct KeyCells {
  private let columns: Set<Int>

  init(of entity: Entity, _ fields: [SourceField], columns names: [String]) {
    let key = fields.first { $0.field == entity.key.first }
    columns = Set((key?.alternatives.flatMap(\.self) ?? []).compactMap { names.firstIndex(of: $0) })
  }

  func contains(_ column: Int) -> Bool { columns.contains(column) }

  /// Whether one of them, other than `column`, holds what can only be a name, as `SO-2` is one and
  /// `3` or `3 单` may be a count.
  func haveName(in row: UnsafePointer<Cell>, _ text: Bytes, besides column: Int? = nil) -> Bool {
    columns.contains { $0 != column && Self.isName(CellText.value(text.part(row[$0].range))) }
  }

  private static func isName(_ value: Bytes) -> Bool {
    let digits = value.count(where: isDigit)
    let isPlain = value.allSatisfy { byte in
      isDigit(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x5F
        || byte == 0x2F
    }
    return isPlain && digits > 0 && (digits < value.count || digits > 6)
  }
}
