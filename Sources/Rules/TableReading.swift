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
      object.required("inputs") != nil, object.required("rows") != nil
    else { return nil }
    let inputNodes = object.array("inputs")
    let inputs = inputNodes.compactMap { input($0) }
    guard inputs.count == inputNodes.count, !inputs.isEmpty else { return nil }
    let rowNodes = object.array("rows")
    let rows = rowNodes.compactMap { row($0, inputCount: inputs.count) }
    // What follows from a faulty row is not worth telling.
    guard rows.count == rowNodes.count else { return nil }
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
    let policy = object.choice("hit", DecisionTable.HitPolicy.self) ?? .unique
    let otherwise = otherwise(object, type)
    guard otherwise != nil || object.node("otherwise") == nil else { return nil }
    var table = DecisionTable(
      name: name,
      aliases: object.strings("aliases")
        + (object.localizedText("label").map { [$0[.zhHans]] } ?? []),
      inputs: inputs.map(\.input), type: type, hitPolicy: policy, otherwise: otherwise)
    guard reportType(of: table, at: object.node("hit")?.place ?? object.place),
      fill(&table, rows, inputs)
    else { return nil }
    report(table.faults(), rows, at: object.place)
    return table
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

  private func input(
    _ node: JSONNode
  ) -> (input: DecisionTable.Input, allowed: (text: String, place: Place)?)? {
    guard
      let object = reader.object(
        node, "an input of \(what)", keys: ["name", "type", "values", "allowed"]),
      let name = object.requiredString("name"), object.required("type") != nil,
      let type = object.choice("type", InputType.self)
    else { return nil }
    let values = object.node("values") == nil ? nil : object.strings("values")
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

  private func otherwise(_ object: DeclarationObject, _ type: FEELType) -> Value? {
    guard let node = object.node("otherwise") else { return nil }
    if case .null = node.value { return .null(.conversion("no row of the table '\(name)' holds")) }
    if let value = TypedValue(node), value.type == type { return value.value }
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
    _ table: inout DecisionTable, _ rows: [Row],
    _ inputs: [(input: DecisionTable.Input, allowed: (text: String, place: Place)?)]
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
      do throws(ExpressionError) {
        try table.add(row.cells.map(\.text), gives: row.value.value, in: FEELScope())
      } catch {
        let cell = row.cells.first { $0.text == error.text }
        reader.report(error.diagnostic(at: (cell?.place ?? row.place).afterQuote))
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
