import Entities
import Intake
import Tables
import Testing
import Values

@testable import Relations

@Suite struct CasesTests {
  /// Lines belong to invoices, and invoices to orders.
  static let model = Model(
    entities: [
      entity("order", fields: ["id"], path: []),
      entity("invoice", fields: ["id", "order id"], path: ["order"]),
      entity("line", fields: ["invoice id"], path: ["invoice", "order"]),
      entity("rate", fields: ["id"], path: nil),
    ],
    relations: [
      relation("order", from: 1, to: 0, near: 1),
      relation("invoice", from: 2, to: 1, near: 0),
    ])

  static func dataset(threads: Int) -> Cases {
    let rows: [[[String?]]] = [
      [["o1"], ["o2"], ["o3"], ["o3"]],
      [["i1", "o2"], ["i2", "o9"], ["i3", nil], ["i4", "o3"]],
      [["i1"], ["i2"], ["i3"], ["i4"], ["i9"], [nil]],
      [["r"]],
    ]
    let tables = rows.map { SmallTables.table($0, width: $0[0].count, type: .string) }
    return Cases(
      Dataset(model: model, exports: [], tables: tables, unreadables: []), threads: threads)
  }

  @Test(arguments: [1, 2, 8])
  func aRecordBelongsToTheCaseAtTheEndOfItsPath(threads: Int) throws {
    let cases = Self.dataset(threads: threads)
    #expect((0..<4).map { cases.caseRow(of: $0, entity: 0)?.row } == [0, 1, 2, 3])
    #expect((0..<4).map { cases.caseRow(of: $0, entity: 1)?.row } == [1, nil, nil, nil])
    #expect((0..<6).map { cases.caseRow(of: $0, entity: 2)?.row } == [1, nil, nil, nil, nil, nil])
    let end = try #require(cases.caseRow(of: 0, entity: 2))
    #expect(end.entity == 0)
    #expect(cases.caseRow(of: 0, entity: 3) == nil, "an entity without a path")
    #expect(
      cases.links[0]?.counts
        == LinkCounts(
          matched: 1, withoutKey: 1, unmatched: 1, ambiguous: 1, orphans: 1, duplicateKeys: 1))
  }

  private static func entity(_ name: String, fields: [String], path: [String]?) -> Entity {
    Entity(
      name: name, label: LocalizedText([.en: name]),
      fields: fields.map { Field(name: $0, label: LocalizedText([.en: $0]), type: .string) },
      key: [0], date: nil, pathToCase: path)
  }

  private static func relation(_ name: String, from: Int, to: Int, near: Int) -> Relation {
    Relation(
      name: name, label: LocalizedText([.en: name]), from: from, to: to, kind: .one,
      on: [FieldPair(near: near, far: 0)])
  }
}
