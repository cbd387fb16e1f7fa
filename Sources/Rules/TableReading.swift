import Diagnostics
import Entities
import FEEL
import Formats
import Values

/// Reads one decision table, and reports what is wrong with it: cells, overlapping rows, gaps.
struct TableReading {
  let name: String
  let reader: DeclarationReader

  private var what: String { "the table '\(name)'" }

  func table(_ node: JSONNode) -> DecisionTable? {
    guard
      let object = reader.object(
        node, what,
        keys: ["label", "aliases", "clause", "unit", "inputs", "hit", "rows", "otherwise"]),
      let inputs = inputs(object), let rows = rows(object, inputCount: inputs.count)
    else { return nil }
    let type = rows[0].value.type
    let policy = object.choice("hit", DecisionTable.HitPolicy.self) ?? .unique
    guard let otherwise = otherwise(object, type, policy) else { return nil }
    var table = DecisionTable(
      name: name,
      aliases: object.strings("aliases")
        + (object.localizedText("label").map { [$0[.zhHans]] } ?? []),
      inputs: inputs.map(\.input), type: type, hitPolicy: policy, otherwise: otherwise.value)
    guard reportType(of: table, at: object.node("hit")?.place ?? object.place),
      fill(&table, rows, inputs)
    else { return nil }
    report(table.faults(), rows, at: object.place)
    return table
  }

  private typealias Input = (input: DecisionTable.Input, allowed: (text: String, place: Place)?)

  /// Nil when one is at fault.
  private func inputs(_ object: DeclarationObject) -> [Input]? {
    guard object.required("inputs") != nil else { return nil }
    let nodes = object.array("inputs")
    let inputs = nodes.compactMap { input($0) }
    guard inputs.count == nodes.count, !inputs.isEmpty else { return nil }
    for (number, node) in nodes.enumerated()
    where inputs[..<number].contains(where: { $0.input.name == inputs[number].input.name }) {
      reader.report(
        Diagnostic(
          "repeated-name", at: node.place,
          "\(what) has two inputs called '\(inputs[number].input.name)'"))
      return nil
    }
    return inputs
  }

  /// At least one; nil when there is none, or one is at fault, from which other faults would follow.
  private func rows(_ object: DeclarationObject, inputCount: Int) -> [Row]? {
    guard object.required("rows") != nil else { return nil }
    let nodes = object.array("rows")
    let rows = nodes.compactMap { row($0, inputCount: inputCount) }
    guard rows.count == nodes.count else { return nil }
    guard let type = rows.first?.value.type else {
      reader.report(Diagnostic("empty-table", at: object.place, "\(what) has no rows"))
      return nil
    }
    for row in rows where row.value.type != type {
      reader.report(
        Diagnostic(
          "mixed-types", at: row.place, "this row gives \(row.value.type), the first one \(type)",
          help: "let all rows give the same type"))
      return nil
    }
    return rows
  }

  private struct Row {
    var cells: [(text: String, place: Place)]
    var value: TypedValue
    var place: Place
  }

  private func row(_ node: JSONNode, inputCount: Int) -> Row? {
    guard let object = reader.object(node, "a row of \(what)", keys: ["if", "then"]),
      object.required("if") != nil, let then = object.required("then")
    else { return nil }
    let cells = object.array("if").compactMap { cell in
      reader.string(cell, "a cell of \(what)").map { (text: $0, place: cell.place) }
    }
    guard cells.count == inputCount else {
      reader.report(
        Diagnostic(
          "wrong-cell-count", at: object.place,
          "this row has \(cells.count) cells, and \(what) has \(inputCount) inputs",
          help: "write \"-\" where anything goes"))
      return nil
    }
    guard let value = TypedValue(then) else {
      reader.report(
        Diagnostic(
          "wrong-type", at: then.place,
          "a row gives a number, text, true, false, a list of one of them, or {\"date\": \"2025-09-01\"}"
        ))
      return nil
    }
    return Row(cells: cells, value: value, place: object.place)
  }

  private func input(_ node: JSONNode) -> Input? {
    guard
      let object = reader.object(
        node, "an input of \(what)", keys: ["name", "type", "values", "allowed"]),
      let name = object.requiredString("name"), object.required("type") != nil,
      let type = object.choice("type", InputType.self)
    else { return nil }
    let values = object.node("values") == nil ? nil : object.strings("values")
    if values?.isEmpty == true || values != nil && type != .string {
      reader.report(
        Diagnostic(
          "wrong-type", at: object.node("values")?.place ?? node.place,
          "'values' of \(object.what) must name the texts that an input of type string can be"))
      return nil
    }
    let allowed = object.node("allowed").flatMap { node in
      object.string("allowed").map { (text: $0, place: node.place) }
    }
    return (DecisionTable.Input(name: name, type: type.type, values: values), allowed)
  }

  private enum InputType: String, CaseIterable {
    case number, string, boolean, date

    var type: FEELType {
      switch self {
      case .number: .number
      case .string: .string
      case .boolean: .boolean
      case .date: .date
      }
    }
  }

  /// What the table gives where no row holds; nil when that is at fault.
  private func otherwise(
    _ object: DeclarationObject, _ type: FEELType, _ policy: DecisionTable.HitPolicy
  ) -> (value: Value?, Void)? {
    guard let node = object.node("otherwise") else { return (nil, ()) }
    guard policy == .unique || policy == .first else {
      reader.report(
        Diagnostic(
          "misplaced-otherwise", at: node.place,
          "'otherwise' of \(what) does not go with '\(policy.rawValue)', which takes all rows that hold",
          help: "take it out; of no row, 'collect' is an empty list and 'collect #' is 0"))
      return nil
    }
    if case .null = node.value {
      return (.null(.conversion("no row of the table '\(name)' holds")), ())
    }
    if let value = TypedValue(node), value.type == type { return (value.value, ()) }
    reader.report(
      Diagnostic(
        "wrong-type", at: node.place, "'otherwise' of \(what) must be \(type), or null",
        help: "null leaves open what no row decides"))
    return nil
  }
}

// MARK: - Rows

extension TableReading {
  /// Adds rows and allowed values; false when a cell is at fault.
  private func fill(
    _ table: inout DecisionTable, _ rows: [Row], _ inputs: [Input]
  ) -> Bool {
    var isRight = true
    for (number, input) in inputs.enumerated() {
      guard let allowed = input.allowed else { continue }
      do throws(ExpressionError) {
        try table.allow(allowed.text, forInput: number, in: FEELScope())
      } catch {
        reader.report(error.diagnostic(at: allowed.place.afterQuote))
        isRight = false
      }
    }
    for row in rows {
      do throws(DecisionTable.CellError) {
        try table.add(row.cells.map(\.text), gives: row.value.value, in: FEELScope())
      } catch {
        reader.report(error.error.diagnostic(at: row.cells[error.cell].place.afterQuote))
        isRight = false
      }
    }
    return isRight
  }

  private func reportType(of table: DecisionTable, at place: Place) -> Bool {
    let isRight =
      switch table.hitPolicy {
      case .sum: table.type == .number
      case .least, .greatest: table.type == .number || table.type == .date || table.type == .string
      default: true
      }
    if !isRight {
      reader.report(
        Diagnostic(
          "wrong-type", at: place,
          "'\(table.hitPolicy.rawValue)' does not go with rows that give \(table.type)"))
    }
    return isRight
  }

  private func report(_ faults: [DecisionTable.Fault], _ rows: [Row], at place: Place) {
    for fault in faults {
      switch fault {
      case .overlap(let numbers, let example):
        let others = numbers.dropFirst().map { "\(rows[$0].place.line ?? 0)" }
        reader.report(
          Diagnostic(
            "overlapping-rows", at: rows[numbers[0]].place,
            "in \(what) several rows hold for \(example)",
            help:
              "the others are at line \(others.joined(separator: ", ")); make them exclude each other, or set \"hit\": \"first\""
          ))
      case .gap(let example):
        reader.report(
          Diagnostic(
            "table-gap", at: place, "in \(what) no row holds for \(example)",
            help: "add a row, \"otherwise\", or \"allowed\" to the input"))
      case .unreachable(let row):
        reader.report(
          Diagnostic(
            "unreachable-row", at: rows[row].place,
            "this row of \(what) is never reached", help: "take it out, or move it up"))
      case .tooLarge:
        reader.report(
          Diagnostic(
            "table-too-large", at: place,
            "\(what) tells too many cases apart to be looked through",
            help: "split it into tables of fewer inputs"))
      }
    }
  }
}
