import Entities
import Intake
import Tables
import Testing
import Values

/// The records of the deliveries themselves.
@Suite struct DatasetCompletenessTests {
  private static let fields = #""id": "编号", "total": "金额""#

  /// September 2025, with the holidays of October and the Saturday that was worked for them.
  private static let terms: DeliveryTerms = {
    let october = (1...11).map { CivilDate(year: 2025, month: 10, day: $0)! }
    return DeliveryTerms(
      period: Period("2025-09")!, asOf: CivilDate("2025-10-12")!,
      calendar: WorkingCalendar(
        holidays: Set(october[..<8]), workdays: [october[10]], coverage: nil))
  }()

  private func exports(_ dataset: Dataset, _ fields: [String]) -> [String] {
    Shop.rows(dataset, Shop.export, fields)
  }

  @Test func aSourceWithoutAFileIsARecordOfItsOwn() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n", to: "orders_1.csv")
    let sources = [
      try Shop.csv("orders", fields: Self.fields),
      try Shop.csv("returns", fields: Self.fields, #""title": "退货", "due": { "workingDay": 3 }"#),
      try Shop.csv("gifts", fields: Self.fields, #""optional": true"#),
    ]
    let dataset = try folder.read(sources, terms: Self.terms)
    #expect(
      exports(dataset, ["id", "source", "title", "file", "present", "due", "as of", "records"]) == [
        "orders_1.csv|orders|orders|orders_1.csv|true|empty|2025-10-12|1",
        "returns|returns|退货|empty|false|2025-10-11|2025-10-12|empty",
      ], "the optional one may be missing")
    let positions = try #require(dataset.tables[Shop.export]?.positions)
    #expect(dataset.fileName(of: positions[0]) == "orders_1.csv")
    #expect(dataset.fileName(of: positions[1]) == "returns*")
  }

  @Test func aSourceWithoutPatternsIsCalledByItsTitle() throws {
    let folder = try TemporaryFolder()
    let source = try Shop.source(
      """
      { "id": "returns", "title": "退货", "entity": "order", "format": "csv",
        "fields": { \(Self.fields) } }
      """)
    let dataset = try folder.read([source])
    let positions = try #require(dataset.tables[Shop.export]?.positions)
    #expect(dataset.fileName(of: positions[0]) == "退货")
  }

  /// Days on which an export of September is due: 1 to 8 October are holidays, Saturday the 11th is
  /// worked.
  static let dues: [(due: String, day: String)] = [
    (#"{ "workingDay": 1 }"#, "2025-10-09"), (#"{ "workingDay": 2 }"#, "2025-10-10"),
    (#"{ "workingDay": 3 }"#, "2025-10-11"), (#"{ "workingDay": 4 }"#, "2025-10-13"),
    (#"{ "day": 1 }"#, "2025-10-01"), (#"{ "day": 10 }"#, "2025-10-10"),
    (#"{ "day": 31 }"#, "2025-10-31"), (#"{ "day": 40 }"#, "2025-10-31"),
  ]

  @Test(arguments: dues)
  func theDayIsThatOfTheFollowingMonth(due: String, day: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\n", to: "orders.csv")
    let sources = try ["orders", "returns"].map {
      try Shop.csv($0, fields: Self.fields, #""due": \#(due)"#)
    }
    let dataset = try folder.read(sources, terms: Self.terms)
    #expect(exports(dataset, ["due"]) == [day, day])
    #expect(exports(try folder.read(sources), ["due", "as of"]) == ["empty|empty", "empty|empty"])
  }

  @Test func aShortMonthHasItsLastDay() throws {
    let folder = try TemporaryFolder()
    let source = try Shop.csv(fields: Self.fields, #""due": { "day": 31 }"#)
    var terms = Self.terms
    for (period, day) in [
      ("2025-01", "2025-02-28"), ("2024-01", "2024-02-29"), ("2025-12", "2026-01-31"),
    ] {
      terms.period = try #require(Period(period))
      #expect(exports(try folder.read([source], terms: terms), ["due"]) == [day])
    }
  }

  @Test func theDayOfDeliveryIsInTheName() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n", to: "orders_20251009.csv")
    try folder.write("编号,金额\nA2,5\n", to: "orders_20251013.csv")
    let source = try Shop.source(
      """
      { "id": "orders", "entity": "order", "files": ["orders_{date}.csv"], "format": "csv",
        "due": { "workingDay": 3 }, "fields": { \(Self.fields) } }
      """)
    let dataset = try folder.read([source], terms: Self.terms)
    #expect(
      exports(dataset, ["delivered", "due"]) == [
        "2025-10-09|2025-10-11", "2025-10-13|2025-10-11",
      ])
  }

  @Test func filesAreCountedOnceForEachSource() throws {
    let folder = try TemporaryFolder()
    for number in 1...3 { try folder.write("编号,金额\nA\(number),5\n", to: "orders_\(number).csv") }
    try folder.write("编号,金额\nB1,5\n", to: "returns.csv")
    let sources = [
      try Shop.csv("orders", fields: Self.fields, #""fileCount": 2"#),
      try Shop.csv("returns", fields: Self.fields),
    ]
    #expect(
      exports(try folder.read(sources), ["file", "files expected", "files found"]) == [
        "orders_1.csv|2|3", "orders_2.csv|empty|empty", "orders_3.csv|empty|empty",
        "returns.csv|empty|empty",
      ])
  }

  @Test func recordsAreCountedReadAndRejected() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\nA2\nA3,x\nA4,1,2\n", to: "orders.csv")
    let dataset = try folder.read([try Shop.csv("orders", fields: Self.fields)])
    #expect(
      exports(dataset, ["records", "rejected records", "documents"]) == ["2|2|2"],
      "a value that is none leaves its record")
  }

  @Test func childrenAreRecordsAndNoDocuments() throws {
    let folder = try TemporaryFolder()
    try folder.write(NestedReadingTests.jsonText, to: "invoices.json")
    let dataset = folder.read(["invoices.json"], as: try Shop.source(NestedReadingTests.json))
    #expect(exports(dataset, ["records", "documents"]) == ["6|3"])
  }

  @Test func aModelWithoutTheseEntitiesHasNoSuchRecords() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n合计,5\n", to: "orders.csv")
    var model = Shop.model
    model.entities.removeLast(2)
    let source = try Shop.csv(
      fields: Self.fields, #""totals": { "field": "id", "text": "合计", "sums": ["total"] }"#)
    let dataset = Dataset.reading(
      try FileMatching(folder: folder.path, sources: [source]), model: model, terms: Self.terms,
      threads: 1)
    #expect(dataset.tables.count == 3 && dataset.tables[Shop.order]?.rowCount == 1)
  }
}
