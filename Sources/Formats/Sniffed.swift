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
  /// How a CSV export is written: everything but its header is said.
  package var dialect: CSVDialect?
  /// The kinds of line ends that were seen in a CSV export.
  package var lineEnds: Set<LineEnd> = []
  /// The first rows of a CSV export, titles and header among them; blank lines are left out.
  package var rows: [SniffedRow] = []
  /// Rows from its middle and its last rows, where the first ones are not all; their numbers and
  /// lines are not known.
  package var middleRows: [SniffedRow] = []
  package var lastRows: [SniffedRow] = []
  /// How many bytes the first rows take, for an estimate of how many there are.
  package var rowBytes = 0
  /// The outermost element of an XML export.
  package var root: SniffedRoot?
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

/// How a line ends.
package enum LineEnd: String, Sendable, Hashable, CaseIterable, Comparable {
  case lf = "LF"
  case crlf = "CR LF"
  case cr = "CR"

  package static func < (a: LineEnd, b: LineEnd) -> Bool { a.rawValue < b.rawValue }
}

/// The outermost element of an XML document.
package struct SniffedRoot: Sendable, Hashable {
  package var namespace: String?
  package var local: String

  package init(namespace: String?, local: String) {
    self.namespace = namespace
    self.local = local
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

extension Sniffed {
  /// The streams of a JSON or XML export as a layout reads them, with their numbers; without what
  /// stands around all records, such as the head of a message: that would be one record with all the
  /// others in it.
  package var recordStreams: [(number: Int, stream: RecordStream)] {
    let around = Set(
      streams.indices.filter { outer in
        streams[outer].parent == nil && streams[outer].count == 1
          && streams.contains { $0.parent == outer && $0.count > 1 }
      })
    var numbers: [Int: Int] = [:]
    var result: [(number: Int, stream: RecordStream)] = []
    for (number, stream) in streams.enumerated() where !around.contains(number) {
      let parent = stream.parent.flatMap { numbers[$0] }
      numbers[number] = result.count
      let path = parent == nil ? stream.path : stream.pathInParent ?? stream.path
      result.append((number, RecordStream(parent: parent, path: path, fields: stream.fields)))
    }
    return result
  }
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
