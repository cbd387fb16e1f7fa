/// What was read from an export, and what was not.
package struct ReadSummary: Sendable, Hashable {
  /// The number of records handed over, for each stream of the layout.
  package var recordCounts: [Int]
  /// The records that could not be read, in the order of the export.
  package var rejects: [FormatReject] = []
  package var encoding: TextEncoding
  package var encodingReason: DetectedEncoding.Reason
  package var hasByteOrderMark: Bool
  /// The bytes of the export as it lies on disk.
  package var byteCount: Int
  /// The byte between the fields of a CSV export.
  package var delimiter: UInt8?
  /// The names in the header of a CSV export, without the white space around them.
  package var header: [String] = []
  /// The line of the header of a CSV export, from 1.
  package var headerLine: Int?
  /// The row of the header of a CSV export, counted from 1 over the file's rows.
  package var headerRow: Int?
  /// How many rows repeated the header of a CSV export and were passed over.
  package var repeatedHeaders = 0
  /// The names in the header that no field asked for, in the header's order.
  package var unusedFields: [String] = []
  /// The fields, for each stream, that no record had. Always empty for CSV, whose header tells.
  package var absentFields: [[String]] = []
  /// Where and why reading stopped before the end of the export; every record before was handed
  /// over.
  package var fault: FormatReject?

  /// Whether the export was not read to its end.
  package var isTruncated: Bool { fault != nil }

  package init(recordCounts: [Int], encoding: DetectedEncoding, byteCount: Int) {
    self.recordCounts = recordCounts
    self.encoding = encoding.encoding
    encodingReason = encoding.reason
    hasByteOrderMark = encoding.markLength > 0
    self.byteCount = byteCount
  }
}

/// A record that could not be read, or the place where reading had to stop.
package struct FormatReject: Sendable, Hashable {
  /// The reason's stable name: `too-few-fields`, `bad-encoding`, `duplicate-key`.
  package var code: String
  /// Which stream of the layout the record belongs to.
  package var stream: Int
  /// Where the record starts.
  package var position: RecordPosition
  /// The line of the fault itself, from 1.
  package var line: Int
  /// The byte of the fault itself, from 0, in the export as it lies on disk.
  package var byte: Int
  /// The field at fault, by the name the layout or the export gives it.
  package var column: String?
  /// One sentence without a full stop.
  package var message: String
  /// The record as it stands in the export, or its beginning; what is not text in it is replaced by
  /// U+FFFD.
  package var originalText: String

  package init(
    code: String, stream: Int = 0, position: RecordPosition, line: Int? = nil, byte: Int? = nil,
    column: String? = nil, message: String, originalText: String = ""
  ) {
    self.code = code
    self.stream = stream
    self.position = position
    self.line = line ?? position.line
    self.byte = byte ?? position.byte
    self.column = column
    self.message = message
    self.originalText = originalText
  }
}
