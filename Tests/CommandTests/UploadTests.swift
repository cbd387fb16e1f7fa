import FoundationEssentials
import Testing

/// Exports that no source declares, with none of the model's names, as somebody uploads them: what
/// `paicha inspect` and `paicha check` make of them by the shipped aliases.
///
/// The values expected here were written by hand beside the files when those were made.
@Suite(.timeLimit(.minutes(10))) struct UploadTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var file: String
    var encoding: String
    var delimiter: String
    var entity: String
    var records: Int
    /// Column → field and type, `-` for a column that is none.
    var columns: [String: String]
    /// The first record, as typed.
    var first: [String: String]
    var rulesRun: Int
  }

  private static let cases: [Case] = [
    Case(
      testDescription: "a shop's orders in GBK, guarded numbers, a preamble and a totals row",
      file: "trade-report.csv", encoding: "GB18030", delimiter: ",", entity: "order", records: 12,
      columns: [
        "交易号": "id string", "买家昵称": "customer name string",
        "买家下单时间": "ordered at date and time", "应付金额（元）": "total number",
        "收件人": "consignee string", "收件人手机": "phone string", "详细地址": "address string",
        "交易状态": "status string", "买家留言": "remark string",
      ],
      first: [
        "id": "4100000000000000000", "customer name": "棠梨0", "ordered at": "2025-09-01T08:00:00",
        "total": "4842.54", "consignee": "傅棠梨", "phone": "13900000000",
        "address": "云岭市梧桐区 听松路10号,1栋", "status": "completed", "remark": "请尽快",
      ], rulesRun: 12),
    Case(
      testDescription:
        "a warehouse's deliveries in UTF-16 with tabs, Chinese dates and a totals row",
      file: "ck0930.txt", encoding: "UTF-16LE", delimiter: "\t", entity: "shipment", records: 10,
      columns: [
        "出库单号": "id string", "销售单号": "order id string", "出库日期": "shipped at date and time",
        "承运方": "carrier string", "快递单号": "waybill number string", "收货联系人": "consignee string",
        "收件人电话": "phone string", "到货时间": "signed at date and time", "签收姓名": "signed by string",
        "箱数": "- number",
      ],
      first: [
        "id": "CK25090001", "order id": "XS25090003", "shipped at": "2025-09-02T00:00:00",
        "carrier": "德邦快递", "waybill number": "DPK300000000000", "consignee": "傅棠梨",
        "phone": "13900000000", "signed at": "2025-09-05T10:20:00", "signed by": "傅棠梨",
      ], rulesRun: 12),
    Case(
      testDescription: "a branch's invoices in Big5 with semicolons and three totals",
      file: "list.csv", encoding: "Big5", delimiter: ";", entity: "invoice", records: 9,
      columns: [
        "發票號碼": "number string", "開立日期": "issued date date", "買方名稱": "buyer name string",
        "買方統編": "buyer tax number string", "未稅額": "net number", "營業稅額": "tax number",
        "發票總額": "total number", "訂單單號": "order id string",
      ],
      first: [
        "id": "AB25000001", "number": "AB25000001", "issued date": "2025-09-01",
        "buyer name": "台北貿易股份有限公司", "buyer tax number": "12345670", "net": "83559", "tax": "4178",
        "total": "87737", "order id": "SO25090001",
      ], rulesRun: 8),
    Case(
      testDescription: "a shop abroad in windows-1252: days first, a comma before the decimals",
      file: "bestellungen.csv", encoding: "windows-1252", delimiter: ";", entity: "order",
      records: 8,
      columns: [
        "Order No": "id string", "Order date": "ordered at date and time",
        "Customer": "customer name string", "Amount": "total number", "Status": "status string",
      ],
      first: [
        "id": "W-100", "ordered at": "2025-09-03T00:00:00", "customer name": "Müller GmbH",
        "total": "1250.50", "status": "completed",
      ], rulesRun: 9),
    Case(
      testDescription: "order lines below merged cells, with a band of headings above the header",
      file: "merged-lines.csv", encoding: "UTF-8", delimiter: ",", entity: "order line", records: 6,
      columns: [
        "订单编号": "order id string", "行号": "line number number", "商品编码": "product code string",
        "商品名称": "product name string", "数量": "quantity number", "金额": "amount number",
      ],
      first: [
        "order id": "D-1", "line number": "1", "product code": "F101", "product name": "餐桌",
        "quantity": "2", "amount": "5360.00",
      ], rulesRun: 7),
  ]

  @Test(arguments: cases)
  private func anUndeclaredExportIsRecognised(_ example: Case) throws {
    let upload = try Upload(example.file)
    let file = try upload.inspected()
    #expect(file.encoding == example.encoding)
    #expect(file.delimiter == example.delimiter)
    #expect(file.entity == example.entity)
    #expect(file.records == example.records && file.rejects == 0 && !file.isSample)
    let columns = Dictionary(
      uniqueKeysWithValues: file.columns.map { ($0.name, "\($0.field ?? "-") \($0.type)") })
    #expect(columns == example.columns)
    #expect(file.columns.allSatisfy { ($0.field == nil) == ($0.confidence == "0.00") })

    let records = try upload.records()
    #expect(records.count == example.records)
    #expect(records[0].fields.compactMapValues { $0 } == example.first)
  }

  @Test(arguments: cases)
  private func whatCanBeCheckedIsAndTheRestIsNamed(_ example: Case) throws {
    let result = try Upload(example.file).run("paicha check --lang en")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("\(example.rulesRun) rules ran"))
    #expect(result.errors.contains("there is no export of"))
  }

  /// What a declared source says of signs, joined columns and words is in the declaration that is written
  /// from an export which only has its columns.
  @Test func aDeclarationMadeOfAnotherKeepsItsMeaning() throws {
    let upload = try Upload("refunds.csv")
    try upload.write(
      """
      { "id": "refunds", "title": "退款", "entity": "order", "format": "csv", "files": ["tk_*.csv"],
        "fields": { "id": { "join": ["年号", "流水号"] }, "total": { "from": "退款额", "negate": true },
          "remark": { "from": ["说明#1", "说明#2"] }, "status": { "from": "进度", "values": { "退了": "cancelled" } } } }
      """, to: "Rules/sources/refunds.json")
    let before = try upload.records()
    #expect(before.map { $0.fields["id"] } == ["2025001", "2025002"])
    #expect(before.map { $0.fields["total"] } == ["-100.50", "-7.00"])
    #expect(before.map { $0.fields["remark"] } == ["甲", "乙"])
    #expect(before.map { $0.fields["status"] } == ["cancelled", "cancelled"])
    let written = try upload.run("paicha inspect --write --id upload")
    #expect(written.status == 0, "\(written.errors)")
    #expect(try upload.inspected().source == "upload")
    #expect(try upload.records() == before)
  }

  /// Totals below a table are compared, however its numbers are written.
  @Test(arguments: [
    ("trade-report.csv", "states 63811.13 for total, the records add up to 63811.13: agrees"),
    ("bestellungen.csv", "states 18691.00 for total, the records add up to 18691.00: agrees"),
  ])
  func theTotalsBelowATableAreCompared(file: String, says: String) throws {
    #expect(try Upload(file).run("paicha inspect").output.contains(says))
  }

  /// Where cells were merged, the rows below belong to the order named above them.
  @Test func mergedCellsAreFilledWithinTheirOrder() throws {
    let orders = try Upload("merged-lines.csv").records().map { $0.fields["order id"] ?? nil }
    #expect(orders == ["D-1", "D-1", "D-2", "D-3", "D-3", "D-3"])
  }

  /// The declaration that is written reads the file as the recognition did.
  @Test(arguments: cases.filter { $0.file != "merged-lines.csv" })
  private func theDeclarationWrittenReadsTheSame(_ example: Case) throws {
    let upload = try Upload(example.file)
    let before = try upload.records()
    let written = try upload.run("paicha inspect --write --id upload")
    #expect(
      written.status == 0 && written.errors.contains("sources/upload.json"), "\(written.errors)")
    let file = try upload.inspected()
    #expect(file.source == "upload" && file.entity == example.entity)
    #expect(try upload.records() == before)
    let again = try upload.run("paicha inspect --write --id upload")
    #expect(again.status == 2 && again.errors.contains("already-declared"))
  }
}

/// A file in a folder of its own, with the shipped rules beside it.
private struct Upload {
  private let project: TemporaryProject
  private let file: String

  init(_ file: String) throws {
    self.file = file
    project = try TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    let uploads = "\(repository)/Tests/CommandTests/Fixtures/uploads"
    _ = try shell.run("cp -r '\(repository)/Rules' . && cp '\(uploads)/\(file)' .")
  }

  func run(_ command: String) throws -> Shell.Result {
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    return try shell.run("\(command) '\(file)'")
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(project.folder)/\(name)"))
  }

  func inspected() throws -> InspectedFile {
    let text = try run("paicha inspect --json").output
    return try JSONDecoder().decode(Inspected.self, from: Data(text.utf8)).files[0]
  }

  func records() throws -> [InspectedRecord] {
    try lines(of: run("paicha inspect --records 1000").output).filter { !$0.isEmpty }.map {
      try JSONDecoder().decode(InspectedRecord.self, from: Data($0.utf8))
    }
  }
}

private struct Inspected: Decodable {
  var files: [InspectedFile]
}

private struct InspectedFile: Decodable {
  struct Column: Decodable {
    var name: String
    var field: String?
    var type: String
    var confidence: String
  }

  var encoding: String
  var delimiter: String?
  var entity: String?
  var source: String?
  var records: Int
  var rejects: Int
  var isSample: Bool
  var columns: [Column]
}

private struct InspectedRecord: Decodable, Equatable {
  var line: Int
  var values: [String: String?]
  var fields: [String: String?]
}
