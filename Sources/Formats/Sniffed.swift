/// What an export looks like, as far as its head tells: enough to guess a ``RecordLayout``.
package struct Sniffed: Sendable, Hashable {
  package enum Format: String, Sendable, Hashable {
    case csv, json, xml
  }

  package var format: Format
  package var encoding: TextEncoding
  package var encodingReason: DetectedEncoding.Reason
  package var hasByteOrderMark: Bool
  /// The bytes of the export as it lies on disk.
  package var byteCount: Int
  /// The byte between the fields of a CSV export.
  package var delimiter: UInt8?
  /// The first rows of a CSV export, titles and header among them; blank lines are left out.
  package var rows: [SniffedRow] = []
  /// The records a JSON or XML export seems to hold; a parent stands before its children.
  package var streams: [SniffedStream] = []
  /// Whether the export goes on behind what was looked at.
  package var isSample: Bool

  package init(format: Format, encoding: DetectedEncoding, byteCount: Int, isSample: Bool) {
    self.format = format
    self.encoding = encoding.encoding
    encodingReason = encoding.reason
    hasByteOrderMark = encoding.markLength > 0
    self.byteCount = byteCount
    self.isSample = isSample
  }
}

/// One row at the top of a CSV export.
package struct SniffedRow: Sendable, Hashable {
  /// The row's number, from 1; blank lines count.
  package var row: Int
  /// The line it starts in, from 1.
  package var line: Int
  /// The cells, without the white space around them.
  package var cells: [String]
}

/// Records of one kind that a JSON or XML export seems to hold.
package struct SniffedStream: Sendable, Hashable {
  /// The path of the records from the top: `$.data.list[*].lines[*]`,
  /// `/Invoices/Invoice/Lines/Line`.
  package var path: String
  /// Which of ``Sniffed/streams`` contains these records, or nil.
  package var parent: Int?
  /// The path of the records within a record of the parent: `lines[*]`, `Lines/Line`.
  package var pathInParent: String?
  /// The paths of the values in them, as ``RecordStream/fields`` takes them, in the order of their
  /// first appearance.
  package var fields: [String]
  /// How many of them were seen.
  package var count: Int
}
