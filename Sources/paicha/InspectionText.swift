import Diagnostics
import Entities
import Formats
import Inspection
import Intake
import Reports
import Values

/// What is told of one inspected file.
struct InspectionText {
  var file: InspectedFile
  var outcome: FileInspection.Outcome
  var language: Language

  private var model: Model { outcome.project.model }

  var text: String {
    guard let found = file.recognition else { return "" }
    var text = "\(file.file.onOneLine)\n  \(writing(found.sniffed))\n"
    if let line = found.headerLine { text += "  header in line \(line)\n" }
    for (number, stream) in found.streams.enumerated() {
      text += "\n  \(kind(stream, number, found))\n" + table(stream)
      text += stream.notes(model).map { "  ! \(VisibleText.onOneLine($0, limit: 2_000))\n" }
        .joined()
    }
    if found.streams.isEmpty { text += "  no records were found in it\n" }
    if let note = found.unitNote { text += "  ! \(note)\n" }
    text += reading(found)
    return text + "\n"
  }

  /// `csv, GB18030 (…), fields separated by ',', lines ended by CR LF`.
  private func writing(_ sniffed: Sniffed) -> String {
    var parts = [
      sniffed.format.rawValue,
      "\(sniffed.encoding.rawValue) (\(sniffed.encodingReason.rawValue))",
    ]
    if let dialect = sniffed.dialect {
      parts.append("fields separated by \(name(of: dialect.delimiter ?? 0))")
      switch dialect.quote {
      case .byte(let byte) where byte != UInt8(ascii: "\""):
        parts.append("quoted by \(name(of: byte))")
      case .some(.none): parts.append("never quoted")
      default: break
      }
      if let escape = dialect.escape, escape != 0 {
        parts.append("escaped by \(name(of: escape))")
      }
      if !sniffed.lineEnds.isEmpty {
        let ends = sniffed.lineEnds.sorted().map(\.rawValue).joined(separator: " and ")
        parts.append("lines ended by \(ends)")
      }
    }
    return parts.joined(separator: ", ")
  }

  private func name(of byte: UInt8) -> String {
    byte == UInt8(ascii: "\t") ? "tabs" : "'\(Character(Unicode.Scalar(byte)))'"
  }

  private func kind(_ stream: StreamRecognition, _ number: Int, _ found: Recognition) -> String {
    var text = stream.path.isEmpty ? "" : "\(stream.path): "
    if let entity = stream.entity {
      let label = model.entities[entity].label[language]
      text += "\(model.entities[entity].name) (\(label))"
      switch found.ground {
      case .name, .root, .columns:
        let how =
          found.ground == .name ? "name" : found.ground == .root ? "outermost element" : "columns"
        text += ", by its \(how): source '\(found.source?.id ?? "")'"
      case .told where stream.parent == nil: text += ", as was said"
      default: text += ", \(stream.confidence) % sure"
      }
    } else {
      text += "not clear what these are"
    }
    let others = stream.candidates.filter { $0.entity != stream.entity && $0.confidence >= 10 }
    if !others.isEmpty {
      let names = others.map { "\(model.entities[$0.entity].name) (\($0.confidence) %)" }
      text += "; could be \(names.joined(separator: ", "))"
    }
    if number < file.recordCounts.count, stream.sourceStream != nil || found.source == nil {
      let count = file.recordCounts[number]
      text += file.isSample ? "; about \(count) records, by a sample" : "; \(count) records"
    }
    return text
  }

  private func table(_ stream: StreamRecognition) -> String {
    let head = [["column", "field", "type", "sure", "values"]]
    let rows = stream.columns.map { column in
      let field = column.field.flatMap { number in
        stream.entity.map { model.entities[$0].fields[number] }
      }
      return [
        column.name.isEmpty ? "(no name)" : column.name.onOneLine,
        field.map { "\($0.name) (\($0.label[language]))" } ?? "-",
        (field?.type ?? column.type).rawValue, field == nil ? "" : "\(column.confidence) %",
        column.samples.map(clipped).joined(separator: " | "),
      ]
    }
    let all = head + rows
    let widths = (0..<5).map { column in all.map { $0[column].terminalWidth }.max() ?? 0 }
    return all.map { row in
      var line = "    "
      for column in row.indices { line += row[column].padded(to: widths[column]) + "  " }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func clipped(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 24 ? line.prefix(23) + "…" : line
  }

  /// The rows that are neither records nor rejects.
  private var setAside: [String] {
    let rows = file.setAside
    return [
      (rows.repeatedHeaders, "rows that repeat the header"),
      (rows.blankRows, "rows without any value"),
      (rows.notes, "notes below the totals"),
    ].filter { $0.0 > 0 }.map { "\($0.1), which are no records: \($0.0)" }
  }

  private func fieldName(_ total: StatedTotal) -> String {
    guard let entity = file.recognition?.main?.entity else { return "" }
    return " for \(model.entities[entity].fields[total.field].name)"
  }

  /// What reading it came to, and what can be done next.
  private func reading(_ found: Recognition) -> String {
    var lines: [String] = []
    if let totals = found.source?.totals, !totals.sums.isEmpty, let entity = found.main?.entity {
      let columns = totals.columns.map { "'\($0)'" }.joined(separator: ", ")
      let sums = totals.sums.map { model.entities[entity].fields[$0].name }
      lines.append(
        "rows that say \(totals.words.prefix(2).joined(separator: ", ")) … in \(columns) are "
          + "totals of \(sums.joined(separator: ", "))")
    }
    if let note = found.fillDownNote(model) { lines.append(note) }
    lines += found.writingNotes + setAside
    for total in file.controlTotals {
      let agrees = total.stated == total.computed ? "agrees" : "differs"
      lines.append(
        "line \(total.line) states \(total.stated)\(fieldName(total)), the records add up to "
          + "\(total.computed): \(agrees)"
      )
    }
    let records = file.unreadables.count { $0.extent == .record }
    let values = file.unreadables.count { $0.extent == .value }
    if records + values > 0 {
      lines.append("\(records) records and \(values) values cannot be read")
      for fault in file.unreadables.prefix(5) {
        lines.append("  line \(fault.position.line): \(fault.code): \(fault.message)")
      }
      if file.unreadables.count > 5 { lines.append("  … and \(file.unreadables.count - 5) more") }
    }
    for fault in file.unreadables where fault.extent == .file {
      lines.append("line \(fault.position.line): \(fault.code): \(fault.message)")
    }
    if file.isSample { lines.append("a sample was read; --full reads all") }
    if found.proposal != nil {
      lines.append("--write writes this as a source declaration")
    }
    if found.source == nil, !found.streams.isEmpty {
      lines.append("say what the records are with --entity")
    }
    return lines.isEmpty
      ? "" : "\n" + lines.map { "  \(VisibleText.onOneLine($0, limit: 2_000))\n" }.joined()
  }
}
