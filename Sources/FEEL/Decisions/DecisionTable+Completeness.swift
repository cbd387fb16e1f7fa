internal import Values

extension DecisionTable {
  /// What is wrong with the rows together.
  package enum Fault: Sendable, Hashable {
    /// Two rows hold for the same inputs, which are given as text.
    case overlap(rows: [Int], example: String)
    /// No row holds for these inputs.
    case gap(example: String)
    /// The row holds for nothing for which no row before it does.
    case unreachable(row: Int)
    /// There are too many cases to look at.
    case tooLarge
  }

  private static let greatestCaseCount = 200_000

  /// The faults that rows of a table can have together, found by trying every case that its cells tell
  /// apart: between two bounds that follow each other all values are alike.
  package func faults() -> [Fault] {
    let values = inputs.indices.map(distinctValues)
    let count = values.reduce(1) { min($0 * $1.count, DecisionTable.greatestCaseCount + 1) }
    guard count <= DecisionTable.greatestCaseCount else { return [.tooLarge] }
    let conditions = rows.map { holds($0.cells) }
    let allowed = holds(inputs.map { $0.allowed ?? Cell() })
    var faults: [Fault] = []
    var gapCount = 0
    var isReached = rows.map { _ in false }
    forEachCase(of: values) { inputs in
      guard allowed(inputs) else { return }
      let holding = conditions.indices.filter { conditions[$0](inputs) }
      if let first = holding.first { isReached[first] = true }
      if hitPolicy == .unique, holding.count > 1 {
        for row in holding { isReached[row] = true }
        if !faults.contains(where: { $0.isOverlap(of: holding) }) {
          faults.append(.overlap(rows: holding, example: example(inputs)))
        }
      }
      let needsRow = hitPolicy == .unique || hitPolicy == .first
      if needsRow, holding.isEmpty, otherwise == nil {
        gapCount += 1
        if gapCount <= 3 { faults.append(.gap(example: example(inputs))) }
      }
      if !needsRow { for row in holding { isReached[row] = true } }
    }
    return faults + isReached.indices.filter { !isReached[$0] }.map { .unreachable(row: $0) }
  }

  private func example(_ values: [Value]) -> String {
    zip(inputs, values).map { "\($0.name) \(Value.list([$1]).text.dropFirst().dropLast())" }
      .joined(separator: ", ")
  }

  /// Whether the cells of a row hold for values of the inputs.
  private func holds(_ cells: [Cell]) -> ([Value]) -> Bool {
    var checker = Checker(FEELScope(inputs: inputs.map { .init(name: $0.name, type: $0.type) }))
    let nodes = inputs.indices.map { inputs[$0].node($0) }
    let row = Row(cells: cells, value: .boolean(true))
    guard let condition = try? checker.condition(of: row, nodes, 0..<0) else {
      preconditionFailure("the cells were checked when they were added")
    }
    let program = Program(text: "", root: condition, paths: [], checker)
    return { if case .boolean(true) = program.evaluate(inputs: $0) { true } else { false } }
  }

  private func forEachCase(of values: [[Value]], _ body: ([Value]) -> Void) {
    var places = values.map { _ in 0 }
    while true {
      body(zip(values, places).map { $0[$1] })
      var input = places.count - 1
      while input >= 0 {
        places[input] += 1
        if places[input] < values[input].count { break }
        places[input] = 0
        input -= 1
      }
      if input < 0 { return }
    }
  }
}

// MARK: - Cases

extension DecisionTable {
  /// A value for each case that the cells of an input tell apart.
  private func distinctValues(ofInput number: Int) -> [Value] {
    let input = inputs[number]
    let cells = rows.map { $0.cells[number] } + [input.allowed].compactMap { $0 }
    let constants = cells.flatMap { $0.constants(of: input) }
    switch input.type {
    case .boolean: return [.boolean(false), .boolean(true)]
    case .string:
      if let values = input.values { return values.map { .string($0) } }
      return DecisionTable.texts(around: constants).map { .string($0) }
    case .date:
      let days = constants.compactMap {
        if case .date(let date) = $0 { date.dayNumber } else { nil }
      }
      let near = Set((days.isEmpty ? [0] : days).flatMap { [$0 - 1, $0, $0 + 1] })
      return near.filter(CivilDate.dayNumbers.contains).sorted()
        .map { .date(CivilDate(dayNumber: $0)) }
    default:
      let numbers = Set(constants.compactMap { if case .number(let n) = $0 { n } else { nil } })
      return DecisionTable.numbers(around: numbers.sorted()).map { .number($0) }
    }
  }

  /// The texts themselves, the next one behind each, and the first of all.
  private static func texts(around constants: [Value]) -> [String] {
    var texts = [""]
    for case .string(let text) in constants { texts += [text, text + "\u{0}"] }
    var seen: Set<[UInt8]> = []
    return texts.filter { seen.insert(Array($0.utf8)).inserted }
  }

  /// The numbers themselves, one between each two that follow each other, and one on either side.
  private static func numbers(around numbers: [Decimal128]) -> [Decimal128] {
    guard let first = numbers.first, let last = numbers.last else { return [.zero] }
    var points = [beyond(first, .one.negated())].compactMap { $0 }
    for (a, b) in zip(numbers, numbers.dropFirst()) {
      points += [a, a.adding(b)?.divided(by: Decimal128(2)) ?? a]
    }
    return points + [last] + [beyond(last, .one)].compactMap { $0 }
  }

  /// A number on that side of another; nil when there is none.
  private static func beyond(_ number: Decimal128, _ step: Decimal128) -> Decimal128? {
    if let next = number.adding(step), next != number { return next }
    // One more makes no difference to a number of so many digits.
    return number.signum == step.signum
      ? number.multiplied(by: Decimal128(10)) : number.divided(by: Decimal128(10))
  }
}

extension DecisionTable.Cell {
  /// The values that its tests compare with.
  fileprivate func constants(of input: DecisionTable.Input) -> [Value] {
    values(of: input).flatMap { value in
      if case .list(let elements) = value { elements.flatMap(\.ends) } else { value.ends }
    }
  }

  /// The value of each of its tests.
  func values(of input: DecisionTable.Input) -> [Value] {
    var checker = Checker(FEELScope(inputs: [.init(name: input.name, type: input.type)]))
    guard let node = try? checker.test(self, input.node(0)),
      case .contained(_, let tests, _) = node.kind
    else { return [] }
    return tests.map { Interpreter.constantValue(of: $0.value) }
  }
}

extension Value {
  /// The value, or the bounds of a range.
  fileprivate var ends: [Value] {
    if case .range(let range) = self {
      [range.lower, range.upper].compactMap { $0 }
    } else {
      [self]
    }
  }

  /// Whether it is null, or a null stands in it.
  var holdsNull: Bool {
    switch self {
    case .null: true
    case .list(let elements): elements.contains(where: \.holdsNull)
    case .range: ends.contains(where: \.holdsNull)
    default: false
    }
  }
}

extension DecisionTable.Fault {
  fileprivate func isOverlap(of rows: [Int]) -> Bool {
    if case .overlap(rows, _) = self { true } else { false }
  }
}
