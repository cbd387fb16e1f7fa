import FEEL
import Rules
import Tables
import Values

/// How the value of an expression is found that a finding shows.
///
/// Most are a field of the record that was judged, or of the one record that a relation leads to: these are read where
/// they lie. All others, and those of groups of records, are evaluated.
final class ValueReading: Sendable {
  let program: Program
  private let field: Field?

  private struct Field: Sendable {
    /// Where the relation leads from each row; nil for a field of the record itself.
    var partners: [Int32]?
    /// Nil when no export brings it.
    var column: Column?
  }

  /// - Parameter source: nil for evaluating whatever it is.
  init(_ program: Program, steps: [Program.Step]?, in source: CaseSource?) {
    self.program = program
    field = steps.flatMap { steps in source.flatMap { ValueReading.field(steps, in: $0) } }
  }

  private static func field(_ steps: [Program.Step], in source: CaseSource) -> Field? {
    guard case .field(let entity, let number) = steps.last, steps.count <= 2 else { return nil }
    var field = Field(column: source.column(number, of: entity))
    if field.column?.isKept == false { return nil }
    if steps.count == 1 { return field }
    guard case .relation(let from, let relation) = steps[0],
      case .one(let rows)? = source.adjacency(relation, of: from)
    else { return nil }
    field.partners = rows
    return field
  }

  /// The value; of null only that it is.
  func value(on subject: Subject, in source: any DataSource) -> Value {
    switch subject {
    case .row(let row):
      guard let field else { return program.evaluate(row: row, in: source) }
      var place = row
      if let partners = field.partners { place = Int(partners[row]) }
      guard place >= 0, let column = field.column, column.state(at: place) == .present else {
        return .null(.literal)
      }
      return column.value(at: place)
    case .group(let rows): return program.evaluate(rows: rows, in: source)
    }
  }
}

extension Program {
  /// The steps of the path that the program is; nil when it is anything else.
  var steps: [Step]? {
    guard paths.count == 1, let path = paths.first, path.text == text else { return nil }
    return path.steps
  }
}
