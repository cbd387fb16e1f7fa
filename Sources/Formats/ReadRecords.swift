/// Reads an export from start to end and hands its records on in batches, in the order of the file.
///
/// A batch of parents is handed on before the batches of the records nested in them. A record that
/// cannot be read becomes a ``FormatReject`` and the next one is read.
///
/// - Parameters:
///   - layout: the grammar, and which fields of which records; a parent stands before its children.
///   - upTo: how many bytes of the file are read, for a sample of it; nil for all.
///   - onBatch: called with each batch; the batches of one stream come in the order of the export.
/// - Throws: when the export as a whole cannot be read. Batches handed on before then do not count.
package func readRecords(
  ofFile path: String, layout: RecordLayout, limits: FormatLimits = .standard, upTo: Int? = nil,
  onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  try readRecords(
    ofFile: path, layout: layout, limits: limits, chunkBytes: standardChunkBytes, upTo: upTo,
    onBatch: onBatch)
}

/// Reads single records of a CSV export again, by the bytes at which they begin.
///
/// - Precondition: the layout says the encoding, and it is one that keeps ASCII.
/// - Returns: what is known of the file; records have neither number nor line.
package func readRecords(
  ofFile path: String, layout: RecordLayout, at places: [Int], onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  guard case .csv(let dialect) = layout.grammar, layout.encoding?.keepsASCII == true else {
    preconditionFailure("only records of CSV begin at a byte that can be gone to")
  }
  let file = try ExportFile(path: path, limits: .standard)
  return try readCSV(
    file, layout: layout, dialect: dialect, limits: .standard, chunkBytes: 16 << 10, at: places,
    onBatch: onBatch)
}

/// How many bytes are read at a time: small enough to stay in the processor's cache.
let standardChunkBytes = 256 << 10

/// The same with a chosen size of what is read at a time, which must not change what is found.
func readRecords(
  ofFile path: String, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  upTo: Int? = nil, onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  precondition(!layout.streams.isEmpty, "a layout names at least one stream of records")
  let file = try ExportFile(path: path, limits: limits, upTo: upTo)
  switch layout.grammar {
  case .csv(let dialect):
    return try readCSV(
      file, layout: layout, dialect: dialect, limits: limits, chunkBytes: chunkBytes,
      onBatch: onBatch)
  case .json:
    return try readJSON(
      file, layout: layout, limits: limits, chunkBytes: chunkBytes, onBatch: onBatch)
  case .xml:
    return try readXML(
      file, layout: layout, limits: limits, chunkBytes: chunkBytes, onBatch: onBatch)
  }
}
