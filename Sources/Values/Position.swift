/// Where a record stands in the exports of a run.
public struct Position: Hashable, Sendable {
  /// The export's index in the run's list of exports.
  public var export: Int
  /// The record's number in the export, from 1.
  public var record: Int
  /// The line in which the record begins, from 1.
  public var line: Int
  /// The byte at which the record begins, from 0.
  public var byte: Int

  public init(export: Int, record: Int, line: Int, byte: Int) {
    self.export = export
    self.record = record
    self.line = line
    self.byte = byte
  }
}

extension Position: Comparable {
  /// In the order of the exports, then of the text. Records of several kinds in one export are
  /// counted apart, so that their number decides last.
  public static func < (a: Position, b: Position) -> Bool {
    (a.export, a.line, a.byte, a.record) < (b.export, b.line, b.byte, b.record)
  }
}
