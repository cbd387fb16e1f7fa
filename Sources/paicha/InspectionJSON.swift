import Diagnostics
import Entities
import Formats
import Inspection
import Intake
import Reports
import Values

/// What is told of inspected files to a program.
enum InspectionJSON {
  static func text(of outcome: FileInspection.Outcome) -> String {
    JSONWriter.text(.indented) { json in
      json.object { json in
        json.objects("files", outcome.files) { json, file in
          write(file, outcome.project.model, to: &json)
        }
      }
    } + "\n"
  }

  /// The records that were asked for, one JSON object a line.
  static func records(of file: InspectedFile) -> String {
    file.records.map { record in
      JSONWriter.text(.line) { json in json.object { write(record, to: &$0) } } + "\n"
    }.joined()
  }

  private static func write(_ record: InspectedRecord, to json: inout JSONWriter) {
    json.member("stream", record.stream)
    json.member("record", record.record)
    json.member("line", record.line)
    json.key("entity")
    if let entity = record.entity { json.string(entity) } else { json.null() }
    json.object("values") { json in
      for (name, text) in record.values {
        json.key(named: name)
        if let text { json.string(text) } else { json.null() }
      }
    }
    json.object("fields") { json in
      for (name, value) in record.fields {
        json.key(named: name)
        switch value {
        case .text(let text): json.string(text)
        case .boolean(let value): json.boolean(value)
        case .nothing: json.null()
        }
      }
    }
  }

  private static func write(_ file: InspectedFile, _ model: Model, to json: inout JSONWriter) {
    let found = file.recognition
    let main = found?.main
    let number = found?.streams.firstIndex { $0.path == main?.path } ?? 0
    json.member("file", file.file)
    json.member("format", found?.sniffed.format.rawValue)
    json.member("encoding", found?.sniffed.encoding.rawValue)
    json.member("encodingReason", found?.sniffed.encodingReason.rawValue)
    json.member("delimiter", found?.sniffed.dialect?.delimiter.map(text))
    if let dialect = found?.sniffed.dialect { write(dialect, found!, to: &json) }
    json.member("entity", main?.entity.map { model.entities[$0].name })
    json.member("confidence", share(main?.confidence ?? 0))
    json.member(
      "source", found?.ground == .labels || found?.ground == .told ? nil : found?.source?.id)
    json.key("records")
    json.integer(number < file.recordCounts.count ? file.recordCounts[number] : 0)
    json.member("isSample", file.isSample)
    json.member("rejects", file.unreadables.count { $0.extent != .file })
    json.objects("columns", main?.columns ?? []) { write($1, main?.entity, model, to: &$0) }
    if let found, found.streams.count > 1 {
      let others = found.streams.indices.filter { $0 != number && found.streams[$0].entity != nil }
      json.objects("children", others) { json, other in
        let count = other < file.recordCounts.count ? file.recordCounts[other] : 0
        write(found.streams[other], count: count, model, to: &json)
      }
    }
    json.objects("candidates", main?.candidates ?? []) { json, candidate in
      json.member("entity", model.entities[candidate.entity].name)
      json.member("confidence", share(candidate.confidence))
    }
    writeFaults(of: file, to: &json)
  }

  private static func write(
    _ dialect: CSVDialect, _ found: Recognition, to json: inout JSONWriter
  ) {
    switch dialect.quote {
    case .byte(let byte): json.member("quote", text(byte))
    default: json.member("quote", Optional<String>.none)
    }
    json.member("escape", dialect.escape.flatMap { $0 == 0 ? nil : text($0) })
    json.strings("lineEnds", found.sniffed.lineEnds.sorted().map(\.rawValue))
    json.key("headerLine")
    if let line = found.headerLine { json.integer(line) } else { json.null() }
  }

  private static func write(
    _ column: ColumnRecognition, _ entity: Int?, _ model: Model, to json: inout JSONWriter
  ) {
    json.member("name", column.name)
    json.member(
      "field",
      column.field.flatMap { field in entity.map { model.entities[$0].fields[field].name } })
    let type = column.field.flatMap { field in entity.map { model.entities[$0].fields[field].type }
    }
    json.member("type", (type ?? column.type).rawValue)
    json.member("confidence", share(column.confidence))
    json.strings("samples", column.samples)
  }

  private static func write(
    _ stream: StreamRecognition, count: Int, _ model: Model, to json: inout JSONWriter
  ) {
    json.member("path", stream.path)
    json.member("entity", stream.entity.map { model.entities[$0].name })
    json.member("confidence", share(stream.confidence))
    json.member("records", count)
    json.objects("columns", stream.columns) { write($1, stream.entity, model, to: &$0) }
  }

  private static func writeFaults(of file: InspectedFile, to json: inout JSONWriter) {
    if let fault = file.fault {
      json.object("fault") { json in
        json.member("code", fault.code)
        json.member("message", fault.message)
        json.member("help", fault.help)
      }
    }
    // All of them are in rejects.csv of a run.
    json.objects("faults", Array(file.unreadables.prefix(100))) { json, fault in
      json.member("code", fault.code)
      json.member("extent", fault.extent.rawValue)
      json.member("line", fault.position.line)
      json.member("byte", fault.position.byte)
      json.member("column", fault.column)
      json.member("message", fault.message)
    }
  }

  private static func text(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }

  /// Percents as a decimal: 87 is 0.87.
  private static func share(_ percent: Int) -> Decimal128? {
    Decimal128(scaled: Int64(percent), scale: 2)
  }
}
