/// What to read from an export: its grammar, and which fields of which records.
package struct RecordLayout: Sendable {
  package enum Grammar: Sendable, Hashable {
    case csv(CSVDialect)
    /// One JSON document, or JSON Lines: the reader sees which.
    case json
    case xml
  }

  package var grammar: Grammar
  /// The encoding, or nil to find it out from the export's bytes. XML declares its own.
  package var encoding: TextEncoding?
  /// The streams of records; a parent stands before its children. CSV has exactly one.
  package var streams: [RecordStream]
  /// What the prefixes in XML paths stand for: `cbc` → the address of its namespace.
  package var namespaces: [String: String]

  package init(
    grammar: Grammar, encoding: TextEncoding? = nil, streams: [RecordStream],
    namespaces: [String: String] = [:]
  ) {
    self.grammar = grammar
    self.encoding = encoding
    self.streams = streams
    self.namespaces = namespaces
  }
}

extension RecordLayout {
  /// Looks at the paths alone.
  ///
  /// - Throws: when one of them cannot be understood.
  package func checkPaths() throws(FormatError) {
    let plans = try StreamPlan.plans(for: streams)
    switch grammar {
    case .csv: break
    case .json: _ = try JSONPaths(streams: streams, plans: plans)
    case .xml: _ = try XMLPaths(self, plans: plans)
    }
  }
}

/// One kind of record within an export.
package struct RecordStream: Sendable, Hashable {
  /// The stream whose records contain these, or nil.
  package var parent: Int?
  /// Where the records are. JSON: `$[*]`, `$.data.list[*]`, or for a child `lines[*]`, relative to
  /// its parent. XML: `/Invoices/Invoice`, `/doc:Invoice`, or for a child `Lines/Line`. CSV: ignored.
  package var path: String
  /// The fields, in the order of a record's cells. CSV: names in the header. JSON: `buyer.name`.
  /// XML: `Buyer/Name`, `cbc:ID[@schemeID='GLN']`, `Note[1]`, `Total/@currency`, `.` for the
  /// element's own text. A child's field `../number` is its parent's field `number`.
  package var fields: [String]

  package init(parent: Int? = nil, path: String, fields: [String]) {
    self.parent = parent
    self.path = path
    self.fields = fields
  }
}

/// The dialect of a CSV export. What is nil is found out from the head of the export.
package struct CSVDialect: Sendable, Hashable {
  /// What may stand around a field so that it can hold delimiters and line ends.
  package enum Quote: Sendable, Hashable {
    case byte(UInt8)
    /// Nothing: every byte stands for itself.
    case none
  }

  /// The byte between fields, one of `, ; tab |` when it is found out.
  package var delimiter: UInt8?
  /// `"`, `'` or none when it is found out.
  package var quote: Quote?
  /// A byte that takes its meaning from the one behind it, or 0 when only doubled quotes stand for
  /// quotes. A backslash or 0 when it is found out.
  package var escape: UInt8?
  /// The row of the header, counted from 1 over the file's rows, or nil to find it: the first row
  /// that holds the most of the wanted names, and at least one.
  package var headerRow: Int?
  /// How many rows the header has, 1 or 2. A name of two rows is `above/below`.
  package var headerRowCount: Int?
  /// A row whose first text is one of these may lack fields: they are absent.
  package var summaryWords: [String]

  package init(
    delimiter: UInt8? = nil, quote: Quote? = nil, escape: UInt8? = nil, headerRow: Int? = nil,
    headerRowCount: Int? = nil, summaryWords: [String] = []
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.headerRow = headerRow
    self.headerRowCount = headerRowCount
    self.summaryWords = summaryWords
  }
}
