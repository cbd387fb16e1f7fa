/// What a reader refuses to take in, so that a broken or hostile export cannot exhaust the machine.
package struct FormatLimits: Sendable, Hashable {
  /// The bytes of a whole export.
  package var fileBytes = 64 << 30
  /// The bytes of one record, its nested records included.
  package var recordBytes = 64 << 20
  /// The bytes of one value.
  package var fieldBytes = 4 << 20
  /// The columns of a CSV row.
  package var columns = 4096
  /// How deep JSON arrays and objects, or XML elements, may be nested.
  package var depth = 128
  /// The rows at the top of a CSV export among which its header is searched.
  package var headRows = 64
  /// The bytes at the top of an export that are looked at to recognise it.
  package var headBytes = 1 << 20
  /// The bytes of original text that a reject keeps.
  package var rejectTextBytes = 4096
  /// The bytes of original text that all rejects of an export keep; later ones keep none.
  package var allRejectTextBytes = 64 << 20

  package static let standard = FormatLimits()

  package init() {}
}
