package import Values

/// What was looked at, and what was not: the part of a report that keeps silence from passing for health.
package struct Coverage: Sendable {
  package var exports: [ExportCoverage]
  /// Files in the data folder that no source declares.
  package var unrecognisedFiles: [String]
  /// Declared sources, but for optional ones, for which no file was found, and the entity each would
  /// have brought.
  package var missingSources: [MissingSource]
  package var relations: [RelationCoverage]
  package var rejects: [Reject]

  package init(
    exports: [ExportCoverage], unrecognisedFiles: [String], missingSources: [MissingSource],
    relations: [RelationCoverage], rejects: [Reject]
  ) {
    self.exports = exports
    self.unrecognisedFiles = unrecognisedFiles
    self.missingSources = missingSources
    self.relations = relations
    self.rejects = rejects
  }
}

/// A source that is declared and brought no file.
package struct MissingSource: Hashable, Sendable {
  package var id: String
  package var entityLabel: LocalizedText
  package var patterns: [String]

  package init(id: String, entityLabel: LocalizedText, patterns: [String]) {
    self.id = id
    self.entityLabel = entityLabel
    self.patterns = patterns
  }
}

/// One export as it was read: a file, or many documents of one kind in a folder.
package struct ExportCoverage: Sendable {
  package var file: String
  /// The documents, where the export is many files; else only the file itself.
  package var files: [InputFile]
  package var source: String
  package var format: String
  package var encoding: String
  /// Why it is taken to be in that encoding; nil when nothing of it could be read.
  package var encodingReason: LocalizedText?
  package var byteCount: Int
  /// SHA-256 in hexadecimal; empty for many files, which have their own.
  package var sha256: String
  /// The export whose bytes this one repeats; then nothing was read from it.
  package var copyOf: String?
  /// For each entity the export brings: its name, its label, records read.
  package var records: [(entity: String, label: LocalizedText, count: Int)]
  /// Records that could not be read, and single values that could not.
  package var rejectedRecords: Int
  package var rejectedValues: Int
  package var controlTotals: [ControlTotal]
  /// Names in the header that the source declaration does not use.
  package var unusedFields: [String]
  package var setAside: RowsSetAside

  package init(
    file: String, files: [InputFile], source: String, format: String, encoding: String,
    encodingReason: LocalizedText?, byteCount: Int, sha256: String, copyOf: String?,
    records: [(entity: String, label: LocalizedText, count: Int)], rejectedRecords: Int,
    rejectedValues: Int, controlTotals: [ControlTotal], unusedFields: [String],
    setAside: RowsSetAside
  ) {
    self.setAside = setAside
    self.file = file
    self.files = files
    self.source = source
    self.format = format
    self.encoding = encoding
    self.encodingReason = encodingReason
    self.copyOf = copyOf
    self.byteCount = byteCount
    self.sha256 = sha256
    self.records = records
    self.rejectedRecords = rejectedRecords
    self.rejectedValues = rejectedValues
    self.controlTotals = controlTotals
    self.unusedFields = unusedFields
  }
}

/// Rows of CSV exports that are neither records nor rejects.
package struct RowsSetAside: Hashable, Sendable {
  /// Repetitions of the header.
  package var repeatedHeaders = 0
  package var blankRows = 0
  /// Rows with a single value below the totals.
  package var notes = 0

  package init() {}
}

/// A file that was read.
package struct InputFile: Hashable, Sendable {
  package var name: String
  package var byteCount: Int
  /// In hexadecimal.
  package var sha256: String
  /// Empty when nothing of it could be read.
  package var encoding: String
  package var encodingReason: LocalizedText?
  /// The file whose bytes it repeats.
  package var copyOf: String?

  package init(
    name: String, byteCount: Int, sha256: String, encoding: String,
    encodingReason: LocalizedText?, copyOf: String?
  ) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
    self.encoding = encoding
    self.encodingReason = encodingReason
    self.copyOf = copyOf
  }
}

/// A total that an export states of itself, or a control file of it, against the sum of the records read.
package struct ControlTotal: Hashable, Sendable {
  /// The file that states it.
  package var file: String
  package var field: String
  package var label: LocalizedText
  package var stated: Decimal128
  package var computed: Decimal128
  package var line: Int

  package var agrees: Bool { stated == computed }

  package init(
    file: String, field: String, label: LocalizedText, stated: Decimal128, computed: Decimal128,
    line: Int
  ) {
    self.file = file
    self.field = field
    self.label = label
    self.stated = stated
    self.computed = computed
    self.line = line
  }
}

/// How the rows of one entity found those of another.
package struct RelationCoverage: Hashable, Sendable {
  /// The relation as rules write it: `order.invoices`.
  package var name: String
  package var label: LocalizedText
  package var fromCount: Int
  package var toCount: Int
  /// Rows on the near side that found at least one row.
  package var matched: Int
  /// Rows on the near side that name no key (the field is empty).
  package var withoutKey: Int
  /// Rows on the near side whose key no row bears.
  package var unmatched: Int
  /// For a relation to one: rows whose key several rows bear; none is taken.
  package var ambiguous: Int
  /// Rows on the far side that no row found.
  package var orphans: Int
  /// For a relation to one: keys that several rows on the far side bear.
  package var duplicateKeys: Int

  package init(
    name: String, label: LocalizedText, fromCount: Int, toCount: Int, matched: Int,
    withoutKey: Int, unmatched: Int, ambiguous: Int, orphans: Int, duplicateKeys: Int
  ) {
    self.name = name
    self.label = label
    self.fromCount = fromCount
    self.toCount = toCount
    self.matched = matched
    self.withoutKey = withoutKey
    self.unmatched = unmatched
    self.ambiguous = ambiguous
    self.orphans = orphans
    self.duplicateKeys = duplicateKeys
  }
}

/// Something in an export that could not be read: a whole record, or one value of a record that stays.
package struct Reject: Hashable, Sendable {
  package enum Extent: String, Hashable, Sendable {
    case record, value, file
  }

  package var extent: Extent
  package var code: String
  package var file: String
  package var record: Int
  package var line: Int
  package var byte: Int
  /// The column or path as the export names it, or nil when the whole record is meant.
  package var column: String?
  package var entity: String?
  package var message: LocalizedText
  package var originalText: String

  package init(
    extent: Extent, code: String, file: String, record: Int, line: Int, byte: Int, column: String?,
    entity: String?, message: LocalizedText, originalText: String
  ) {
    self.extent = extent
    self.code = code
    self.file = file
    self.record = record
    self.line = line
    self.byte = byte
    self.column = column
    self.entity = entity
    self.message = message
    self.originalText = originalText
  }
}
