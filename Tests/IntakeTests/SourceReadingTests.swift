import Diagnostics
import Formats
import Intake
import Testing
import Values

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
    #expect(source.patterns.map(\.description) == ["订单_*.csv", "o?.csv"])
    #expect(source.patternText == "订单_*.csv, o?.csv")
    #expect(
      source.encoding == .gb18030
        && source.dialect == CSVDialect(delimiter: UInt8(ascii: ";"), headerRow: 3))
    #expect(source.totals?.words == ["合计"] && source.totals?.subtotalWords == [])
    #expect(source.totals?.sums == [1])
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

  @Test func whatIsNotSaidIsUsual() throws {
    let source = try Shop.csv(fields: #""id": "编号""#)
    #expect(source.encoding == nil && source.dialect == CSVDialect() && source.totals == nil)
    #expect(source.fillDown == nil && !source.hasDecimalComma && !source.isOptional)
    #expect(source.due == nil && source.fileCount == nil && source.namespaces.isEmpty)
    let field = source.streams[0].fields[0]
    #expect(!field.isOptional && !field.isNegated && !field.isPercent && field.times == nil)
  }

  @Test func aFieldMayStandInSeveralColumns() throws {
    let source = try Shop.csv(
      fields: """
        "id": { "join": ["日期", "流水号"] },
        "total": { "from": ["实付", "应付"], "negate": true, "times": 10000 },
        "remark": { "from": ["备注", ["甲", "乙"], "备注"], "optional": true },
        "paid at": "日期"
        """)
    let fields = source.streams[0].fields
    #expect(
      fields.map(\.alternatives) == [
        [["日期", "流水号"]], [["实付"], ["应付"]], [["备注"], ["甲", "乙"], ["备注"]], [["日期"]],
      ])
    #expect(fields.map(\.from) == ["日期 + 流水号", "实付 / 应付", "备注 / 甲 + 乙 / 备注", "日期"])
    #expect(fields[1].isNegated && fields[1].times == Decimal128("10000"))
    #expect(source.columns(of: 0) == ["日期", "流水号", "实付", "应付", "备注", "甲", "乙"], "each once")
  }

  @Test func totalsAndMergedCellsAreDeclared() throws {
    let source = try Shop.csv(
      fields: #""id": { "from": ["编号", "单号"] }, "total": "金额", "remark": "备注""#,
      """
      "totals": { "column": "序号", "text": ["合计", "总计"], "subtotals": ["小计"],
                  "sums": ["total"] },
      "fillDown": { "by": "id", "fields": ["id", "remark"] }
      """)
    #expect(source.totals?.words == ["合计", "总计"] && source.totals?.subtotalWords == ["小计"])
    #expect(source.fillDown?.by == 0 && source.fillDown?.fields == [6], "'by' is filled anyhow")
    #expect(source.columns(of: 0).last == "序号", "the words' column is read, too")
    let field = try Shop.csv(
      fields: #""id": { "from": ["编号", "单号"] }"#,
      #""totals": { "field": "id", "text": "合计", "sums": [] }"#)
    #expect(field.columns(of: 0) == ["编号", "单号"], "the words stand in one that is read anyhow")
  }

  @Test func fieldsThatAreAbsentMayBeEmptyAllOver() throws {
    let fields = #""id": "编号", "total": { "from": "金额", "optional": false }"#
    let empty = try Shop.csv(fields: fields, #""absentFields": "empty""#)
    #expect(empty.streams[0].fields.map(\.isOptional) == [true, true])
    let fault = try Shop.csv(fields: fields, #""absentFields": "fault""#)
    #expect(fault.streams[0].fields.map(\.isOptional) == [false, false])
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
    (
      "a path that means nothing",
      #"{ "id": "a", "entity": "order", "format": "json", "records": "$.a[*]", "fields": { "id": "b[0]" } }"#,
      ["1:90 bad-path"]
    ),
    (
      "a prefix that stands for nothing",
      #"{ "id": "a", "entity": "order", "format": "xml", "records": "/o:Order", "fields": { "id": "No" } }"#,
      ["1:1 bad-path"]
    ),
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

  /// A fault in a field or a key of a source of orders, by its code and the text that it points at.
  static let parts: [(what: String, fields: String, more: String, faults: [String])] = [
    ("no column", #""id": { "from": [] }"#, "", ["missing-key []"]),
    ("an alternative of none", #""id": { "from": ["a", []] }"#, "", [#"missing-key ["a""#]),
    ("a column that is no text", #""id": { "from": ["a", 5] }"#, "", ["wrong-type 5"]),
    ("nothing to join", #""id": { "join": [] }"#, "", ["missing-key []"]),
    ("a joined column that is no text", #""id": { "join": ["a", 5] }"#, "", ["wrong-type 5"]),
    ("a sign for a text", #""id": { "from": "a", "negate": true }"#, "", ["wrong-type true"]),
    (
      "percent for a date", #""paid at": { "from": "a", "percent": true }"#, "", ["wrong-type true"]
    ),
    ("a factor for a text", #""id": { "from": "a", "times": 10 }"#, "", ["wrong-type 10"]),
    (
      "a factor that is none", #""total": { "from": "a", "times": "10" }"#, "",
      [#"wrong-type "10""#]
    ),
    ("a sign that is none", #""total": { "from": "a", "negate": 1 }"#, "", ["wrong-type 1"]),
    ("a mistyped mark", "", #""decimal": ";""#, [#"unknown-word ";""#]),
    ("absent in another way", "", #""absentFields": "null""#, [#"unknown-word "null""#]),
    ("optional by a word", "", #""optional": "yes""#, [#"wrong-type "yes""#]),
    (
      "totals of an unknown field", "",
      #""totals": { "field": "idd", "text": "合计", "sums": ["totl"] }"#,
      [#"unknown-field "idd""#, #"unknown-field "totl""#]
    ),
    (
      "totals of what is not read", "",
      #""totals": { "field": "remark", "text": "合计", "sums": ["total"] }"#,
      [#"unmapped-field "remark""#, #"unmapped-field "total""#]
    ),
    (
      "a sum of texts", "", #""totals": { "field": "id", "text": "合计", "sums": ["id"] }"#,
      [#"wrong-type "id""#]
    ),
    (
      "totals without a place and a word", "", #""totals": { "sums": [] }"#,
      ["missing-key {", "missing-key {"]
    ),
    (
      "words that are none", "", #""totals": { "column": "a", "text": 5, "subtotals": "小计" }"#,
      [#"wrong-type 5"#, #"wrong-type "小计""#]
    ),
    ("no words", "", #""totals": { "column": "a", "text": [] }"#, ["missing-key []"]),
    (
      "filling by what is not read", "", #""fillDown": { "by": "total", "fields": ["remark"] }"#,
      [#"unmapped-field "total""#, #"unmapped-field "remark""#]
    ),
    ("filling by nothing", "", #""fillDown": { "fields": [] }"#, ["missing-key {"]),
    (
      "children of a table", "",
      #""children": [ { "entity": "invoice", "records": "a", "fields": { "number": "n" } } ]"#,
      ["csv-children ["]
    ),
  ]

  @Test(arguments: parts)
  func aFaultPointsAtItsCause(what: String, fields: String, more: String, faults: [String]) {
    let fields = fields.isEmpty ? #""id": "编号""# : fields
    #expect(Shop.faults(fields: fields, more, like: faults) == faults, "\(what)")
  }
}
