package import Diagnostics
package import Entities
import Formats

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
          "$schema", "id", "title", "entity", "files", "format", "encoding", "delimiter", "header",
          "totals", "optional", "records", "fields", "children",
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
    var source = Source(
      id: id, title: object.string("title") ?? id, patterns: object.strings("files"),
      format: format, encoding: readEncoding(object),
      headerRow: object.integer("header"), isOptional: object.boolean("optional") ?? false,
      streams: streams, place: object.place)
    if let row = source.headerRow, row < 1 {
      reader.report(
        Diagnostic(
          "wrong-type", at: object.node("header")?.place,
          "'header' of a source must be a row, counted from 1"))
    }
    source.delimiter = object.string("delimiter").flatMap { readDelimiter($0, object) }
    source.totals = object.node("totals").flatMap {
      readTotals($0, of: streams[0], model.entities[streams[0].entity], reader)
    }
    return source
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
        member.value, "a field of a source", keys: ["from", "format", "values", "optional"]),
      let from = object.requiredString("from")
    else { return nil }
    var field = SourceField(
      field: number, from: from, isOptional: object.boolean("optional") ?? false,
      place: object.node("from")?.place ?? object.place)
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

  private static func readEncoding(_ object: DeclarationObject) -> TextEncoding? {
    guard let node = object.node("encoding"), let name = object.string("encoding") else {
      return nil
    }
    if let encoding = TextEncoding(name: name) { return encoding }
    object.reader.report(
      .unknownWord(
        name, at: node.place, "'encoding' of a source", TextEncoding.allCases.map(\.rawValue)))
    return nil
  }

  private static func readDelimiter(_ text: String, _ object: DeclarationObject) -> UInt8? {
    if text.utf8.count == 1, let byte = text.utf8.first { return byte }
    object.reader.report(
      Diagnostic(
        "wrong-type", at: object.node("delimiter")?.place,
        "'delimiter' of a source must be one ASCII character"))
    return nil
  }

  private static func readTotals(
    _ node: JSONNode, of stream: SourceStream, _ entity: Entity, _ reader: DeclarationReader
  ) -> TotalsRow? {
    guard let object = reader.object(node, "a totals row", keys: ["field", "text", "sums"]) else {
      return nil
    }
    func column(_ node: JSONNode) -> Int? {
      guard let field = entity.field(node, reader) else { return nil }
      if stream.fields.contains(where: { $0.field == field }) { return field }
      reader.report(
        Diagnostic(
          "unmapped-field", at: node.place,
          "'totals' names '\(entity.fields[field].name)', which this source does not read",
          help: "add it to 'fields' of the source, or take it out here"))
      return nil
    }
    let field = object.required("field").flatMap(column)
    let text = object.requiredString("text")
    let sums = object.array("sums").compactMap { node -> Int? in
      guard let field = column(node) else { return nil }
      if entity.fields[field].type == .number { return field }
      reader.report(
        Diagnostic(
          "wrong-type", at: node.place,
          "'\(entity.fields[field].name)' in 'sums' is no field of numbers"))
      return nil
    }
    guard let field, let text else { return nil }
    return TotalsRow(field: field, text: text, sums: sums)
  }
}

extension Diagnostic {
  fileprivate static func unknownDatePattern(_ text: String, at place: Place) -> Self {
    Diagnostic(
      "unknown-date-format", at: place, "'\(text)' is not a format of dates",
      help: "write it with yyyy, M, d, H, mm and ss, such as yyyy/M/d H:mm:ss")
  }
}
