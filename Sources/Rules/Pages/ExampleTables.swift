import Entities
import Intake
import Relations
import Tables
import Values

/// A value of an example, typed as its field is.
enum TypedCell: Sendable {
  case text(String)
  case number(Decimal128)
  case boolean(Bool)
  case date(CivilDate)
  case dateTime(DateTime)

  /// Nil when the text is no value of that type.
  init?(_ text: String, _ type: Field.FieldType) {
    switch type {
    case .string: self = .text(text)
    case .number:
      guard let number = Decimal128(text) else { return nil }
      self = .number(number)
    case .boolean:
      guard text == "true" || text == "false" else { return nil }
      self = .boolean(text == "true")
    case .date:
      guard let date = CivilDate(text) else { return nil }
      self = .date(date)
    case .dateTime:
      guard let moment = DateTime(text.replacing(" ", with: "T")) else { return nil }
      self = .dateTime(moment)
    }
  }
}

extension RuleExample {
  /// The records as a dataset in which every entity is there: what an example does not write is empty.
  func cases(_ model: Model) -> Cases {
    let tables = model.entities.indices.map { entity in
      Table(model.entities[entity], self.tables.filter { $0.entity == entity })
    }
    return Cases(
      Dataset(model: model, exports: [], tables: tables, unreadables: []), threads: 1)
  }
}

extension Table {
  fileprivate init(_ entity: Entity, _ tables: [ExampleTable]) {
    let rows = tables.flatMap { table in
      table.rows.map { row in Dictionary(uniqueKeysWithValues: zip(table.fields, row.cells)) }
    }
    var positions = PositionColumn()
    for number in rows.indices {
      positions.append(Position(export: 0, record: number + 1, line: number + 1, byte: 0))
    }
    let columns = entity.fields.indices.map { field in
      Column(rows.map { $0[field] ?? .empty }, of: entity.fields[field])
    }
    self.init(rowCount: rows.count, columns: columns, positions: positions)
  }
}

extension Column {
  fileprivate init(_ cells: [ExampleCell], of field: Field) {
    var builder = ColumnBuilder(kind: field.columnKind)
    for cell in cells {
      switch cell {
      case .empty: builder.appendMissing(.empty)
      case .unreadable: builder.appendMissing(.unreadable)
      case .value(let value): builder.append(value)
      }
    }
    self = builder.finished()
  }
}

extension ColumnBuilder {
  fileprivate mutating func append(_ value: TypedCell) {
    switch value {
    case .text(let text): append(utf8: Array(text.utf8)[...])
    case .number(let number): append(number)
    case .boolean(let truth): append(truth)
    case .date(let date):
      if !append(date) { appendMissing(.unreadable) }
    case .dateTime(let moment):
      if !append(moment) { appendMissing(.unreadable) }
    }
  }
}
