import Entities
import Tables
import Testing
import Values

@testable import Intake

@Suite struct KeptFieldsTests {
  private static let export =
    "id,remark,total\nA1,first,1\nA2,\"two\nlines\",2\n\nA3,,3\nA4,\"say \"\"yes\"\"\",4\nA5, 张三 ,5\n"

  private func read(_ text: String, keeping kept: KeptFields?) throws -> (TemporaryFolder, Dataset)
  {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "orders.csv")
    let source = try Shop.csv(fields: #""id": "id", "remark": "remark", "total": "total""#)
    let files = try FileMatching(folder: folder.path, sources: [source])
    return (
      folder,
      Dataset.reading(files, model: Shop.model, terms: nil, keeping: kept, threads: 1)
    )
  }

  @Test func whatIsNotKeptIsRecalled() throws {
    let remark = Shop.model.entities[Shop.order].field(named: "remark")!
    let (folderOfAll, all) = try read(Self.export, keeping: nil)
    let (folder, some) = try read(Self.export, keeping: KeptFields(namesOf: Shop.model))
    let whole = try #require(all.tables[Shop.order])
    let table = try #require(some.tables[Shop.order])
    let total = Shop.model.entities[Shop.order].field(named: "total")!
    #expect(table.columns[remark]?.isKept == false && table.columns[total]?.isKept == false)
    #expect(table.columns[Shop.model.entities[Shop.order].key[0]]?.isKept == true)
    #expect(table.rowCount == 5 && table.rowCount == whole.rowCount)
    let recalled = some.recalled([Shop.order: [0, 1, 2, 3, 4]])
    for row in 0..<5 {
      let found = try #require(recalled.column(remark, of: Shop.order, row: row))
      let original = try #require(whole.columns[remark])
      #expect(found.column.state(at: found.row) == original.state(at: row), "row \(row)")
      if original.state(at: row) == .present {
        #expect(found.column.text(at: found.row) == original.text(at: row), "row \(row)")
      }
      let number = try #require(recalled.column(total, of: Shop.order, row: row))
      #expect(number.column.decimal(at: number.row) == whole.columns[total]?.decimal(at: row))
    }
    #expect(some.recalled([Shop.order: [3]]).column(remark, of: Shop.order, row: 1) == nil)
    withExtendedLifetime((folderOfAll, folder)) {}
  }

  /// An order's remark beside the lines of invoices, and records that lie deep in others.
  private static let invoices = """
    { "id": "invoices", "entity": "invoice", "files": ["invoices*"], "format": "json", "records": "$[*]",
      "fields": { "number": "no", "total": "sum.gross" },
      "children": [
        { "entity": "order", "records": "orders[*]",
          "fields": { "id": "id", "remark": "../no", "total": "total" } },
        { "entity": "invoice line", "records": "lines[*]",
          "fields": { "invoice number": "../no", "line": "n", "price": "price" } } ] }
    """

  private static let invoiceRecords = [
    #"{"no":"F1","sum":{"gross":12.50},"lines":[{"n":1,"price":"2.50"},{"price":10.00,"n":2}]}"#,
    #"{"sum":{"gross":null}, "no":"F\u0032", "lines":[],"orders":{"id":"D1","total":"１２"}}"#,
    #"{"no":"F3","note":[{"n":5}],"lines":{"n":1,"price":"n.n."},"orders":[{"id":"D2"},{"id":"D3","total":1e3}]}"#,
    #"{"no":"F4","sum":{}}"#,
  ]

  private func read(
    invoices text: String, keeping kept: KeptFields?, in folder: borrowing TemporaryFolder
  ) throws -> Dataset {
    try folder.write(text, to: "invoices.json")
    let files = try FileMatching(
      folder: folder.path, sources: [try Shop.source(Self.invoices)])
    return Dataset.reading(files, model: Shop.model, terms: nil, keeping: kept, threads: 1)
  }

  @Test(arguments: [
    invoiceRecords.joined(separator: "\n") + "\n",
    " [" + invoiceRecords.joined(separator: " , ") + "]",
    "\u{FEFF}" + invoiceRecords.joined(separator: "\r\n"),
  ])
  func whatIsNotKeptOfRecordsInRecordsIsRecalled(text: String) throws {
    let folder = try TemporaryFolder()
    let all = try read(invoices: text, keeping: nil, in: folder)
    let some = try read(invoices: text, keeping: KeptFields(namesOf: Shop.model), in: folder)
    #expect(some.unreadables == all.unreadables)
    var unkept: [String] = []
    for entity in [Shop.order, Shop.invoice, Shop.line] {
      let whole = try #require(all.tables[entity])
      let table = try #require(some.tables[entity])
      #expect(table.rowCount == whole.rowCount)
      let recalled = some.recalled([entity: Set(0..<table.rowCount)])
      for (field, column) in table.columns.enumerated() where column?.isKept == false {
        unkept.append(Shop.model.entities[entity].fields[field].name)
        for row in 0..<table.rowCount {
          let found = try #require(recalled.column(field, of: entity, row: row))
          let original = try #require(whole.columns[field])
          #expect(found.column.state(at: found.row) == original.state(at: row))
          if original.state(at: row) == .present {
            #expect(found.column.decimal(at: found.row) == original.decimal(at: row))
          }
        }
      }
    }
    // What comes of the record around is kept.
    #expect(unkept == ["total", "total", "price"])
  }

  /// Another file of the same size or another, and a text that ends within the record.
  @Test func recordsInRecordsThatWereWrittenOverAreNotRecalled() throws {
    let text = Self.invoiceRecords.joined(separator: "\n")
    let folder = try TemporaryFolder()
    let some = try read(invoices: text, keeping: KeptFields(namesOf: Shop.model), in: folder)
    let price = Shop.model.entities[Shop.line].field(named: "price")!
    func recalled() -> Bool {
      some.recalled([Shop.line: [1]]).column(price, of: Shop.line, row: 1) != nil
    }
    #expect(recalled())
    for (old, new) in [
      ("n\":2", "n\":3"), (",{\"price\":10", " ,{\"price\":1"), ("}]}\n", "}]}  \n"),
    ] {
      try folder.write(text.replacing(old, with: new), to: "invoices.json")
      #expect(!recalled(), "\(new)")
    }
    let cut = text.split(separator: "2}]}")[0]
    try folder.write(
      cut + String(repeating: " ", count: text.utf8.count - cut.utf8.count), to: "invoices.json")
    #expect(!recalled())
  }

  /// A text of JSON may hold zero bytes by an escape alone.
  @Test func zeroBytesOfJSONAreFound() throws {
    let folder = try TemporaryFolder()
    let text =
      #"{"id":"D1","remark":"a\u0000b"}"# + "\n" + #"{"id":"D\u00002","remark":"c"}"# + "\n"
    // More behind them, so that they are read like most records.
    let more = (3...200).map { #"{"id":"D\#($0)","remark":"x"}"# }.joined(separator: "\n")
    try folder.write(text + more, to: "orders.json")
    let source = try Shop.source(
      """
      { "id": "orders", "entity": "order", "files": ["orders*"], "format": "json", "records": "$[*]",
        "fields": { "id": "id", "remark": "remark" } }
      """)
    let files = try FileMatching(folder: folder.path, sources: [source])
    for kept in [nil, KeptFields(namesOf: Shop.model)] {
      let read = Dataset.reading(
        files, model: Shop.model, terms: nil, keeping: kept, threads: 1)
      #expect(read.unreadables.map(\.code) == ["zero-byte", "zero-byte"])
      #expect(read.unreadables.map(\.position.record) == [1, 2])
    }
  }

  /// A place is one of the text alone where that is what lies on disk.
  @Test func allIsKeptOfJSONInAnotherEncoding() throws {
    let folder = try TemporaryFolder()
    let text = Self.invoiceRecords.joined(separator: "\n")
    try folder.write(
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "invoices.json")
    let files = try FileMatching(folder: folder.path, sources: [try Shop.source(Self.invoices)])
    let read = Dataset.reading(
      files, model: Shop.model, terms: nil, keeping: KeptFields(namesOf: Shop.model), threads: 1)
    #expect(read.exports[0].encoding == "UTF-16LE")
    #expect(read.tables.allSatisfy { $0?.columns.allSatisfy { $0?.isKept != false } != false })
  }

  /// Another record in its place, less, nothing, and another encoding.
  private static let overwritings: [[UInt8]] = [
    Array(export.replacing("A3", with: "B3").utf8), Array("id,remark\n".utf8), [],
    [0xFF, 0xFE] + export.utf8.flatMap { [$0, 0] },
  ]

  /// A file that was written over is another one: nothing of it is shown as what was read.
  @Test(arguments: overwritings)
  func whatWasWrittenOverIsNotRecalled(bytes: [UInt8]) throws {
    let remark = Shop.model.entities[Shop.order].field(named: "remark")!
    let (folder, some) = try read(Self.export, keeping: KeptFields(namesOf: Shop.model))
    #expect(some.recalled([Shop.order: [2]]).column(remark, of: Shop.order, row: 2) != nil)
    try folder.write(bytes, to: "orders.csv")
    #expect(some.recalled([Shop.order: [2]]).column(remark, of: Shop.order, row: 2) == nil)
  }

  /// What cannot be read is told whether it is kept or not.
  @Test func textsThatAreNotKeptAreChecked() throws {
    let cut = (1...4).map { "A\($0),19306798581\($0)0000000,1" }.joined(separator: "\n")
    for rows in ["A1,1.93068E+15,1\nA2,x\u{0}y,2", cut] {
      let text = "id,remark,total\n\(rows)\n"
      let (folderOfAll, all) = try read(text, keeping: nil)
      let (folder, some) = try read(text, keeping: KeptFields(namesOf: Shop.model))
      #expect(!all.unreadables.isEmpty)
      #expect(some.unreadables == all.unreadables)
      withExtendedLifetime((folderOfAll, folder)) {}
    }
  }
}
