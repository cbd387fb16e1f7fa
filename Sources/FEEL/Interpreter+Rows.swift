package import Tables
internal import Values

extension Interpreter {
  /// A field of a row; null stays null.
  func field(_ field: FieldReference, of base: Value) -> Value {
    guard case .row(let entity, let row) = base else { return base }
    guard let column = source.column(field.field, of: field.entity) else {
      return .null(.fieldNotProvided(entity: entity, field: field.field))
    }
    switch column.state(at: row) {
    case .present:
      return source.given(column.value(at: row), field: field.field, of: field.entity)
    case .empty: return .null(.missing(entity: entity, field: field.field, row: row))
    case .unreadable: return .null(.unreadable(entity: entity, field: field.field, row: row))
    }
  }

  /// The row or rows that a row leads to; null stays null.
  func relation(_ relation: RelationReference, to target: Int, of base: Value) -> Value {
    guard case .row(let entity, let row) = base else { return base }
    let number = relation.relation
    switch source.adjacency(number, of: relation.entity) {
    case nil: return .null(.relationNotProvided(entity: entity, relation: number))
    case .many(let groups, let starts, let rows):
      if groups[row] == Adjacency.unknownKey {
        return .null(.unknownKey(entity: entity, relation: number, row: row))
      }
      guard groups[row] >= 0 else { return .list([]) }
      let group = Int(groups[row])
      return .list(
        rows[Int(starts[group])..<Int(starts[group + 1])].map {
          .row(entity: target, row: Int($0))
        })
    case .one(let rows):
      switch rows[row] {
      case Adjacency.noRow: return .null(.noDocument(entity: entity, relation: number, row: row))
      case Adjacency.unknownKey:
        return .null(.unknownKey(entity: entity, relation: number, row: row))
      case Adjacency.ambiguous:
        return .null(.ambiguous(entity: entity, relation: number, row: row))
      case let other: return .row(entity: target, row: Int(other))
      }
    }
  }
}

extension Column {
  /// The value at a row that has one.
  package func value(at row: Int) -> Value {
    switch storage {
    case .text, .dictionary, .numbered: .string(text(at: row))
    case .small, .scaled, .decimals: .number(decimal(at: row))
    case .booleans: .boolean(boolean(at: row))
    case .dates: .date(date(at: row))
    case .dateTimes: .dateTime(dateTime(at: row))
    }
  }
}
