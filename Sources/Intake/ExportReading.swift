import Diagnostics
import Entities
import Formats
import Tables
import Values

/// One export, read: what goes into the dataset.
struct ExportReading: Sendable {
  var export: Export
  /// A table for each stream of the source.
  var tables: [Table]
  var unreadables: [Unreadable]
}

extension ExportFile {
  /// Reads the export that is number `number` of the run.
  func read(number: Int, model: Model) -> ExportReading {
    var source = source
    var unreadables: [Unreadable] = []
    while true {
      do {
        return try read(as: source, number: number, model: model, carrying: unreadables)
      } catch {
        let lacking = source.dropFields(thatAreMissingBy: error, number, file: name)
        unreadables.append(contentsOf: lacking.unreadables)
        if !lacking.canGoOn { return unread(number: number, model: model, unreadables) }
      }
    }
  }

  private func read(
    as source: Source, number exportNumber: Int, model: Model, carrying earlier: [Unreadable]
  ) throws(FormatError) -> ExportReading {
    var streams = source.streams.enumerated().map { index, stream in
      StreamTyping(
        stream, totals: index == 0 ? source.totals : nil, export: exportNumber, model: model)
    }
    let summary = try readRecords(ofFile: path, layout: source.layout) { batch in
      streams[batch.stream].append(batch)
    }
    // An export without records says nothing of its fields.
    let absentFields = streams.indices.map { number in
      summary.recordCounts[number] > 0 && number < summary.absentFields.count
        ? summary.absentFields[number] : []
    }
    let tables = streams.indices.map { streams[$0].finished(absent: absentFields[$0]) }
    var unreadables = earlier + streams.flatMap(\.unreadables)
    unreadables += summary.rejects.map { Unreadable($0, extent: .record, export: exportNumber) }
    if let fault = summary.fault {
      unreadables.append(Unreadable(fault, extent: .file, export: exportNumber))
    }
    for (number, absent) in absentFields.enumerated() {
      let stream = source.streams[number]
      for field in stream.fields where absent.contains(field.from) && !field.isOptional {
        let start = Position(export: exportNumber, record: 0, line: 0, byte: 0)
        unreadables.append(
          Unreadable(missing: field, entity: stream.entity, at: start, header: []))
      }
    }
    let totals = streams[0].stated.compactMap { total in
      tables[0].columns[total.field]?.sum().map { sum in
        StatedTotal(field: total.field, stated: total.value, computed: sum, line: total.line)
      }
    }
    return ExportReading(
      export: Export(
        file: name, source: self.source, encoding: summary.encoding.rawValue,
        byteCount: summary.byteCount, sha256: "", recordCounts: tables.map(\.rowCount),
        controlTotals: totals, unusedFields: summary.unusedFields),
      tables: tables, unreadables: unreadables.sorted { $0.position < $1.position })
  }

  /// An export of which nothing could be read.
  private func unread(number: Int, model: Model, _ unreadables: [Unreadable]) -> ExportReading {
    ExportReading(
      export: Export(
        file: name, source: source, encoding: source.encoding?.rawValue ?? "", byteCount: 0,
        sha256: "", recordCounts: source.streams.map { _ in 0 }, controlTotals: [],
        unusedFields: []),
      tables: [], unreadables: unreadables)
  }
}

extension Source {
  /// Takes out the fields that an export lacks, so that its other columns can be read.
  ///
  /// - Returns: what is to be told of it, and whether reading can go on without them.
  fileprivate mutating func dropFields(
    thatAreMissingBy error: FormatError, _ export: Int, file: String
  ) -> (unreadables: [Unreadable], canGoOn: Bool) {
    let diagnostic = error.diagnostic(file: file)
    let start = Position(export: export, record: 0, line: diagnostic.place?.line ?? 0, byte: 0)
    guard case .missingFields(let names, let header, _) = error,
      names.count < streams[0].fields.count,
      streams[0].fields.contains(where: { names.contains($0.from) })
    else {
      let fault = Unreadable(
        extent: .file, code: diagnostic.code, position: start, message: diagnostic.message,
        help: diagnostic.help)
      return ([fault], false)
    }
    let missing = streams[0].fields.filter { names.contains($0.from) }
    streams[0].fields.removeAll { names.contains($0.from) }
    let entity = streams[0].entity
    return (
      missing.filter { !$0.isOptional }
        .map { Unreadable(missing: $0, entity: entity, at: start, header: header) }, true
    )
  }
}

extension Unreadable {
  fileprivate init(_ reject: FormatReject, extent: Extent, export: Int) {
    self.init(
      extent: extent, code: reject.code,
      position: Position(
        export: export, record: reject.position.record, line: reject.line, byte: reject.byte),
      column: reject.column, message: reject.message, originalText: reject.originalText)
  }

  /// A field that the source declares and the export lacks: the column is unknown, the rest is read.
  fileprivate init(missing field: SourceField, entity: Int, at start: Position, header: [String]) {
    self.init(
      extent: .file, code: "unknown-column", position: start, entity: entity, column: field.from,
      message: "the export has no '\(field.from)', which \(field.place) declares",
      help: (Suggestion.help(for: field.from, among: header).map { "\($0) " } ?? "")
        + "correct the name there, or mark the field with \"optional\": true")
  }
}
