import Entities
import Inspection
import Intake
import Tables

extension Workload {
  /// Every reader on the same month. What stands in it does not depend on how it is written, so that every one
  /// has to come to what plain CSV comes to.
  static let reading = [
    reading("read-csv", .csv), reading("read-csv-quoted", .quoted),
    reading("read-csv-gb18030", .gb18030), reading("read-jsonl", .jsonLines),
    reading("read-json", .json), reading("read-xml", .xml),
  ]

  private static func reading(_ name: String, _ style: MonthStyle) -> Workload {
    Workload(
      name: name,
      prepare: { month, threads in
        let exports = try month.exports(style)
        let model = month.project.exports.model
        let rows = Dataset.reading(exports, model: model, threads: threads).recordCount
        return Prepared(rows: rows, bytes: byteCount(of: exports.map(\.path))) {
          let dataset = Dataset.reading(exports, model: model, threads: threads)
          return { digest(of: dataset) }
        }
      },
      oracle: { month in digest(of: try month.dataset(.csv)) })
  }
}

extension Dataset {
  fileprivate var recordCount: Int { tables.reduce(0) { $0 + ($1?.rowCount ?? 0) } }
}

/// Of every value of every record, and of what could not be read.
func digest(of dataset: Dataset) -> String {
  var digest = WorkloadDigest()
  for (entity, table) in zip(dataset.model.entities, dataset.tables) {
    guard let table else { continue }
    digest.add("\(entity.name) \(table.rowCount)")
    for (field, column) in zip(entity.fields, table.columns) {
      digest.add(field.name)
      for row in 0..<table.rowCount { digest.add(column?.shown(at: row) ?? "") }
    }
  }
  for unreadable in dataset.unreadables { digest.add(unreadable.code) }
  return digest.text
}

extension Column {
  /// The value as text; nothing where there is none. A field that an export leaves out is empty in another.
  func shown(at row: Int) -> String {
    switch state(at: row) {
    case .empty: return ""
    case .unreadable: return "?"
    case .present: break
    }
    return switch storage {
    case .text, .dictionary, .numbered: text(at: row)
    case .small, .scaled, .decimals: "\(decimal(at: row))"
    case .booleans: "\(boolean(at: row))"
    case .dates: "\(date(at: row))"
    case .dateTimes: "\(dateTime(at: row))"
    }
  }
}
