package import Entities
package import Formats
package import Tables
package import Values

/// A period's exports, read: a typed table for each entity, and all that could not be read.
package struct Dataset: Sendable {
  package var model: Model
  /// The exports in the order of their names; a row's position names its export by number.
  package var exports: [Export]
  /// For each entity of the model its records, or nil when no export brings them.
  package var tables: [Table?]
  /// What could not be read, by export, then place.
  package var unreadables: [Unreadable]
  /// Files that no source declares.
  package var unrecognisedFiles: [String]
  /// Sources that brought no file.
  package var missingSources: [Source]

  package init(
    model: Model, exports: [Export], tables: [Table?], unreadables: [Unreadable],
    unrecognisedFiles: [String] = [], missingSources: [Source] = []
  ) {
    self.model = model
    self.exports = exports
    self.tables = tables
    self.unreadables = unreadables
    self.unrecognisedFiles = unrecognisedFiles
    self.missingSources = missingSources
  }

  /// The name by which a person finds the export of a position; of a file that is not there, the
  /// patterns by which it was looked for, or the title of a source without any.
  package func fileName(of position: Position) -> String {
    if position.export < exports.count { return exports[position.export].file }
    let source = missingSources[position.export - exports.count]
    return source.patterns.isEmpty ? source.title : source.patternText
  }

  /// Whether some export could not be read to its end, or lacks a field it should have.
  package var isIncomplete: Bool {
    unreadables.contains { $0.extent == .file }
  }
}

/// One export as it was read.
package struct Export: Sendable {
  /// The path as it was given to the run.
  package var file: String
  /// The path to open.
  let path: String
  package var source: Source
  /// Empty when nothing could be read.
  package var encoding = ""
  package var encodingReason: DetectedEncoding.Reason?
  /// The byte between the fields of a CSV export.
  package var delimiter: UInt8?
  package var byteCount: Int
  /// SHA-256 of the file's bytes, in hexadecimal.
  package var sha256: String
  /// The number of records for each stream of the source.
  package var recordCounts: [Int]
  package var controlTotals: [StatedTotal] = []
  /// Names in the header that the source does not use.
  package var unusedFields: [String] = []
  /// What of a CSV export is no record and no reject.
  package var setAside = SetAside()
  /// The export whose bytes this one repeats, by number; then nothing was read from it.
  package var copyOf: Int?

  init(_ export: ExportFile, digest: FileDigest) {
    file = export.name
    path = export.path
    source = export.source
    encoding = export.source.encoding?.rawValue ?? ""
    byteCount = digest.byteCount
    sha256 = digest.sha256
    recordCounts = export.source.streams.map { _ in 0 }
  }
}

/// Rows of a CSV export that are neither records nor rejects.
package struct SetAside: Sendable, Hashable {
  /// Repetitions of the header between the rows.
  package var repeatedHeaders = 0
  /// Rows without any value.
  package var blankRows = 0
  /// Rows below the totals with a single value, such as who made the export.
  package var notes = 0

  package init(repeatedHeaders: Int = 0, blankRows: Int = 0, notes: Int = 0) {
    self.repeatedHeaders = repeatedHeaders
    self.blankRows = blankRows
    self.notes = notes
  }
}

/// A total that an export states of itself, or a control file of it, and the sum of the records read
/// from it.
package struct StatedTotal: Sendable, Hashable {
  /// The file that states it.
  package var file: String
  /// The field of the source's main entity, by number.
  package var field: Int
  package var stated: Decimal128
  package var computed: Decimal128
  package var line: Int

  package init(file: String, field: Int, stated: Decimal128, computed: Decimal128, line: Int) {
    self.file = file
    self.field = field
    self.stated = stated
    self.computed = computed
    self.line = line
  }
}

/// Something in an export that could not be read. It is data, never thrown: the run goes on.
package struct Unreadable: Sendable, Hashable {
  package enum Extent: String, Sendable, Hashable {
    /// One value; its record stays, the field is unknown.
    case value
    /// One record; the next one is read.
    case record
    /// The file, or the rest of it, or one of its columns.
    case file
  }

  package var extent: Extent
  /// A stable name for the kind of fault: `not-a-number`.
  package var code: String
  package var position: Position
  /// The entity, by number; nil when the fault is met before it is known.
  package var entity: Int?
  /// The column or path as the export names it.
  package var column: String?
  /// The field of the entity whose value it is, by number.
  package var field: Int?
  /// One sentence in English that says what is wrong.
  package var message: String
  /// The next thing to do, where it is known.
  package var help: String?
  package var originalText: String

  package init(
    extent: Extent, code: String, position: Position, entity: Int? = nil, column: String? = nil,
    field: Int? = nil, message: String, help: String? = nil, originalText: String = ""
  ) {
    self.extent = extent
    self.code = code
    self.position = position
    self.entity = entity
    self.column = column
    self.field = field
    self.message = message
    self.help = help
    self.originalText = originalText
  }
}
