package import Diagnostics
package import Formats

/// The declaration of how one kind of export is read.
package struct Source: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case csv, json, xml
  }

  package var id: String
  package var title: String
  /// Patterns of file names, with `*` for any text and `?` for one character.
  package var patterns: [String]
  package var format: Format
  /// Nil when it is to be found out.
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  package var headerRow: Int?
  package var totals: TotalsRow?
  /// A period without such an export is fine.
  package var isOptional: Bool
  /// The records it brings: first those of its main entity, then their children, each after its parent.
  package var streams: [SourceStream]
  /// Where the declaration stands.
  package var place: Place

  package init(
    id: String, title: String, patterns: [String], format: Format, encoding: TextEncoding? = nil,
    delimiter: UInt8? = nil, headerRow: Int? = nil, totals: TotalsRow? = nil,
    isOptional: Bool = false, streams: [SourceStream], place: Place
  ) {
    self.id = id
    self.title = title
    self.patterns = patterns
    self.format = format
    self.encoding = encoding
    self.delimiter = delimiter
    self.headerRow = headerRow
    self.totals = totals
    self.isOptional = isOptional
    self.streams = streams
    self.place = place
  }

  /// What the readers are to take from such an export.
  package var layout: RecordLayout {
    let grammar: RecordLayout.Grammar =
      switch format {
      case .csv: .csv(CSVDialect(delimiter: delimiter, headerRow: headerRow))
      case .json: .json
      case .xml: .xml
      }
    return RecordLayout(
      grammar: grammar, encoding: encoding,
      streams: streams.map {
        RecordStream(parent: $0.parent, path: $0.path, fields: $0.fields.map(\.from))
      })
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
  /// The column or path, as the export names it.
  package var from: String
  /// How dates are written; nil for the common forms.
  package var datePattern: DatePattern?
  /// What the export writes for what the model says.
  package var words: [String: String]
  /// An export without it is fine.
  package var isOptional: Bool
  package var place: Place

  package init(
    field: Int, from: String, datePattern: DatePattern? = nil, words: [String: String] = [:],
    isOptional: Bool = false, place: Place
  ) {
    self.field = field
    self.from = from
    self.datePattern = datePattern
    self.words = words
    self.isOptional = isOptional
    self.place = place
  }
}

/// The row in which an export states its own totals.
package struct TotalsRow: Sendable {
  /// The row is recognised by this text in this field of the main entity.
  package var field: Int
  package var text: String
  /// The fields whose sums it states.
  package var sums: [Int]

  package init(field: Int, text: String, sums: [Int]) {
    self.field = field
    self.text = text
    self.sums = sums
  }
}
