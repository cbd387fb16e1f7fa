package import Diagnostics
package import Entities
import Formats
import Values

extension Source {
  /// Reads a source declaration from the text of a file in `Rules/sources`.
  ///
  /// - Throws: every fault of the declaration, each with its line and column.
  package static func read(
    _ text: [UInt8], file: String, model: Model
  ) throws(Refusal) -> Source {
    let reader = DeclarationReader()
    let source = reader.parse(text, file: file).flatMap { readSource($0, model, reader) }
    try reader.throwIfFaulty()
    guard let source else {
      preconditionFailure("a source that cannot be read leaves a fault behind")
    }
    return source
  }

  private static func readSource(
    _ node: JSONNode, _ model: Model, _ reader: DeclarationReader
  ) -> Source? {
    guard
      let object = reader.object(
        node, "a source",
        keys: [
          "$schema", "id", "title", "entity", "files", "format", "encoding", "delimiter", "quote",
          "escape", "header", "headerRows", "decimal", "totals", "fillDown", "optional",
          "absentFields", "due", "fileCount", "records", "namespaces", "fields", "children",
        ])
    else { return nil }
    let id = object.requiredString("id")
    let format = object.required("format").flatMap { _ in object.choice("format", Format.self) }
    var streams: [SourceStream] = []
    let isPathNeeded = format == .json || format == .xml
    readStreams(object, parent: nil, isPathNeeded: isPathNeeded, into: &streams, model, reader)
    guard let id, let format, !streams.isEmpty else { return nil }
    if format == .csv, streams.count > 1 {
      reader.report(
        Diagnostic(
          "csv-children", at: object.node("children")?.place,
          "a CSV export has one kind of record, so its source has no 'children'",
          help: "declare a source of its own for the other records"))
    }
    if object.choice("absentFields", AbsentFields.self) == .empty {
      for stream in streams.indices {
        for field in streams[stream].fields.indices {
          streams[stream].fields[field].isOptional = true
        }
      }
    }
    var source = Source(
      id: id, title: object.string("title") ?? id, patterns: readPatterns(object),
      format: format, encoding: readEncoding(object), dialect: readDialect(object),
      namespaces: readNamespaces(object),
      hasDecimalComma: object.choice("decimal", DecimalMark.self) == .comma,
      isOptional: object.boolean("optional") ?? false, due: readDue(object),
      fileCount: readPositive("fileCount", object), streams: streams, place: object.place)
    let entity = model.entities[streams[0].entity]
    source.totals = object.node("totals").flatMap { readTotals($0, of: streams[0], entity, reader) }
    source.fillDown = object.node("fillDown").flatMap {
      readFillDown($0, of: streams[0], entity, reader)
    }
    source.checkPaths(reader)
    return source
  }

  /// What a field is that a whole export lacks.
  private enum AbsentFields: String, CaseIterable {
    case empty, fault
  }

  private enum DecimalMark: String, CaseIterable {
    case point = "."
    case comma = ","
  }

  /// Reads the records of `object` and, after them, those of its children.
  private static func readStreams(
    _ object: DeclarationObject, parent: Int?, isPathNeeded: Bool,
    into streams: inout [SourceStream], _ model: Model, _ reader: DeclarationReader
  ) {
    let entityNode = object.required("entity")
    let name = entityNode.flatMap { reader.string($0, "'entity' of \(object.what)") }
    let members = object.required("fields").flatMap { reader.members($0, "'fields'") }
    let path = isPathNeeded ? object.requiredString("records") : object.string("records")
    guard let entityNode, let name, let members else { return }
    guard let entity = model.entity(named: name) else {
      return reader.report(model.unknownEntity(name, at: entityNode.place))
    }
    let fields = members.compactMap { readField($0, model.entities[entity], reader) }
    streams.append(
      SourceStream(entity: entity, parent: parent, path: path ?? "", fields: fields))
    let number = streams.count - 1
    for child in object.array("children") {
      guard
        let object = reader.object(
          child, "a child", keys: ["entity", "records", "fields", "children"])
      else { continue }
      readStreams(
        object, parent: number, isPathNeeded: true, into: &streams, model, reader)
    }
  }

  private static func readField(
    _ member: JSONMember, _ entity: Entity, _ reader: DeclarationReader
  ) -> SourceField? {
    let key = JSONNode(.string(member.key), at: member.keyPlace)
    guard let number = entity.field(key, reader) else { return nil }
    if case .string(let from) = member.value.value {
      return SourceField(field: number, from: from, place: member.value.place)
    }
    guard
      let object = reader.object(
        member.value, "a field of a source",
        keys: ["from", "join", "format", "values", "optional", "negate", "percent", "times"]),
      let alternatives = readAlternatives(object)
    else { return nil }
    var field = SourceField(
      field: number, from: alternatives, isOptional: object.boolean("optional") ?? false,
      isNegated: object.boolean("negate") ?? false, isPercent: object.boolean("percent") ?? false,
      place: (object.node("from") ?? object.node("join"))?.place ?? object.place)
    field.times = object.number("times").flatMap { Decimal128($0) }
    if field.isNegated || field.isPercent || field.times != nil,
      entity.fields[number].type != .number
    {
      reader.report(
        Diagnostic(
          "wrong-type",
          at: (object.node("negate") ?? object.node("percent") ?? object.node("times"))?.place,
          "'\(entity.fields[number].name)' is no field of numbers"))
    }
    if let node = object.node("format"), let text = reader.string(node, "'format'") {
      field.datePattern = DatePattern(text)
      if field.datePattern == nil { reader.report(.unknownDatePattern(text, at: node.place)) }
    }
    field.words = readWords(object, entity.fields[number], reader)
    return field
  }

  private static func readWords(
    _ object: DeclarationObject, _ field: Field, _ reader: DeclarationReader
  ) -> [String: String] {
    var words: [String: String] = [:]
    let members = object.node("values").flatMap { reader.members($0, "'values'") } ?? []
    for member in members {
      guard let word = reader.string(member.value, "a value") else { continue }
      if let known = field.words?.map(\.name), !known.contains(word) {
        reader.report(
          .unknownWord(word, at: member.value.place, "a value of '\(field.name)'", known))
      }
      words[member.key] = word
    }
    return words
  }

  /// The columns of a field: `"from": "a"`, `"from": ["a", ["b", "c"]]` or `"join": ["b", "c"]`.
  private static func readAlternatives(_ object: DeclarationObject) -> [[String]]? {
    let reader = object.reader
    if let node = object.node("join") {
      if case .array(let nodes) = node.value, nodes.isEmpty {
        reader.report(
          Diagnostic("missing-key", at: node.place, "'join' of \(object.what) names no column"))
      }
      let parts = object.strings("join")
      return parts.isEmpty ? nil : [parts]
    }
    guard let node = object.required("from") else { return nil }
    if case .string(let from) = node.value { return [[from]] }
    guard let nodes = reader.array(node, "'from' of \(object.what)") else { return nil }
    let alternatives = nodes.compactMap { node -> [String]? in
      if case .string(let from) = node.value { return [from] }
      return reader.array(node, "an alternative in 'from'")?
        .compactMap { reader.string($0, "a column in 'from'") }
    }
    if alternatives.isEmpty || alternatives.contains([]) {
      reader.report(
        Diagnostic("missing-key", at: node.place, "'from' of \(object.what) names no column"))
      return nil
    }
    return alternatives
  }

  private static func readTotals(
    _ node: JSONNode, of stream: SourceStream, _ entity: Entity, _ reader: DeclarationReader
  ) -> TotalsRow? {
    guard
      let object = reader.object(
        node, "a totals row", keys: ["field", "column", "text", "subtotals", "sums"])
    else { return nil }
    var columns: [String] = []
    if object.node("column") != nil {
      columns = oneOrSeveral("column", of: object)
    } else if let node = object.required("field"),
      let column = stream.column(node, in: entity, "totals", reader)?.alternatives[0][0]
    {
      columns = [column]
    }
    let sums = object.array("sums").compactMap { node -> Int? in
      guard let field = stream.column(node, in: entity, "totals", reader)?.field else {
        return nil
      }
      if entity.fields[field].type == .number { return field }
      reader.report(
        Diagnostic(
          "wrong-type", at: node.place,
          "'\(entity.fields[field].name)' in 'sums' is no field of numbers"))
      return nil
    }
    let words = oneOrSeveral("text", of: object)
    let subtotalWords = object.strings("subtotals")
    guard !columns.isEmpty else { return nil }
    return TotalsRow(columns: columns, words: words, subtotalWords: subtotalWords, sums: sums)
  }

  /// One text or several: `"text": "合计"`, `"text": ["合计", "总计"]`.
  private static func oneOrSeveral(_ key: String, of object: DeclarationObject) -> [String] {
    guard let node = object.required(key) else { return [] }
    if case .string(let text) = node.value { return [text] }
    if case .array(let nodes) = node.value, nodes.isEmpty {
      object.reader.report(
        Diagnostic("missing-key", at: node.place, "'\(key)' of \(object.what) is empty"))
    }
    return object.strings(key)
  }

  private static func readFillDown(
    _ node: JSONNode, of stream: SourceStream, _ entity: Entity, _ reader: DeclarationReader
  ) -> FillDown? {
    guard let object = reader.object(node, "'fillDown'", keys: ["by", "fields"]),
      let by = object.required("by")
    else { return nil }
    let fields = object.array("fields").compactMap {
      stream.column($0, in: entity, "fillDown", reader)?.field
    }
    return stream.column(by, in: entity, "fillDown", reader).map {
      fieldsFilled(by: $0.field, fields)
    }
  }

  private static func fieldsFilled(by: Int, _ fields: [Int]) -> FillDown {
    FillDown(by: by, fields: fields.filter { $0 != by })
  }

  /// Paths that mean nothing are told before any export is opened.
  private func checkPaths(_ reader: DeclarationReader) {
    // That one is missing is told already.
    if format != .csv, streams.contains(where: \.path.isEmpty) { return }
    do throws(FormatError) {
      try layout.checkPaths()
    } catch {
      var diagnostic = error.diagnostic(file: place.file)
      diagnostic.place = place
      if case .badPath(let path, _) = error {
        let fields = streams.flatMap(\.fields)
        let field = fields.first { $0.alternatives.contains { $0.contains(path) } }
        diagnostic.place = field?.place ?? place
      }
      reader.report(diagnostic)
    }
  }
}

extension SourceStream {
  /// The field that `node` names, which the source must read, or nil and a fault.
  fileprivate func column(
    _ node: JSONNode, in entity: Entity, _ key: String, _ reader: DeclarationReader
  ) -> SourceField? {
    guard let number = entity.field(node, reader) else { return nil }
    if let field = fields.first(where: { $0.field == number }) { return field }
    reader.report(
      Diagnostic(
        "unmapped-field", at: node.place,
        "'\(key)' names '\(entity.fields[number].name)', which this source does not read",
        help: "add it to 'fields' of the source, or take it out here"))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func unknownDatePattern(_ text: String, at place: Place) -> Self {
    Diagnostic(
      "unknown-date-format", at: place, "'\(text)' is not a format of dates",
      help: "write it with yyyy, M, d, H, mm and ss, such as yyyy/M/d H:mm:ss")
  }
}
