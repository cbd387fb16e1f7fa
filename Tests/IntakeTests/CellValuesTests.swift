import Intake
import Testing
import Values

/// Values that stand in one of several columns, or in several together.
@Suite struct CellValuesTests {
  static let cases: [(what: String, fields: String, rows: [String], remarks: [String])] = [
    (
      "the first column that has a value", #""remark": { "from": ["甲", "乙"] }"#,
      ["a,b", ",b", "a,", ","], ["a", "b", "a", "empty"]
    ),
    (
      "a mark for nothing is none", #""remark": { "from": ["甲", "乙"] }"#, ["-,b", "无,/", "NULL,0"],
      ["b", "empty", "0"]
    ),
    (
      "of a single column the mark is text", #""remark": "甲""#, ["-,b", ",b"], ["-", "empty"]
    ),
    (
      "texts together", #""remark": { "join": ["甲", "乙"] }"#,
      ["a,b", " a , b ", "a,", ",b", "-,b"],
      ["ab", "ab", "empty", "empty", "empty"]
    ),
    (
      "together before alone", #""remark": { "from": [["甲", "乙"], "乙", "甲"] }"#,
      ["a,b", ",b", "a,", ","],
      ["ab", "b", "a", "empty"]
    ),
    (
      "the same column twice", #""remark": { "join": ["甲", "甲"] }"#, ["a,b", ","], ["aa", "empty"]
    ),
  ]

  @Test(arguments: cases)
  func textsOfSeveralColumns(
    what: String, fields: String, rows: [String], remarks: [String]
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,甲,乙\n" + rows.map { "A,\($0)\n" }.joined(), to: "orders.csv")
    let source = try Shop.csv(fields: #""id": "编号", "# + fields)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(Shop.rows(dataset, Shop.order, ["remark"]) == remarks, "\(what)")
    #expect(dataset.unreadables.isEmpty)
  }

  @Test func aDateMayBePutTogetherAndANumberChosen() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "日期,时间,实付,应付\n2025-09-01, 8:30,,5\n20250901,083000,4,5\n2025-09-01,,x,5\n", to: "orders.csv")
    let source = try Shop.csv(
      fields: """
        "total": { "from": ["实付", "应付"] }, "paid at": { "from": [["日期", "时间"], "日期"] }
        """)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["total", "paid at"]) == [
        "5|unreadable", "4|2025-09-01T08:30:00", "unreadable|2025-09-01T00:00:00",
      ])
    #expect(dataset.unreadables.map(\.originalText) == ["2025-09-01", "x"])
    #expect(dataset.unreadables.map(\.column) == ["日期 + 时间 / 日期", "实付 / 应付"])
    #expect(dataset.unreadables.map(\.position.line) == [2, 4])
  }

  @Test func aMissingColumnLeavesTheOthers() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,乙,丙\nA1,b,c\nA2,,c\n", to: "orders.csv")
    let source = try Shop.csv(
      fields: """
        "id": "编号", "remark": { "from": ["甲", ["甲", "丙"], "乙"] },
        "total": { "from": ["价", ["价", "乙"]] }
        """)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "remark", "total"]) == [
        "A1|b|no column", "A2|empty|no column",
      ])
    #expect(
      dataset.unreadables.map(\.code) == ["unknown-column"], "of the total every column lacks")
    #expect(dataset.unreadables.map(\.column) == ["价 / 价 + 乙"])
  }

  @Test func inJSONAMissingKeyIsPassedOver() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      [{"id": "A1", "a": {"b": "x"}}, {"id": "A2", "c": "y"}, {"id": "A3", "a": {"b": null}}]
      """, to: "orders.json")
    let source = try Shop.source(
      """
      { "id": "o", "entity": "order", "files": [], "format": "json", "records": "$[*]",
        "fields": { "id": "id", "remark": { "from": ["a.b", "c", "d"] },
          "total": { "from": ["e", "f"] } } }
      """)
    let dataset = folder.read(["orders.json"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["remark", "total"]) == [
        "x|no column", "y|no column", "empty|no column",
      ])
    #expect(dataset.unreadables.map(\.column) == ["e / f"])
  }
}
