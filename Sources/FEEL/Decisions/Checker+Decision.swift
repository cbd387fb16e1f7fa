internal import Diagnostics
internal import Values

extension Checker {
  /// A call of a decision table, as the expression that it stands for.
  mutating func decision(
    _ table: DecisionTable, _ values: [Node], _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    if table.rows.isEmpty { return Node(.constant(.null(.literal)), .null, range) }
    try requireInputs(of: table, values, range)
    dependencies.declarations.insert(table.name)
    let firstSlot = usedSlots
    defer { usedSlots = firstSlot }
    let inputs = values.map { value in
      let variable = declare(value.type, nil, value.words)
      return (
        binding: Node.Binding(slot: variable.slot, value: value), node: variable.node(value.range)
      )
    }
    var rows: [(condition: Node, value: Node)] = []
    for row in table.rows {
      let condition = try condition(of: row, inputs.map(\.node), range)
      rows.append((condition, Node(.constant(row.value), table.type, range)))
    }
    let body = result(of: table, rows, range)
    return Node(.bound(inputs.map(\.binding), body: body), body.type, range)
  }

  private func result(
    of table: DecisionTable, _ rows: [(condition: Node, value: Node)], _ range: Range<Int>
  ) -> Node {
    switch table.hitPolicy {
    case .unique, .first: chain(table, rows, range)
    case .collect: collected(table, rows, range)
    case .sum: aggregate("sum", table, rows, range)
    case .least: aggregate("min", table, rows, range)
    case .greatest: aggregate("max", table, rows, range)
    case .count: aggregate("count", table, rows, range)
    }
  }

  private func requireInputs(
    of table: DecisionTable, _ values: [Node], _ range: Range<Int>
  ) throws(ExpressionError) {
    let help =
      "it is asked as decision(\"\(table.name)\", "
      + table.inputs.map(\.name).joined(separator: ", ") + ")"
    guard values.count == table.inputs.count else {
      throw ExpressionError(
        "wrong-argument-count",
        "the table '\(table.name)' has \(table.inputs.count) inputs, and here are \(values.count)",
        at: range, help: help)
    }
    for (value, input) in zip(values, table.inputs) {
      guard value.type.joined(with: input.type) != nil else {
        throw ExpressionError(
          "wrong-argument-type",
          "'\(input.name)' of the table '\(table.name)' is \(describe(input.type)), and this is "
            + describe(value.type), at: value.range, help: help)
      }
      guard let known = input.values, let words = value.words, table.otherwise == nil else {
        continue
      }
      let unknown = words.filter { !known.contains($0) }
      guard unknown.isEmpty else {
        throw ExpressionError(
          "table-gap",
          "the table '\(table.name)' does not know \(unknown.map { "\"\($0)\"" }.joined(separator: ", ")), "
            + "which the field can hold", at: value.range,
          help: "add the values to its input '\(input.name)', and rows for them")
      }
    }
  }

  /// The first row that holds. A row before it that could not be decided leaves the whole open.
  private func chain(
    _ table: DecisionTable, _ rows: [(condition: Node, value: Node)], _ range: Range<Int>
  ) -> Node {
    let nothing = Value.null(.conversion("no row of the table '\(table.name)' holds"))
    let last = Node(.constant(table.otherwise ?? nothing), table.type, range)
    return Node(
      .choice(
        rows.map { Node.Choice(condition: $0.condition, value: $0.value) }, otherwise: last),
      table.type, range)
  }

  /// The values of all rows that hold.
  private func collected(
    _ table: DecisionTable, _ rows: [(condition: Node, value: Node)], _ range: Range<Int>
  ) -> Node {
    let list = FEELType.list(table.type)
    let nothing = Node(.constant(.list([])), list, range)
    let lists = rows.map { row in
      let choice = Node.Choice(
        condition: row.condition, value: Node(.list([row.value]), list, range))
      return Node(.choice([choice], otherwise: nothing), list, range)
    }
    return Node(.call(Function.byName["concatenate"]!.overloads[0], lists), list, range)
  }

  private func aggregate(
    _ function: String, _ table: DecisionTable, _ rows: [(condition: Node, value: Node)],
    _ range: Range<Int>
  ) -> Node {
    let overload = Function.byName[function]!.overloads[0]
    return Node(
      .call(overload, [collected(table, rows, range)]), table.resultType, range)
  }
}
