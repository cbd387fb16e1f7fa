import Diagnostics
import Entities
import Formats
import Intake
import Tables
import Values

/// A small company: orders, invoices and their lines, and the sources of their exports.
enum Shop {
  static let model = try! Model.read(Array(modelText.utf8), file: "model.json")

  private static let modelText = """
    { "entities": [
        { "name": "order", "key": ["id"], "label": { "zh-Hans": "订单" },
          "fields": [
            { "name": "id", "type": "string", "label": { "zh-Hans": "订单编号" } },
            { "name": "total", "type": "number", "label": { "zh-Hans": "订单金额" } },
            { "name": "ordered on", "type": "date", "label": { "zh-Hans": "下单日期" } },
            { "name": "paid at", "type": "date and time", "label": { "zh-Hans": "付款时间" } },
            { "name": "urgent", "type": "boolean", "label": { "zh-Hans": "是否加急" } },
            { "name": "status", "type": "string", "label": { "zh-Hans": "订单状态" },
              "values": { "open": { "zh-Hans": "进行中", "en": "Open" },
                          "done": { "zh-Hans": "已完成", "en": "Done" } } },
            { "name": "remark", "type": "string", "label": { "zh-Hans": "备注" } } ] },
        { "name": "invoice", "key": ["number"], "label": { "zh-Hans": "发票" },
          "fields": [
            { "name": "number", "type": "string", "label": { "zh-Hans": "发票号码" } },
            { "name": "total", "type": "number", "label": { "zh-Hans": "价税合计" } } ] },
        { "name": "invoice line", "key": ["invoice number", "line"],
          "label": { "zh-Hans": "发票明细" },
          "fields": [
            { "name": "invoice number", "type": "string", "label": { "zh-Hans": "发票号码" } },
            { "name": "line", "type": "number", "label": { "zh-Hans": "行号" } },
            { "name": "price", "type": "number", "label": { "zh-Hans": "单价" } },
            { "name": "product", "type": "string", "label": { "zh-Hans": "品名" } } ] },
        { "name": "export", "key": ["id"],
          "fields": [
            { "name": "id", "type": "string" }, { "name": "source", "type": "string" },
            { "name": "title", "type": "string" }, { "name": "file", "type": "string" },
            { "name": "present", "type": "boolean" }, { "name": "due", "type": "date" },
            { "name": "as of", "type": "date" }, { "name": "delivered", "type": "date" },
            { "name": "files expected", "type": "number" },
            { "name": "files found", "type": "number" }, { "name": "records", "type": "number" },
            { "name": "rejected records", "type": "number" },
            { "name": "copy of", "type": "string" }, { "name": "documents", "type": "number" },
            { "name": "repeated documents", "type": "number" },
            { "name": "repeated file", "type": "string" } ] },
        { "name": "control total", "key": ["file", "field"],
          "fields": [
            { "name": "file", "type": "string" }, { "name": "field", "type": "string" },
            { "name": "stated at", "type": "string" },
            { "name": "stated records", "type": "number" },
            { "name": "read records", "type": "number" },
            { "name": "stated amount", "type": "number" },
            { "name": "read amount", "type": "number" } ] } ],
      "relations": [
        { "name": "invoice", "from": "invoice line", "to": "invoice", "kind": "one",
          "on": { "invoice number": "number" } } ] }
    """

  /// What other exports call the same things.
  static let aliases = try! Aliases.read(
    Array(
      """
      { "entities": {
          "order": {
            "names": ["订单", "Sales Orders"],
            "fields": { "id": ["单号", "Order No."], "total": ["金额"], "ordered on": ["日期"] },
            "values": { "status": { "交易成功": "done", "待处理": "open" } } },
          "invoice": { "fields": { "number": ["单号"], "total": ["金额"] } },
          "invoice line": { "standIns": { "line": "invoice number" } } },
        "totals": ["合计", "总计", "合計"], "subtotals": ["小计", "小計"] }
      """.utf8), file: "aliases.json", model: model)

  static let order = 0
  static let invoice = 1
  static let line = 2
  static let export = 3
  static let controlTotal = 4

  /// An order export as CSV with the columns 编号, 金额 and 日期.
  static let orders = """
    { "id": "orders", "entity": "order", "files": ["orders*.csv"], "format": "csv",
      "totals": { "field": "id", "text": "合计", "sums": ["total"] },
      "fields": {
        "id": "编号", "total": "金额", "ordered on": { "from": "日期", "format": "yyyy/M/d" } } }
    """

  static func source(_ text: String) throws(Refusal) -> Source {
    try Source.read(Array(text.utf8), file: "source.json", model: model)
  }

  static func source(id: String, format: String, files: String) throws(Refusal) -> Source {
    try source(
      """
      { "id": "\(id)", "entity": "order", "format": "\(format)", "files": ["\(files)"],
        "records": "$[*]", "fields": { "id": "id" } }
      """)
  }

  /// A source of order exports as CSV, in files whose names begin with its id.
  static func csv(
    _ id: String = "orders", fields: String, _ more: String = ""
  ) throws(Refusal) -> Source {
    try source(csvText(id, fields: fields, more))
  }

  private static func csvText(_ id: String, fields: String, _ more: String) -> String {
    """
    { "id": "\(id)", "entity": "order", "files": ["\(id)*"], "format": "csv",
      "fields": { \(fields) }\(more.isEmpty ? "" : ", ")\(more) }
    """
  }

  /// The faults of such a source.
  static func faults(fields: String, _ more: String, like expected: [String]) -> [String] {
    faults(of: csvText("orders", fields: fields, more), like: expected)
  }

  /// The faults of a source: of each its code, and as much of the text that it points at as is expected
  /// there.
  static func faults(of text: String, like expected: [String]) -> [String] {
    do {
      _ = try source(text)
      return []
    } catch {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return error.diagnostics.enumerated().map { index, fault in
        let wanted = index < expected.count ? expected[index] : fault.code
        let pointed = lines[(fault.place?.line ?? 1) - 1].dropFirst((fault.place?.column ?? 1) - 1)
        return "\(fault.code) \(pointed.prefix(max(0, wanted.count - fault.code.count - 1)))"
      }
    }
  }

  /// The rows of an entity as texts, a field with no value as the word for why.
  static func rows(_ dataset: Dataset, _ entity: Int, _ fields: [String]) -> [String] {
    guard let table = dataset.tables[entity] else { return ["no table"] }
    let columns = fields.map { table.columns[model.entities[entity].field(named: $0)!] }
    return (0..<table.rowCount).map { row in
      columns.map { $0.map { text($0, row) } ?? "no column" }.joined(separator: "|")
    }
  }

  private static func text(_ column: Column, _ row: Int) -> String {
    guard column.state(at: row) == .present else { return "\(column.state(at: row))" }
    switch column.storage {
    case .text, .dictionary, .numbered: return column.text(at: row)
    case .small, .scaled, .decimals: return column.decimal(at: row).reduced.description
    case .booleans: return "\(column.boolean(at: row))"
    case .dates: return column.date(at: row).description
    case .dateTimes: return "\(column.dateTime(at: row))"
    }
  }
}
