package import Entities
package import Formats

/// What an export turned out to be.
package struct Recognition: Sendable {
  package enum Ground: String, Sendable, Hashable {
    /// Its name matches the patterns of a declared source.
    case name
    /// Its outermost element is that of a declared source.
    case root
    /// Its columns are those of a declared source.
    case columns
    /// Its columns bear names by which an entity's fields are known.
    case labels
    /// The caller said what its main records are.
    case told
  }

  package var sniffed: Sniffed
  /// How it is to be read, or nil when it is not clear what it is.
  package var source: Source?
  package var ground: Ground?
  /// The kinds of records in it; a parent stands before its children.
  package var streams: [StreamRecognition]
  /// The line of the header of a CSV export.
  package var headerLine: Int?
  /// The rows of the header, and how many there are.
  package var headerRow: Int?
  package var headerRowCount: Int?
  /// What is said above the header of the unit of amounts, such as `单位：万元`, where it is not one yuan.
  package var statedUnit: String?

  /// The records that the export is about: the first of which it is clear what they are, else the
  /// first. What stands around them, such as the head of a message, is none of them.
  package var main: StreamRecognition? { streams.first { $0.entity != nil } ?? streams.first }

  /// The declaration that could be written for such exports; nil where one is there already.
  package var proposal: Source? { ground == .name || ground == .root ? nil : source }

  /// How many columns of its main records are read, and how many there are.
  package var matched: Int { main?.columns.count { $0.field != nil } ?? 0 }
  package var columnCount: Int { main?.columns.count ?? 0 }
}

/// One kind of record in an export, and what it could be.
package struct StreamRecognition: Sendable {
  /// Where the records are; empty for CSV.
  package var path: String
  package var parent: Int?
  /// The entity, by number, or nil when none is clear.
  package var entity: Int?
  /// What else it could be, the likeliest first, each with its share of the likelihood in percent.
  package var candidates: [Candidate]
  package var columns: [ColumnRecognition]
  /// The stream of the recognition's source that reads these records, or nil when none does.
  package var sourceStream: Int?

  package struct Candidate: Sendable, Hashable {
    package var entity: Int
    package var confidence: Int
  }

  /// How sure the entity is, in percent.
  package var confidence: Int { candidates.first { $0.entity == entity }?.confidence ?? 0 }
}

/// One column of an export, and the field it seems to be.
package struct ColumnRecognition: Sendable {
  /// What is to be known of a column beside its field.
  package enum Note: Sendable, Hashable {
    /// Its name is that of a field, and its values are not: a column of dates is no amount.
    case contradicted(field: Int)
    /// Another column is taken for the field that its name means.
    case fieldTaken(field: Int, by: String)
    /// Its values are taken where the column named has none.
    case alternative(to: String)
    /// Some of its values are none of the words that the field may hold.
    case unknownWords([String])
  }

  package var name: String
  /// The field of the stream's entity, by number, or nil when it is not read.
  package var field: Int?
  /// What its values look like.
  package var type: Field.FieldType
  /// How sure the field is, in percent; 0 without one.
  package var confidence: Int
  /// Some of its values.
  package var samples: [String]
  package var note: Note?
}
