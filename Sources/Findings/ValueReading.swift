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
  private let way: Way
  /// The values of the field, and where the relation leads from each row; empty where the way does not go by them.
  private let column: Column
  private let partners: [Int32]

  private enum Way {
    case field, fieldOfPartner
    /// No export brings the field.
    case nowhere
    case evaluation
  }

  /// - Parameters:
  ///   - steps: those of the path that the program is; nil when it is anything else.
  ///   - source: nil for evaluating whatever it is.
  init(_ program: Program, steps: [Program.Step]?, in source: CaseSource?) {
    self.program = program
    var (way, partners) = (Way.evaluation, [Int32]())
    var column: Column?
    if let source, let steps, case .field(let entity, let field) = steps.last {
      column = source.column(field, of: entity)
      if column?.isKept == false {
        way = .evaluation
      } else if steps.count == 1 {
        way = column == nil ? .nowhere : .field
      } else if steps.count == 2, case .relation(let from, let relation) = steps[0],
        case .one(let rows)? = source.adjacency(relation, of: from)
      {
        way = column == nil ? .nowhere : .fieldOfPartner
        partners = rows
      }
    }
    self.way = way
    self.partners = partners
    self.column = column ?? Column(unkept: 0)
  }

  /// The value; of null only that it is.
  func value(on subject: Subject, in source: CaseSource) -> Value {
    switch subject {
    case .row(let row):
      switch way {
      case .field: return value(at: row)
      case .fieldOfPartner: return value(at: Int(partners[row]))
      case .nowhere: return .null(.literal)
      case .evaluation: return program.evaluate(row: row, in: source)
      }
    case .group(let rows): return program.evaluate(rows: rows, in: source)
    }
  }

  /// The text of a field's value where that is a text or a number; nil of any other, and where there is none.
  func fieldText(on subject: Subject) -> String? {
    guard case .row(var row) = subject else { return nil }
    switch way {
    case .field: break
    case .fieldOfPartner: row = Int(partners[row])
    case .nowhere, .evaluation: return nil
    }
    guard row >= 0, column.state(at: row) == .present else { return nil }
    return switch column.storage {
    case .text, .dictionary, .numbered: column.text(at: row)
    case .small, .scaled, .decimals: column.decimal(at: row).description
    case .booleans, .dates, .dateTimes: nil
    }
  }

  /// Calls `body` with the number of each row and the text of its value, nil where there is none.
  ///
  /// - Returns: false, without a call, where the values are not those of a column of texts, numbers or days.
  @inline(__always)
  func forEachText(
    of rows: [Int], _ body: (Int, UnsafeBufferPointer<UInt8>?) -> Void
  ) -> Bool {
    switch way {
    case .nowhere:
      for number in rows.indices { body(number, nil) }
      return true
    case .evaluation: return false
    case .field, .fieldOfPartner: break
    }
    let states = column.states
    /// The row of the column, where it has a value.
    @inline(__always)
    func place(_ number: Int) -> Int? {
      var row = rows[number]
      if way == .fieldOfPartner { row = Int(partners[row]) }
      return row >= 0 && (states.isEmpty || states[row] == .present) ? row : nil
    }
    switch column.storage {
    case .text, .dictionary, .numbered:
      let _: Void? = column.withTextView { view in
        for number in rows.indices { body(number, place(number).map { view.text(at: $0) }) }
      }
    case .small(let values, let scale):
      for number in rows.indices {
        guard let row = place(number) else {
          body(number, nil)
          continue
        }
        Decimal128(scaled: Int64(values[row]), scale: scale).withDescription { body(number, $0) }
      }
    case .scaled(let values, let scale):
      for number in rows.indices {
        guard let row = place(number) else {
          body(number, nil)
          continue
        }
        Decimal128(scaled: values[row], scale: scale).withDescription { body(number, $0) }
      }
    case .dates(let days):
      for number in rows.indices {
        guard let row = place(number) else {
          body(number, nil)
          continue
        }
        var text = CivilDate(dayNumber: Int64(days[row])).description
        text.withUTF8 { body(number, $0) }
      }
    case .decimals, .booleans, .dateTimes: return false
    }
    return true
  }

  /// - Parameter row: below 0 for none.
  private func value(at row: Int) -> Value {
    guard row >= 0, column.state(at: row) == .present else { return .null(.literal) }
    return column.value(at: row)
  }
}

extension Program {
  /// The steps of the path that the program is; nil when it is anything else.
  var steps: [Step]? {
    guard paths.count == 1, let path = paths.first, path.text == text else { return nil }
    return path.steps
  }
}
