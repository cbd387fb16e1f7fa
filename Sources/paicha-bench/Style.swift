/// How a month is written down.
struct Style {
  enum Format: String {
    case csv, jsonl, json, xml
  }

  var format: Format
  /// Whether a CSV file has the habits of real exports.
  var isDirty: Bool

  /// Whether lines stand within their documents.
  var nests: Bool { format != .csv }

  /// `orders.csv`, or `订单.csv` where it is dirty.
  func fileName(of document: Document) -> String {
    let layout = document.layout
    return (isDirty ? layout.label : layout.fileStem) + ".\(format.rawValue)"
  }

  /// What stands before the first record.
  func head(of document: Document) -> String {
    let layout = document.layout
    switch format {
    case .csv:
      let names = layout.columns.map { isDirty ? $0.label : $0.name }
      return names.joined(separator: ",") + lineEnd
    case .jsonl: return ""
    case .json: return "[\n"
    case .xml:
      return """
        <?xml version="1.0" encoding="UTF-8"?>
        <\(layout.name.elementName)Batch xmlns:cbc="\(Style.namespace)">

        """
    }
  }

  /// What stands behind the last.
  func foot(of document: Document) -> String {
    switch format {
    case .csv, .jsonl: ""
    case .json: "\n]\n"
    case .xml: "</\(document.layout.name.elementName)Batch>\n"
    }
  }

  var lineEnd: String { isDirty ? "\r\n" : "\n" }

  static let namespace =
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
}
