import Diagnostics
import Formats
import Intake
import Testing

@Suite struct SourceReadingTests {
  @Test func aSourceIsReadAsItStands() throws {
    let source = try Shop.source(
      """
      { "id": "erp", "title": "ERP 订单导出", "entity": "order", "files": ["订单_*.csv", "o?.csv"],
        "format": "csv", "encoding": "gbk", "delimiter": ";", "header": 3,
        "totals": { "field": "id", "text": "合计", "sums": ["total"] },
        "fields": { "id": "订单编号",
          "ordered on": { "from": "下单", "format": "yyyy/M/d" },
          "status": { "from": "状态", "values": { "交易成功": "done" }, "optional": true },
          "total": "金额" } }
      """)
    #expect(source.id == "erp" && source.title == "ERP 订单导出" && source.format == .csv)
    #expect(source.patterns == ["订单_*.csv", "o?.csv"])
    #expect(source.encoding == .gb18030 && source.delimiter == 0x3B && source.headerRow == 3)
    #expect(source.totals?.field == 0 && source.totals?.text == "合计" && source.totals?.sums == [1])
    #expect(source.streams.count == 1 && source.streams[0].entity == Shop.order)
    let fields = source.streams[0].fields
    #expect(fields.map(\.from) == ["订单编号", "下单", "状态", "金额"])
    #expect(fields.map(\.field) == [0, 2, 5, 1])
    #expect(fields.map(\.isOptional) == [false, false, true, false])
    #expect(fields[1].datePattern == DatePattern("yyyy/M/d") && fields[0].datePattern == nil)
    #expect(fields[2].words == ["交易成功": "done"])
    #expect(fields[0].place == Place(file: "source.json", line: 4, column: 21))
    #expect(fields[1].place == Place(file: "source.json", line: 5, column: 29))
  }

  @Test func childrenFollowTheirParents() throws {
    let source = try Shop.source(
      """
      { "id": "tax", "entity": "invoice", "files": [], "format": "xml", "records": "/R/Invoice",
        "fields": { "number": "No" },
        "children": [
          { "entity": "invoice line", "records": "Lines/Line", "fields": { "line": "@no" } } ] }
      """)
    #expect(source.streams.map(\.entity) == [Shop.invoice, Shop.line])
    #expect(source.streams.map(\.parent) == [nil, 0])
    #expect(source.streams.map(\.path) == ["/R/Invoice", "Lines/Line"])
    #expect(source.title == "tax")
  }

  @Test func everyFaultIsToldAtOnceWithItsPlace() {
    expectFaults(
      of: """
        { "id": "erp", "entity": "order", "file": ["a.csv"], "format": "csv",
          "encoding": "utf-7", "delimiter": ";;", "header": "3",
          "totals": { "field": "idd", "sums": [] },
          "fields": {
            "totall": "金额", "id": 5,
            "ordered on": { "from": "日期", "format": "yy-MM-dd" },
            "status": { "form": "状态", "values": { "好": "doen" } } },
          "children": [ { "records": "a[*]", "fields": {} } ] }
        """,
      [
        "1:35 unknown-key did you mean 'files'?",
        "2:15 unknown-word did you mean 'UTF-8'?",
        "2:37 wrong-type",
        "2:53 wrong-type",
        "3:13 missing-key",
        "3:24 unknown-field did you mean 'id'?",
        "5:5 unknown-field did you mean 'total'?",
        "5:27 wrong-type",
        "6:45 unknown-date-format",
        "7:15 missing-key",
        "7:17 unknown-key did you mean 'from'?",
        "8:17 missing-key",
      ])
  }

  static let small: [(what: String, text: String, faults: [String])] = [
    (
      "a mistyped entity", #"{ "id": "a", "entity": "ordre", "format": "csv", "fields": {} }"#,
      ["1:24 unknown-entity did you mean 'order'?"]
    ),
    (
      "a mistyped format", #"{ "id": "a", "entity": "order", "format": "cvs", "fields": {} }"#,
      ["1:43 unknown-word did you mean 'csv'?"]
    ),
    (
      "a mistyped word",
      #"{ "id": "a", "entity": "order", "format": "csv", "fields": { "status": { "from": "s", "values": { "x": "doen" } } } }"#,
      ["1:104 unknown-word did you mean 'done'?"]
    ),
    (
      "JSON without the path of its records",
      #"{ "id": "a", "entity": "order", "format": "json", "fields": { "id": "id" } }"#,
      ["1:1 missing-key"]
    ),
    (
      "nothing", "{}", ["1:1 missing-key", "1:1 missing-key", "1:1 missing-key", "1:1 missing-key"]
    ),
    ("broken JSON", "{", ["1:2 json-syntax"]),
  ]

  @Test(arguments: small)
  func whatIsWrongIsTold(what: String, text: String, faults: [String]) {
    expectFaults(of: text, faults)
  }

  /// Compares place, code and, where one is given, a slip's help.
  private func expectFaults(of text: String, _ faults: [String]) {
    let refusal = #expect(throws: Refusal.self) { try Shop.source(text) }
    let found = (refusal?.diagnostics ?? []).map { fault in
      let slip = fault.help.flatMap { $0.hasPrefix("did you") ? " " + $0 : nil } ?? ""
      return "\(fault.place?.line ?? 0):\(fault.place?.column ?? 0) \(fault.code)\(slip)"
    }
    #expect(found == faults)
  }
}
