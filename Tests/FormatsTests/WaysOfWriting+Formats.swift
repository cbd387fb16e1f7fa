@testable import Formats

/// How a CSV export is written.
struct CSVWriting: Sendable {
  enum Quoting: Sendable {
    /// Only what would else be taken for something else; beside it every third value; all.
    case needed, some, all
  }

  var delimiter = ","
  var quote = "\""
  /// Nothing, or what stands before a quote within quotes, and before itself.
  var escape = ""
  /// The ends of the rows, in turn.
  var lineEnds = ["\n"]
  var quoting = Quoting.needed
  var titles: [String] = []

  var dialect: CSVDialect {
    CSVDialect(
      delimiter: delimiter.utf8.first, quote: .byte(quote.utf8.first!),
      escape: escape.utf8.first ?? 0)
  }

  var marks: CSVMarks {
    CSVMarks(
      delimiter: delimiter.utf8.first!, quote: quote.utf8.first, escape: escape.utf8.first ?? 0)
  }

  var name: String {
    let shown = "\(delimiter)\(quote)\(escape) \(lineEnds.joined())".debugDescription
    return "CSV written with \(shown)"
  }

  /// Every delimiter, quote, escape and line end.
  static let all = [",", ";", "\t", "|"].flatMap { delimiter in
    ["\"", "'"].flatMap { quote in
      ["", "\\"].flatMap { escape in
        [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]].map { lineEnds in
          CSVWriting(
            delimiter: delimiter, quote: quote, escape: escape, lineEnds: lineEnds, quoting: .some)
        }
      }
    }
  }

  /// A table with its header.
  func write(_ table: [[String]], _ columns: [String], in charset: Charset) -> WrittenExport {
    var export = WrittenExport(in: charset)
    for title in titles { export.write(title + lineEnds[0]) }
    export.write(columns.joined(separator: delimiter) + lineEnds[0])
    for (r, row) in table.enumerated() {
      for (i, value) in row.enumerated() {
        if i > 0 { export.write(delimiter) }
        let isQuoted = quoting == .all || quoting == .some && (r + i) % 3 == 0
        export.write(
          field(value, isQuoted: isQuoted), startsRecord: i == 0, startsValue: true)
      }
      export.write(lineEnds[r % lineEnds.count])
    }
    return export
  }

  private func field(_ value: String, isQuoted: Bool) -> String {
    let special = (delimiter + quote + "\r\n").unicodeScalars
    let isQuoted = isQuoted || value.unicodeScalars.contains { special.contains($0) }
    var text = ""
    for scalar in value.unicodeScalars {
      if isQuoted, String(scalar) == quote { text += escape.isEmpty ? quote : escape }
      if String(scalar) == escape { text += escape }
      text.unicodeScalars.append(scalar)
    }
    return isQuoted ? quote + text + quote : text
  }
}

/// - Parameter isDeclared: whether the layout says how the export is written.
func csvWay(
  _ name: String, _ writing: CSVWriting = CSVWriting(), in charset: Charset = .utf8,
  isDeclared: Bool = false
) -> WayOfWriting {
  let layout = RecordLayout(
    grammar: .csv(isDeclared ? writing.dialect : CSVDialect()),
    encoding: isDeclared ? charset.encoding : nil,
    streams: [RecordStream(path: "", fields: charset.columns)])
  return WayOfWriting(name: name, layout: layout, charset: charset) {
    writing.write($0, charset.columns, in: charset)
  }
}

func jsonWay(
  _ name: String, path: String = "$[*]", open: String = "[", separator: String = ",\n",
  close: String = "]", escapes: Bool = false, in charset: Charset = .utf8, isDeclared: Bool = false
) -> WayOfWriting {
  let columns = charset.columns
  let layout = RecordLayout(
    grammar: .json, encoding: isDeclared ? charset.encoding : nil,
    streams: [RecordStream(path: path, fields: columns)])
  return WayOfWriting(name: name, layout: layout, charset: charset) { table in
    var export = WrittenExport(in: charset)
    export.write(open)
    for (r, row) in table.enumerated() {
      if r > 0 { export.write(separator) }
      for (i, value) in row.enumerated() {
        export.write(i == 0 ? "{" : ", ", startsRecord: i == 0)
        export.write("\(jsonText(columns[i])): ")
        export.write(escapes ? escapedJSONText(value) : jsonText(value), startsValue: true)
      }
      export.write("}")
    }
    export.write(close)
    return export
  }
}

private func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func escapedJSONText(_ text: String) -> String {
  let units = text.utf16.map { unit in
    let hex = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
  return "\"\(units.joined())\""
}

func xmlWay(
  _ name: String, in charset: Charset = .utf8, declared: String? = nil,
  inAttributes: Bool = false, usesCDATA: Bool = false, prefix: String = ""
) -> WayOfWriting {
  let columns = charset.columns
  let fields = inAttributes ? columns.map { "@" + $0 } : columns.map { "Values/" + $0 }
  let layout = RecordLayout(
    grammar: .xml, streams: [RecordStream(path: "/Rows/Row", fields: fields)])
  return WayOfWriting(
    name: name, layout: layout, charset: charset, keepsSpace: inAttributes
  ) { table in
    var export = WrittenExport(in: charset)
    if let declared { export.write("<?xml version=\"1.0\" encoding=\"\(declared)\"?>\n") }
    let namespace = prefix.isEmpty ? "" : " xmlns:\(prefix.dropLast())=\"urn:rows\""
    export.write("<\(prefix)Rows\(namespace)>\r\n<!-- <Row/> -->")
    for row in table {
      if inAttributes {
        export.write("<\(prefix)Row", startsRecord: true)
        for (i, value) in row.enumerated() {
          export.write("\n \(columns[i])='")
          export.write(xmlText(value), startsValue: true)
          export.write("'")
        }
        export.write("/>\n")
      } else {
        export.write("<\(prefix)Row >", startsRecord: true)
        export.write("\n  <\(prefix)Values>")
        for (i, value) in row.enumerated() {
          export.write("<\(prefix)\(columns[i])>", startsValue: true)
          export.write(usesCDATA ? "\n<![CDATA[\(value)]]>" : "  \(xmlText(value))\n")
          export.write("</\(prefix)\(columns[i])>")
        }
        export.write("</\(prefix)Values></\(prefix)Row>")
      }
    }
    export.write("</\(prefix)Rows>\n")
    return export
  }
}

/// A tab or line end is what an attribute would turn into a space.
private func xmlText(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": result += "&lt;"
    case "&": result += "&amp;"
    case "'": result += "&apos;"
    case "\r", "\n", "\t": result += "&#\(scalar.value);"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
