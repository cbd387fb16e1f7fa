import Entities
import Tables
import Testing

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
