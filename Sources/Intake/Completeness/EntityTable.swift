import Entities
import Tables
import Values

/// Puts together the records of an entity that the program fills itself, by the names of its fields.
///
/// A model that does not declare a field does not get it.
struct EntityTable {
  enum Value {
    case text(String)
    case number(Decimal128)
    case boolean(Bool)
    case date(CivilDate)
    case nothing
  }

  private let entity: Entity
  private var builders: [ColumnBuilder]
  private var positions = PositionColumn()

  init(_ entity: Entity) {
    self.entity = entity
    builders = entity.fields.map { ColumnBuilder(kind: $0.columnKind) }
  }

  /// Adds a record; a field that `values` does not name is empty.
  mutating func add(_ values: [String: Value], at position: Position) {
    positions.append(position)
    for (number, field) in entity.fields.enumerated() {
      switch (values[field.name] ?? .nothing, field.type) {
      case (.text(let text), .string): builders[number].append(utf8: Array(text.utf8)[...])
      case (.number(let value), .number): builders[number].append(value)
      case (.boolean(let value), .boolean): builders[number].append(value)
      case (.date(let date), .date):
        if !builders[number].append(date) { builders[number].appendMissing(.empty) }
      default: builders[number].appendMissing(.empty)
      }
    }
  }

  var finished: Table {
    Table(
      rowCount: positions.count, columns: builders.map { $0.finished() }, positions: positions)
  }
}

extension EntityTable.Value {
  static func count(_ number: Int) -> Self { .number(Decimal128(number)) }

  init(_ text: String?) { self = text.map { .text($0) } ?? .nothing }
  init(_ date: CivilDate?) { self = date.map { .date($0) } ?? .nothing }
  init(_ number: Decimal128?) { self = number.map { .number($0) } ?? .nothing }
}
