/// A table that gives a value for values of its inputs: the approval limits by amount, the days of
/// production by class of goods.
package struct DecisionTable: Sendable {
  package var name: String
  package var aliases: [String]
  package var inputs: [Input]
  /// The type of the values that its rows give.
  package var type: FEELType
  package var hitPolicy: HitPolicy
  package var rows: [Row]
  /// What it gives where no row holds; nil when every case has a row.
  package var otherwise: Value?

  /// Something that the table is asked about.
  package struct Input: Sendable {
    package var name: String
    package var type: FEELType
    /// The only texts it can be, or nil when any is possible.
    package var values: [String]?
    /// The values that it can have; nil for all of its type.
    var allowed: Cell?

    package init(name: String, type: FEELType, values: [String]? = nil) {
      self.name = name
      self.type = type
      self.values = values
    }
  }

  /// What becomes of several rows that hold.
  package enum HitPolicy: String, Sendable, CaseIterable {
    /// There never are several.
    case unique
    /// The first one counts.
    case first
    /// All of them, as a list.
    case collect
    case sum = "collect +"
    case least = "collect <"
    case greatest = "collect >"
    /// How many there are.
    case count = "collect #"
  }

  /// One row: a test for each input, and what it gives.
  package struct Row: Sendable {
    var cells: [Cell]
    package var value: Value
  }

  /// What an input must be.
  struct Cell: Sendable {
    /// Nil for anything.
    var tests: [Syntax.Test]?
    var isNegated = false
  }

  package func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }

  /// The type of what a call gives.
  var resultType: FEELType {
    switch hitPolicy {
    case .unique, .first, .least, .greatest: type
    case .collect: .list(type)
    case .sum, .count: .number
    }
  }
}

extension DecisionTable {
  package init(
    name: String, aliases: [String] = [], inputs: [Input], type: FEELType, hitPolicy: HitPolicy,
    otherwise: Value? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.inputs = inputs
    self.type = type
    self.hitPolicy = hitPolicy
    self.otherwise = otherwise
    rows = []
  }

  /// A table that could not be read. It has no rows, and a call of it gives null.
  package static func unread(_ name: String) -> DecisionTable {
    DecisionTable(name: name, inputs: [], type: .null, hitPolicy: .unique)
  }

  /// Adds a row.
  ///
  /// - Parameter cells: a test for each input, as it stands behind `in`; `-` for anything.
  /// - Throws: the first fault, with the number of its cell.
  package mutating func add(
    _ cells: [String], gives value: Value, in scope: FEELScope
  ) throws(CellError) {
    var read: [Cell] = []
    for (number, (text, input)) in zip(cells, inputs).enumerated() {
      do throws(ExpressionError) {
        read.append(try DecisionTable.cell(text, of: input, in: scope))
      } catch {
        throw CellError(cell: number, error: error)
      }
    }
    rows.append(Row(cells: read, value: value))
  }

  /// Why a cell of a row cannot be read.
  package struct CellError: Error {
    package var cell: Int
    package var error: ExpressionError
  }

  /// Says which values an input can have, so that there need be rows for these only.
  package mutating func allow(
    _ text: String, forInput number: Int, in scope: FEELScope
  ) throws(ExpressionError) {
    inputs[number].allowed = try DecisionTable.cell(text, of: inputs[number], in: scope)
  }

  private static func cell(
    _ text: String, of input: Input, in scope: FEELScope
  ) throws(ExpressionError) -> Cell {
    do throws(ExpressionError) {
      if text.trimmed == "-" { return Cell() }
      var parser = Parser(text, names: NameTable(scope))
      let cell = try parser.cell()
      var checker = Checker(scope)
      // A cell is checked where it stands, not where the table is asked.
      _ = try checker.test(cell, input.node(0))
      guard !cell.values(of: input).contains(where: \.holdsNull) else {
        throw ExpressionError(
          "null-in-table", "this cell compares with null, so that nobody can say whether it holds",
          at: 0..<text.unicodeScalars.count, help: "write '-' where anything goes")
      }
      return cell
    } catch {
      var error = error
      error.text = text
      throw error
    }
  }
}

extension DecisionTable.Input {
  /// The input as an expression, by its number.
  func node(_ number: Int) -> Node { Node(.input(number), type, 0..<0, words: values) }
}

extension Checker {
  /// Whether a value is what a cell wants; nil when it wants nothing.
  mutating func test(
    _ cell: DecisionTable.Cell, _ value: Node
  ) throws(ExpressionError) -> Node? {
    guard let tests = cell.tests else { return nil }
    let node = try contained(value, tests, cell.isNegated, value.range)
    guard tests.allSatisfy({ $0.value.isConstant }) else {
      throw ExpressionError(
        "not-constant", "a decision table compares with constants only", at: tests[0].value.range)
    }
    return node
  }

  /// A row's condition: that every input is what its cell wants.
  mutating func condition(
    of row: DecisionTable.Row, _ values: [Node], _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    var condition: Node?
    for (cell, value) in zip(row.cells, values) {
      guard let test = try test(cell, value) else { continue }
      condition = condition.map { Node(.and($0, test), .boolean, range) } ?? test
    }
    return condition ?? Node(.constant(.boolean(true)), .boolean, range)
  }
}

extension Syntax {
  /// Whether it is made of literals alone.
  fileprivate var isConstant: Bool {
    switch kind {
    case .name, .call, .loop, .quantified: false
    default: kind.parts.allSatisfy(\.isConstant)
    }
  }
}
