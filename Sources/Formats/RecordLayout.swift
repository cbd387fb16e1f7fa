/// What to read from an export: its grammar, and which fields of which records.
package struct RecordLayout: Sendable {
  package enum Grammar: Sendable, Hashable {
    case csv(CSVDialect)
    /// One JSON document, or JSON Lines: the reader sees which.
    case json
    case xml
  }

  package var grammar: Grammar
  /// The encoding, or nil to find it out: a byte-order mark, else UTF-8 when all of it decodes,
  /// else GB18030. XML declares its own.
  package var encoding: TextEncoding?
  /// The streams of records; a parent stands before its children. CSV has exactly one.
  package var streams: [RecordStream]

  package init(grammar: Grammar, encoding: TextEncoding? = nil, streams: [RecordStream]) {
    self.grammar = grammar
    self.encoding = encoding
    self.streams = streams
  }
}

/// One kind of record within an export.
package struct RecordStream: Sendable, Hashable {
  /// The stream whose records contain these, or nil.
  package var parent: Int?
  /// Where the records are. JSON: `$[*]`, `$.data.list[*]`, or for a child `lines[*]`, relative to
  /// its parent. XML: `/Invoices/Invoice`, or for a child `Lines/Line`. CSV: ignored.
  package var path: String
  /// The fields, in the order of a record's cells. CSV: names in the header. JSON: `buyer.name`.
  /// XML: `Buyer/Name`, `@currency`, `Total/@currency`, `.` for the element's own text. A child's
  /// field `../number` is its parent's field `number`.
  package var fields: [String]

  package init(parent: Int? = nil, path: String, fields: [String]) {
    self.parent = parent
    self.path = path
    self.fields = fields
  }
}

/// The dialect of a CSV export.
package struct CSVDialect: Sendable, Hashable {
  /// The byte between fields, or nil to find it out among `, ; tab |`.
  package var delimiter: UInt8?
  package var quote: UInt8
  /// The row of the header, counted from 1 over the file's rows, or nil to find it: the first row
  /// that holds the most of the wanted names, and at least one.
  package var headerRow: Int?

  package init(delimiter: UInt8? = nil, quote: UInt8 = UInt8(ascii: "\""), headerRow: Int? = nil) {
    self.delimiter = delimiter
    self.quote = quote
    self.headerRow = headerRow
  }
}
