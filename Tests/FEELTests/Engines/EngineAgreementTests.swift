import Foundation
import Tables
import TestSupport
import Testing

@testable import FEEL

/// Operations on columns against the interpreter: random expressions on random tables.
///
/// `EXPRESSIONS` in the environment says how many; the seed of each lot is printed when it fails.
@Suite struct EngineAgreementTests {
  private static let lotSize = 25
  private static let count =
    ProcessInfo.processInfo.environment["EXPRESSIONS"].flatMap { Int($0) } ?? 2_000

  @Test(arguments: [0, 1])
  func theEnginesAgree(half: Int) {
    let lots = Self.count / Self.lotSize
    var compiled = 0
    for lot in lots / 2 * half..<(half == 0 ? lots / 2 : lots) {
      compiled += compare(seed: UInt64(lot) &* 7919 &+ 17)
    }
    // The generator writes well-typed expressions; what the checker refuses tests nothing.
    #expect(compiled * 100 >= lots / 2 * Self.lotSize * 98, "\(compiled) expressions were compiled")
  }

  /// Compares one lot of expressions, all in one plan, on all rows and on some.
  private func compare(seed: UInt64) -> Int {
    let tables = RandomTables(seed: seed)
    var expressions = RandomExpressions(seed: seed)
    let programs = (0..<Self.lotSize).compactMap { _ in
      try? Program.compile(expressions.expression(), in: RandomTables.scope)
    }
    let session = ColumnSession(ColumnPlan(programs), on: tables)
    let rows = tables.rowCounts[RandomTables.order]
    let batch = session.batch(rows: 0..<rows)
    let some = batch.selection(stride(from: 1, to: Int32(rows), by: 3).map { $0 })
    // Some lots ask for the selection first, so that it is not only read from what is there.
    let selections = seed % 2 == 0 ? [some, batch.all] : [batch.all, some]
    for (number, program) in programs.enumerated() {
      for selection in selections {
        let vector = batch.vector(session.plan.roots[number], selection.frame)
        for (place, lane) in selection.lanes.enumerated() {
          let expected = program.evaluate(row: Int(lane), in: tables)
          let actual = vector.value(place)
          let isSame = expected.appearance == actual.appearance
          if !isSame {
            Issue.record(
              """
              seed \(seed), row \(lane): \(program.text)
              interpreter \(expected.appearance), columns \(actual.appearance)
              """)
            return programs.count
          }
        }
      }
    }
    return programs.count
  }
}

extension EngineAgreementTests {
  /// Lists that are too long for all subjects at once are evaluated for some of them.
  @Test(arguments: [1, 7, 40])
  func batchesOfLongListsAreDivided(limit: Int) {
    for seed in 0..<8 as Range<UInt64> {
      let tables = RandomTables(seed: seed)
      var expressions = RandomExpressions(seed: seed)
      let texts = Self.longLists + (0..<60).map { _ in expressions.expression() }
      let compiled = texts.compactMap { try? Program.compile($0, in: RandomTables.scope) }
      let programs = compiled.filter { $0.type == .boolean }
      let outcomes = Engine.allCases.map { engine in
        let session = ColumnSession(
          ColumnPlan(programs), on: tables, engine: engine, elementLimit: limit)
        let batch = session.batch(rows: 0..<tables.rowCounts[RandomTables.order])
        let some = batch.selection([0, 3, 4, 11, 20])
        return programs.indices.map { number in
          batch.truths(of: number, for: number % 2 == 0 ? batch.all : some)
        }
      }
      #expect(outcomes[0] == outcomes[1], "seed \(seed)")
      let batch = ColumnSession(ColumnPlan(compiled), on: tables, elementLimit: limit)
        .batch(rows: 0..<tables.rowCounts[RandomTables.order])
      for (number, program) in compiled.enumerated() {
        let expected = (0..<batch.root.count).map { program.evaluate(row: $0, in: tables) }
        #expect(
          batch.values(of: number).map(\.appearance) == expected.map(\.appearance),
          "seed \(seed): \(program.text)")
      }
    }
  }

  /// Conditions whose lists come of constants, of each other, or of the interpreter.
  private static let longLists = [
    "count(for x in (for i in 1..9, j in 1..9 return i * j) return 1) > 3 and total > 0",
    "some x in [1, 2, 3, 4, 5, 6, 7, 8, 9] satisfies x > total",
    "count((for x in invoices return count(invoices[amount = x.amount]))[item > 1]) > 0",
    "count((for i in 1..20 return i)[item > order.total]) = 0",
    "every x in invoices satisfies count(order.invoices[code = x.code]) = 1",
    "for i in 1..3 return total + i", "[total, weight, 1, 2, 3, 4, 5, 6, 7, 8]",
  ]

  /// Batches that fill registers many times and leave a rest, of which all subjects, most or few are asked for.
  @Test(arguments: UInt64(1)...6)
  func theEnginesAgreeOnLongBatches(seed: UInt64) {
    let tables = RandomTables(seed: seed, size: 11)
    var expressions = RandomExpressions(seed: seed)
    var random = SeededRandom(seed: seed)
    let compiled = (0..<60).compactMap { _ in
      try? Program.compile(expressions.expression(), in: RandomTables.scope)
    }
    let programs = compiled.filter { $0.type == .boolean }
    let rows = 3..<tables.rowCounts[RandomTables.order]
    for share in [0, 3, 30, 90, 100] {
      let open: [Truth] = rows.map { _ in
        random.chance(share) ? .yes : random.pick([.no, .unknown])
      }
      let outcomes = Engine.allCases.map { engine in
        let batch = ColumnSession(ColumnPlan(programs), on: tables, engine: engine).batch(
          rows: rows)
        return programs.indices.map { batch.truths(of: $0, where: share == 100 ? nil : open) }
      }
      for (number, program) in programs.enumerated() {
        for lane in 0..<rows.count where share == 100 || open[lane] == .yes {
          let (expected, found) = (outcomes[0][number][lane], outcomes[1][number][lane])
          #expect(expected == found, "seed \(seed), row \(rows.lowerBound + lane): \(program.text)")
        }
      }
    }
  }

  @Test func theEnginesAgreeOnGroups() throws {
    let scope = FEELScope(
      schema: RandomTables.schema,
      rows: FEELScope.RowsVariable(entity: RandomTables.order, fields: [1, 2]))
    let texts = [
      "count(rows) = 1 or sum(rows.total) > 100", "status", "total * count(rows)",
      "count(distinct values(rows.status)) = count(rows)", "rows[total > 10].signed",
      "some row in rows satisfies row.contract.limit > total", "rows.contract.number",
      "for a in rows, b in rows return a.total - b.total", "rows[-1].id", "max(rows.ordered at)",
    ]
    let programs = try texts.map { try Program.compile($0, in: scope) }
    for seed in 0..<20 as Range<UInt64> {
      let tables = RandomTables(seed: seed)
      let groups = [[0, 3, 5], [1], [2, 4], Array(6..<24)]
      let session = ColumnSession(ColumnPlan(programs), on: tables)
      let groupOfRow = (0..<24).map { row in Int32(groups.firstIndex { $0.contains(row) } ?? -1) }
      let batch = session.batch(
        groups: RowGroups(of: groupOfRow, count: groups.count), 0..<groups.count)
      for (number, program) in programs.enumerated() {
        let vector = batch.vector(session.plan.roots[number], batch.root)
        for (lane, rows) in groups.enumerated() {
          let expected = program.evaluate(rows: rows, in: tables).appearance
          #expect(vector.value(lane).appearance == expected, "seed \(seed): \(program.text)")
        }
      }
    }
  }
}

extension Value {
  /// Everything that can be seen of a value: of a number its notation, of null its sense.
  fileprivate var appearance: String {
    switch self {
    case .null: "null \(Presence(self))"
    case .list(let elements): "[\(elements.map(\.appearance).joined(separator: ", "))]"
    case .string: "text \(text)"
    default: text
    }
  }
}
