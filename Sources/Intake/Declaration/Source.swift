package import Diagnostics
package import Formats
package import Values

/// The declaration of how one kind of export is read.
package struct Source: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case csv, json, xml
  }

  package var id: String
  package var title: String
  /// Which files are its exports, by their names; empty for a source that is recognised by what
  /// stands in a file.
  package var patterns: [FilePattern]
  package var format: Format
  /// Nil when it is to be found out.
  package var encoding: TextEncoding?
  /// How a CSV export is written, as far as it is declared.
  package var dialect: CSVDialect
  /// What the prefixes in XML paths stand for.
  package var namespaces: [String: String]
  package var totals: TotalsRow?
  package var fillDown: FillDown?
  /// Whether a comma stands between the units and the decimals of its numbers.
  package var hasDecimalComma: Bool
  /// A period without such an export is fine.
  package var isOptional: Bool
  /// Whether it was made for one export that nobody declared, by what stands in it.
  package var isRecognised = false
  /// When the export has to be there.
  package var due: DueDay?
  /// How many files a period brings; nil for one or more.
  package var fileCount: Int?
  /// The records it brings: first those of its main entity, then their children, each after its parent.
  package var streams: [SourceStream]
  /// Where the declaration stands.
  package var place: Place

  package init(
    id: String, title: String, patterns: [FilePattern] = [], format: Format,
    encoding: TextEncoding? = nil, dialect: CSVDialect = CSVDialect(),
    namespaces: [String: String] = [:], totals: TotalsRow? = nil, fillDown: FillDown? = nil,
    hasDecimalComma: Bool = false, isOptional: Bool = false, due: DueDay? = nil,
    fileCount: Int? = nil, streams: [SourceStream], place: Place
  ) {
    self.id = id
    self.title = title
    self.patterns = patterns
    self.format = format
    self.encoding = encoding
    self.dialect = dialect
    self.namespaces = namespaces
    self.totals = totals
    self.fillDown = fillDown
    self.hasDecimalComma = hasDecimalComma
    self.isOptional = isOptional
    self.due = due
    self.fileCount = fileCount
    self.streams = streams
    self.place = place
  }

  /// The patterns as a person reads them.
  package var patternText: String {
    patterns.isEmpty
      ? "recognised by what stands in it" : patterns.map(\.description).joined(separator: ", ")
  }

  /// What the readers are to take from such an export.
  package var layout: RecordLayout {
    let grammar: RecordLayout.Grammar =
      switch format {
      case .csv:
        {
          var dialect = dialect
          dialect.summaryWords = (totals?.words ?? []) + (totals?.subtotalWords ?? [])
          return .csv(dialect)
        }()
      case .json: .json
      case .xml: .xml
      }
    return RecordLayout(
      grammar: grammar, encoding: encoding,
      streams: streams.indices.map { number in
        RecordStream(
          parent: streams[number].parent, path: streams[number].path, fields: columns(of: number))
      }, namespaces: namespaces)
  }

  /// The columns or paths that are read for a stream, each once.
  package func columns(of stream: Int) -> [String] {
    var columns: [String] = []
    let totals = stream == 0 ? totals?.columns ?? [] : []
    for name in streams[stream].fields.flatMap({ $0.alternatives.flatMap(\.self) }) + totals
    where !columns.contains(name) {
      columns.append(name)
    }
    return columns
  }
}

/// One kind of record that an export brings.
package struct SourceStream: Sendable {
  /// The entity, by its number in the model.
  package var entity: Int
  /// The stream whose records contain these.
  package var parent: Int?
  package var path: String
  package var fields: [SourceField]

  package init(entity: Int, parent: Int? = nil, path: String, fields: [SourceField]) {
    self.entity = entity
    self.parent = parent
    self.path = path
    self.fields = fields
  }
}

/// Where a field's values stand in an export, and how they are written there.
package struct SourceField: Sendable {
  /// The field, by its number in the entity.
  package var field: Int
  /// The columns or paths, as the export names them: the first that has a value; where several
  /// stand together, their texts one behind the other, if all have a value.
  package var alternatives: [[String]]
  /// How dates are written; nil for the common forms.
  package var datePattern: DatePattern?
  /// What the export writes for what the model says.
  package var words: [String: String]
  /// An export without it is fine.
  package var isOptional: Bool
  /// Whether its numbers are kept with the other sign.
  package var isNegated: Bool
  /// Whether its numbers are written in percent without the sign: 13 for 0.13.
  package var isPercent: Bool
  /// What its numbers are multiplied by: 10,000 where a column is in 万元.
  package var times: Decimal128?
  package var place: Place

  package init(
    field: Int, from alternatives: [[String]], datePattern: DatePattern? = nil,
    words: [String: String] = [:], isOptional: Bool = false, isNegated: Bool = false,
    isPercent: Bool = false, times: Decimal128? = nil, place: Place
  ) {
    self.field = field
    self.alternatives = alternatives
    self.datePattern = datePattern
    self.words = words
    self.isOptional = isOptional
    self.isNegated = isNegated
    self.isPercent = isPercent
    self.times = times
    self.place = place
  }

  package init(field: Int, from: String, isOptional: Bool = false, place: Place) {
    self.init(field: field, from: [[from]], isOptional: isOptional, place: place)
  }

  /// What the columns are called in messages.
  package var from: String {
    alternatives.map { $0.joined(separator: " + ") }.joined(separator: " / ")
  }
}

/// The rows in which an export states its own totals.
package struct TotalsRow: Sendable {
  /// The columns in which the words may stand. The first of them that is not empty counts, or the second
  /// behind the number of a row.
  package var columns: [String]
  /// What a row of totals over the whole export says there.
  package var words: [String]
  /// What a row of totals over the rows since the last such row says there.
  package var subtotalWords: [String]
  /// The fields whose sums it states.
  package var sums: [Int]

  package init(columns: [String], words: [String], subtotalWords: [String] = [], sums: [Int]) {
    self.columns = columns
    self.words = words
    self.subtotalWords = subtotalWords
    self.sums = sums
  }
}

/// Cells that are left empty because the one above speaks for them, as where cells were merged.
package struct FillDown: Sendable {
  /// The field that says what belongs together: a row without it, or with the same value as the row
  /// above, goes on with what that one is about.
  package var by: Int
  /// The fields that are taken from the rows above.
  package var fields: [Int]

  package init(by: Int, fields: [Int]) {
    self.by = by
    self.fields = fields
  }
}

/// The day on which an export of a period has to be there, in the month after it.
package enum DueDay: Sendable, Hashable {
  case workingDay(Int)
  case day(Int)
}
