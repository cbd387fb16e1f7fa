import Diagnostics
import Entities
import Formats
import FoundationEssentials
import Glibc
import Intake
import Tables
import Values

/// A small company: orders, invoices and their lines, and the sources of their exports.
enum Shop {
  static let model = try! Model.read(
    Array(
      """
      { "entities": [
          { "name": "order", "key": ["id"],
            "fields": [
              { "name": "id", "type": "string" }, { "name": "total", "type": "number" },
              { "name": "ordered on", "type": "date" }, { "name": "paid at", "type": "date and time" },
              { "name": "urgent", "type": "boolean" },
              { "name": "status", "type": "string",
                "values": { "open": { "zh-Hans": "进行中", "en": "Open" },
                            "done": { "zh-Hans": "已完成", "en": "Done" } } } ] },
          { "name": "invoice", "key": ["number"],
            "fields": [
              { "name": "number", "type": "string" }, { "name": "total", "type": "number" } ] },
          { "name": "invoice line", "key": ["invoice number", "line"],
            "fields": [
              { "name": "invoice number", "type": "string" }, { "name": "line", "type": "number" },
              { "name": "price", "type": "number" } ] } ],
        "relations": [] }
      """.utf8), file: "model.json")

  static let order = 0
  static let invoice = 1
  static let line = 2

  /// An order export as CSV with the columns 编号, 金额 and those of `more`.
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
    case .text, .dictionary: return column.text(at: row)
    case .scaled, .decimals: return column.decimal(at: row).reduced.description
    case .booleans: return "\(column.boolean(at: row))"
    case .dates: return column.date(at: row).description
    case .dateTimes: return "\(column.dateTime(at: row))"
    }
  }
}

/// A folder of its own, removed when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/paicha-intake-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXFault(code: errno) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
  }

  /// Reads files written here, in the order given.
  func read(_ names: [String], as source: Source, threads: Int = 1) -> Dataset {
    let files = names.map { ExportFile(path: path + "/" + $0, name: $0, source: source) }
    return Dataset.reading(files, model: Shop.model, threads: threads)
  }
}

struct POSIXFault: Error {
  let code: Int32
}
