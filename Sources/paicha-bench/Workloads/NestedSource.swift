import Entities
import Intake

extension Source {
  /// How a generated file of documents with their lines in them is read; nil of one that has lines alone.
  static func nested(_ document: Document, _ style: MonthStyle, model: Model) throws -> Source? {
    guard !document.isLine else { return nil }
    let text = NestedSource(document: document, isXML: style.name == MonthStyle.xml.name).text
    return try Source.read(Array(text.utf8), file: document.layout.name, model: model)
  }
}

/// The declaration of such a file, as text: that is what readers of declarations take.
private struct NestedSource {
  var document: Document
  var isXML: Bool

  var text: String {
    let layout = document.layout
    let element = layout.name.elementName
    return """
      { "id": "\(layout.fileStem)", "entity": "\(layout.name)", "absentFields": "empty",
        "format": "\(isXML ? "xml" : "json")",
        "records": "\(isXML ? "/\(element)Batch/\(element)" : "$[*]")",
        \(isXML ? "\"namespaces\": { \"cbc\": \"\(Style.namespace)\" }," : "")
        "fields": { \(fields(of: layout)) } \(children) }
      """
  }

  private var children: String {
    guard let line = Document(rawValue: document.rawValue + 1), line.isLine else { return "" }
    let layout = line.layout
    let records = isXML ? layout.name.elementName : "lines[*]"
    return """
      , "children": [
        { "entity": "\(layout.name)", "records": "\(records)",
          "fields": { \(fields(of: layout)) } } ]
      """
  }

  private func fields(of layout: Layout) -> String {
    layout.columns.enumerated().map { number, column in
      let isInherited = number < layout.inherited
      // `order id` of a line is the `id` of the order around it.
      let ownID = document.layout.name + " id"
      let name = isInherited && column.name == ownID ? "id" : column.name
      return "\"\(column.name)\": \"\(isInherited ? "../" : "")\(path(name))\""
    }.joined(separator: ", ")
  }

  private func path(_ field: String) -> String {
    isXML ? "cbc:" + field.elementName : field
  }
}
