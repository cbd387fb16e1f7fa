import TestSupport

@testable import FEEL

/// Writes well-typed expressions on ``RandomTables``, with all operators and most functions.
struct RandomExpressions {
  private var random: SeededRandom
  /// The rows that can be named at this place: how, and of which entity.
  private var rows: [(prefix: String, entity: Int)] = [("", RandomTables.order)]
  private var variables = 0

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func expression() -> String {
    let depth = random.pick([1, 2, 2, 3, 3, 4])
    return switch random.pick([0, 1, 1, 1, 2, 3, 4, 5, 6, 7]) {
    case 0: number(depth)
    case 1: truth(depth)
    case 2: text(depth)
    case 3: date(depth)
    case 4: moment(depth)
    case 5: span(depth)
    case 6: numbers(depth)
    default: number(depth)
    }
  }

  // MARK: - Rows and fields

  private mutating func field(_ type: FEELType) -> String? {
    let row = random.pick(rows)
    let entity = RandomTables.schema.entities[row.entity]
    let names = entity.fields.filter { $0.type == type }.map { row.prefix + $0.name }
    guard row.entity != RandomTables.contract, random.chance(20) else {
      return names.randomElement(using: &random)
    }
    switch (row.entity, type) {
    case (RandomTables.order, .number): return row.prefix + "contract.limit"
    case (RandomTables.order, .string): return row.prefix + "contract.number"
    case (RandomTables.order, .date): return row.prefix + "contract.starts"
    case (RandomTables.invoice, .number): return row.prefix + "its order.total"
    case (RandomTables.invoice, .string): return row.prefix + "its order.status"
    case (RandomTables.invoice, .date): return row.prefix + "its order.contract.starts"
    default: return names.randomElement(using: &random)
    }
  }

  /// A list of rows, and of which entity they are.
  private mutating func list(_ depth: Int) -> (text: String, entity: Int) {
    let row = random.pick(rows)
    let all: (text: String, entity: Int) =
      switch row.entity {
      case RandomTables.order:
        random.pick([
          (row.prefix + "invoices", RandomTables.invoice),
          (row.prefix + "invoices", RandomTables.invoice),
          (row.prefix + "invoices.lines", RandomTables.line),
          (row.prefix + "contract.orders", RandomTables.order),
          (row.prefix + "returns", RandomTables.invoice),
        ])
      case RandomTables.contract: (row.prefix + "orders", RandomTables.order)
      case RandomTables.invoice: (row.prefix + "lines", RandomTables.line)
      default: ("order.invoices", RandomTables.invoice)
      }
    guard depth > 0, random.chance(50) else { return all }
    let condition = within("item.", all.entity) { $0.truth(depth - 1) }
    return ("\(all.text)[\(condition)]", all.entity)
  }

  private mutating func within(
    _ prefix: String, _ entity: Int, _ body: (inout RandomExpressions) -> String
  ) -> String {
    let before = rows
    // Behind a condition's bracket the subject needs its name, since an element may have such a field.
    rows = rows.map { $0.prefix.isEmpty ? ("order.", $0.entity) : $0 }.filter {
      $0.prefix != "item."
    }
    rows.append((prefix, entity))
    rows.append((prefix, entity))
    defer { rows = before }
    return body(&self)
  }

  private mutating func variable() -> String {
    variables += 1
    return "v\(variables)"
  }

  // MARK: - Values by type

  private mutating func number(_ depth: Int) -> String {
    guard depth > 0 else {
      return random.chance(60) ? field(.number) ?? "tolerance" : random.pick(Self.numbers)
    }
    let next = depth - 1
    switch Int.random(in: 0..<18, using: &random) {
    case 0...3:
      return "(\(number(next)) \(random.pick(["+", "-", "*", "+", "-"])) \(number(next)))"
    case 4: return "(\(number(next)) / \(number(next)))"
    case 5: return "-(\(number(next)))"
    case 6: return "abs(\(number(next)))"
    case 7: return "\(random.pick(["decimal", "round up", "round half up"]))(\(number(next)), 1)"
    case 8: return "count(\(list(next).text))"
    case 9, 10:
      return "\(random.pick(["sum", "min", "max", "mean", "median"]))(\(numbers(next)))"
    case 11: return "string length(\(text(next)))"
    case 12: return "(\(date(next))).\(random.pick(["day", "month", "weekday"]))"
    case 13: return choice(next) { $0.number(next) }
    case 14: return "\(numbers(next))[\(random.pick(["1", "-1", "2", number(0)]))]"
    case 15: return "working days between(\(date(next)), \(date(next)))"
    case 16: return "serial number(\(text(next)), \(digits()))"
    default: return "modulo(\(number(next)), \(number(next)))"
    }
  }

  /// How many digits of a number count, now and then more than there can be.
  private mutating func digits() -> String { random.pick(["1", "1", "4", "18", "19", number(0)]) }

  private mutating func text(_ depth: Int) -> String {
    guard depth > 0 else {
      return random.chance(60) ? field(.string) ?? "\"x\"" : random.pick(Self.texts)
    }
    let next = depth - 1
    switch Int.random(in: 0..<9, using: &random) {
    case 8: return "number series(\(text(next)), \(digits()))"
    case 0: return "(\(text(next)) + \(text(next)))"
    case 1: return "\(random.pick(["upper case", "lower case", "normalised"]))(\(text(next)))"
    case 2: return "substring(\(text(next)), \(random.pick(["1", "2", "-1", number(0)])))"
    case 3: return "string(\(number(next)))"
    case 4: return choice(next) { $0.text(next) }
    case 5: return "string join(\(texts(next)), \"-\")"
    case 6: return "\(texts(next))[\(random.pick(["1", "-1"]))]"
    default: return "substring before(\(text(next)), \"i\")"
    }
  }

  private mutating func date(_ depth: Int) -> String {
    guard depth > 0 else {
      return random.chance(70)
        ? field(.date) ?? orderPrefix + "signed" : "@\"2025-09-1\(random.pick([0, 5]))\""
    }
    let next = depth - 1
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "date(\(moment(next)))"
    case 1: return "(\(date(next)) + \(span(next)))"
    case 2: return "(\(date(next)) - @\"P1M\")"
    case 3: return choice(next) { $0.date(next) }
    case 4: return "\(random.pick(["min", "max"]))(\(dates(next)))"
    default: return "add working days(\(date(next)), 3)"
    }
  }

  private mutating func moment(_ depth: Int) -> String {
    guard depth > 0 else {
      return random.chance(80)
        ? random.pick([orderPrefix + "ordered at", orderPrefix + "received at"])
        : "@\"2025-09-05T10:00:00\""
    }
    let next = depth - 1
    return random.chance(50)
      ? "(\(moment(next)) + \(span(next)))" : choice(next) { $0.moment(next) }
  }

  private mutating func span(_ depth: Int) -> String {
    guard depth > 0 else { return random.pick(["@\"P2D\"", "@\"PT36H\"", "@\"-PT1S\""]) }
    let next = depth - 1
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "(\(date(next)) - \(date(next)))"
    case 1: return "(\(moment(next)) - \(moment(next)))"
    case 2: return "(\(span(next)) * \(number(0)))"
    case 3: return "-(\(span(next)))"
    default: return choice(next) { $0.span(next) }
    }
  }

  private var orderPrefix: String {
    rows.contains { $0.prefix.isEmpty } ? "" : "order."
  }

  private mutating func choice(
    _ depth: Int, _ value: (inout RandomExpressions) -> String
  ) -> String {
    "(if \(truth(depth)) then \(value(&self)) else \(random.chance(10) ? "null" : value(&self)))"
  }

  // MARK: - Lists

  private mutating func numbers(_ depth: Int) -> String {
    values(depth, .number) { $0.number(max(0, depth - 1)) }
  }

  private mutating func texts(_ depth: Int) -> String {
    values(depth, .string) { $0.text(max(0, depth - 1)) }
  }

  private mutating func dates(_ depth: Int) -> String {
    values(depth, .date) { $0.date(max(0, depth - 1)) }
  }

  private mutating func values(
    _ depth: Int, _ type: FEELType, _ value: (inout RandomExpressions) -> String
  ) -> String {
    if random.chance(25) { return "[\(value(&self)), \(value(&self))]" }
    let list = list(depth)
    let names = RandomTables.schema.entities[list.entity].fields.filter { $0.type == type }
    if let name = names.randomElement(using: &random)?.name, random.chance(60) {
      return "\(list.text).\(name)"
    }
    let variable = variable()
    let body = within(variable + ".", list.entity, value)
    if random.chance(15) {
      return "(for \(variable) in \(list.text), \(self.variable()) in 1..2 return \(body))"
    }
    let result = "(for \(variable) in \(list.text) return \(body))"
    return random.chance(15) ? "distinct values\(result)" : result
  }

  // MARK: - Truths

  private mutating func truth(_ depth: Int) -> String {
    guard depth > 0 else { return comparison(0) }
    let next = depth - 1
    switch Int.random(in: 0..<17, using: &random) {
    case 0...2: return comparison(next)
    case 3: return "(\(truth(next)) \(random.pick(["and", "or"])) \(truth(next)))"
    case 4: return "not(\(truth(next)))"
    case 5: return "(\(number(next)) between \(number(0)) and \(number(next)))"
    case 6: return membership(next)
    case 7: return "(\(anything(next)) \(random.pick(["=", "!="])) null)"
    case 8, 9:
      let list = list(next)
      let variable = variable()
      let condition = within(variable + ".", list.entity) { $0.truth(next) }
      return
        "(\(random.pick(["some", "every"])) \(variable) in \(list.text) satisfies \(condition))"
    case 10:
      return
        "\(random.pick(["contains", "starts with", "ends with"]))(\(text(next)), \(text(0)))"
    case 11: return "(\(truth(next)) = \(truth(next)))"
    case 12: return field(.boolean) ?? comparison(next)
    case 13:
      let question = random.pick(["within", "over", "under"])
      return
        "\(question) tolerance(\"of status\", \(number(next)), \(number(next)), \(text(0)))"
    case 14: return "matches pattern(\(text(next)), \(random.pick(Self.patterns)))"
    case 15:
      let part = variable()
      let words = "[\(random.pick(Self.texts)), \(random.pick(Self.texts))]"
      return "(some \(part) in \(words) satisfies contains(\(text(next)), \(part)))"
    default:
      let form = random.pick(["mobile", "uscc", "invoice number"])
      return "is valid \(form)(\(text(next)))"
    }
  }

  private mutating func comparison(_ depth: Int) -> String {
    let comparison = random.pick(["=", "!=", "<", "<=", ">", ">="])
    switch Int.random(in: 0..<7, using: &random) {
    case 0...2: return "(\(number(depth)) \(comparison) \(number(depth)))"
    case 3: return "(\(text(depth)) \(comparison) \(text(depth)))"
    case 4: return "(\(date(depth)) \(comparison) \(date(depth)))"
    case 5: return "(\(moment(depth)) \(comparison) \(moment(depth)))"
    default: return "(\(span(depth)) \(comparison) \(span(depth)))"
    }
  }

  private mutating func membership(_ depth: Int) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "(\(text(depth)) in (\(random.pick(Self.texts)), \(random.pick(Self.texts))))"
    case 1: return "(\(text(depth)) in [\(random.pick(Self.texts)), \(text(0))])"
    case 2: return "(\(number(depth)) in [\(number(0))..\(number(0))])"
    case 3: return "(\(number(depth)) in (< \(number(0)), > 100))"
    default: return "(\(number(depth)) in \(numbers(0)))"
    }
  }

  private mutating func anything(_ depth: Int) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: number(depth)
    case 1: text(depth)
    case 2: date(depth)
    case 3: list(depth).text
    default: truth(depth)
    }
  }

  private static let numbers = ["0", "1", "2.50", "-0.01", "100", "1000000000000", "0.333"]
  private static let patterns = ["\"[a-z]+1?\"", "\".*[税b].*\"", "\"(Void|open)*\""]
  private static let texts = ["\"open\"", "\"Void\"", "\"\"", "\"含税\"", "\"i\""]
}
