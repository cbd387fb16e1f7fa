package import Diagnostics
import Entities
import Formats
import FoundationEssentials
package import Intake
import Reports
import Values

/// A source declaration as the text of a file in `Rules/sources`, proposed for an export that none
/// declares yet.
package struct SourceDeclaration: Sendable {
  package var source: Source
  package var recognition: Recognition
  /// The name of the export's file, of which the pattern is made.
  package var fileName: String
  private let project: Project

  package init(
    _ source: Source, _ recognition: Recognition, file: String, id: String?, project: Project
  ) {
    self.source = source
    self.source.id = id ?? Source.identifier(ofFile: file)
    self.recognition = recognition
    fileName = file.split(separator: "/").last.map(String.init) ?? file
    self.project = project
  }

  /// Writes the declaration into the folder of rules.
  ///
  /// - Returns: the file written.
  /// - Throws: when there is one of its name already, or it cannot be written.
  package func write(rulesFolder: String) throws(Refusal) -> String {
    let path = "\(rulesFolder)/sources/\(source.id).json"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Refusal(
        Diagnostic(
          "already-there", at: Place(file: path), "there is a declaration of this name already",
          help: "give the new one another name with --id"))
    }
    do {
      try FileManager.default.createDirectory(
        atPath: "\(rulesFolder)/sources", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      throw Refusal(
        Diagnostic(
          "cannot-write", at: Place(file: path), "the declaration cannot be written",
          help: "check that the folder is there and that you may write to it"))
    }
    return path
  }

  /// The paths of records that a declaration of its own is needed for.
  package var left: [String] { source.streams.dropFirst().filter { $0.parent == nil }.map(\.path) }

  /// The declaration as JSON.
  package var text: String {
    JSONWriter.text(.indented) { json in json.object { write(to: &$0) } } + "\n"
  }

  private func write(to json: inout JSONWriter) {
    json.member("id", source.id)
    json.member("title", source.title)
    json.member("entity", entity(0).name)
    json.strings("files", [pattern])
    json.member("format", source.format.rawValue)
    if source.format != .xml { json.member("encoding", recognition.sniffed.encoding.rawValue) }
    if source.format == .csv { writeDialect(&json) }
    if source.hasDecimalComma { json.member("decimal", ",") }
    if let totals = source.totals {
      json.object("totals") { json in
        json.strings("column", totals.columns)
        json.strings("text", totals.words)
        json.strings("subtotals", totals.subtotalWords)
        json.strings("sums", totals.sums.map { entity(0).fields[$0].name })
      }
    }
    if let fillDown = source.fillDown {
      json.object("fillDown") { json in
        json.member("by", entity(0).fields[fillDown.by].name)
        json.strings("fields", fillDown.fields.map { entity(0).fields[$0].name })
      }
    }
    if source.format != .csv { json.member("records", source.streams[0].path) }
    writeFields(of: 0, to: &json)
    writeChildren(of: 0, to: &json)
  }

  private func writeDialect(_ json: inout JSONWriter) {
    let dialect = source.dialect
    if let delimiter = dialect.delimiter {
      json.member("delimiter", String(Character(Unicode.Scalar(delimiter))))
    }
    switch dialect.quote {
    case .byte(let byte) where byte != UInt8(ascii: "\""):
      json.member("quote", String(Character(Unicode.Scalar(byte))))
    case .some(.none): json.member("quote", "none")
    default: break
    }
    if let escape = dialect.escape, escape != 0 {
      json.member("escape", String(Character(Unicode.Scalar(escape))))
    }
    if let row = dialect.headerRow { json.member("header", row) }
    if let count = dialect.headerRowCount, count > 1 { json.member("headerRows", count) }
  }

  private func writeChildren(of parent: Int, to json: inout JSONWriter) {
    let children = source.streams.indices.filter { source.streams[$0].parent == parent }
    guard !children.isEmpty else { return }
    json.objects("children", children) { json, child in
      json.member("entity", entity(child).name)
      json.member("records", source.streams[child].path)
      writeFields(of: child, to: &json)
      writeChildren(of: child, to: &json)
    }
  }

  private func writeFields(of stream: Int, to json: inout JSONWriter) {
    json.object("fields") { json in
      for field in source.streams[stream].fields {
        let kind = entity(stream).fields[field.field]
        json.key(named: kind.name)
        write(field, to: &json)
      }
    }
  }

  private func write(_ field: SourceField, to json: inout JSONWriter) {
    // JSON and XML leave out what has no value.
    let isOptional = field.isOptional || source.format != .csv
    guard
      field.alternatives.count > 1 || field.alternatives[0].count > 1 || field.times != nil
        || isOptional || !field.words.isEmpty || field.datePattern != nil || field.isNegated
        || field.isPercent
    else {
      return json.string(field.from)
    }
    json.object { json in
      writeColumns(field.alternatives, to: &json)
      if let pattern = field.datePattern { json.member("format", pattern.text) }
      if let times = field.times {
        json.key("times")
        json.written(times.description)
      }
      if !field.words.isEmpty {
        json.object("values") { json in
          for (text, word) in field.words.sorted(by: { $0.key < $1.key }) {
            json.member(named: text, word)
          }
        }
      }
      if field.isNegated { json.member("negate", true) }
      if field.isPercent { json.member("percent", true) }
      if isOptional { json.member("optional", true) }
    }
  }

  /// One column, the first of several that has a value, or several joined.
  private func writeColumns(_ alternatives: [[String]], to json: inout JSONWriter) {
    if alternatives.count == 1 {
      if alternatives[0].count > 1 { return json.strings("join", alternatives[0]) }
      return json.member("from", alternatives[0][0])
    }
    json.key("from")
    json.array { json in
      for names in alternatives {
        guard names.count > 1 else {
          json.string(names[0])
          continue
        }
        json.array { json in names.forEach { json.string($0) } }
      }
    }
  }

  private func entity(_ stream: Int) -> Entity {
    project.model.entities[source.streams[stream].entity]
  }

  /// The file's name with `{date}` for a day in it and `*` for other digits, which are mostly those of a
  /// month; a name without letters stands for itself.
  private var pattern: String {
    var result = ""
    var rest = fileName[...]
    while let first = rest.first {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      if digits.isEmpty {
        result.append(first)
        rest.removeFirst()
      } else {
        let isDay = FilePattern("{date}")?.match(String(digits)) != nil
        result += isDay ? "{date}" : "*"
        rest = rest.dropFirst(digits.count)
      }
    }
    let stem = result.prefix { $0 != "." }
    let says = stem.replacing("{date}", with: "d").contains { $0.isLetter }
    return says ? result : fileName
  }
}
