/// Reads an export from start to end and hands its records on in batches, in the order of the file.
///
/// A batch of parents is handed on before the batches of the records nested in them. A record that
/// cannot be read becomes a ``FormatReject`` and the next one is read.
///
/// - Parameters:
///   - layout: the grammar, and which fields of which records; a parent stands before its children.
///   - upTo: how many bytes of the file are read, for a sample of it; nil for all.
///   - witness: who sees the bytes as they are read, and is told when all that was handed on so far does not count.
///   - onBatch: called with each batch; the batches of one stream come in the order of the export.
/// - Throws: when the export as a whole cannot be read. Batches handed on before then do not count.
package func readRecords(
  ofFile path: String, layout: RecordLayout, limits: FormatLimits = .standard, upTo: Int? = nil,
  witness: ReadingWitness? = nil, onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  try readRecords(
    ofFile: path, layout: layout, limits: limits, chunkBytes: standardChunkBytes, upTo: upTo,
    witness: witness, onBatch: onBatch)
}

/// Reads single records of an export again, by the bytes at which they begin.
///
/// A JSON value is read as if it were all that the file holds: the paths of the layout begin at it.
///
/// - Precondition: the layout says the encoding: for CSV one that keeps ASCII, for JSON UTF-8. In no other do records
///   begin at a byte that can be gone to.
/// - Returns: what is known of the file; records have neither number nor line.
package func readRecords(
  ofFile path: String, layout: RecordLayout, at places: [Int], onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let file = try ExportFile(path: path, limits: .standard)
  switch layout.grammar {
  case .csv(let dialect) where layout.encoding?.keepsASCII == true:
    return try readCSV(
      file, layout: layout, dialect: dialect, limits: .standard, chunkBytes: 16 << 10, at: places,
      onBatch: onBatch)
  case .json where layout.encoding == .utf8:
    return try readJSON(
      file, layout: layout, limits: .standard, chunkBytes: 16 << 10, at: places, onBatch: onBatch)
  default:
    preconditionFailure("only records of CSV and of JSON in UTF-8 begin where one can go to")
  }
}

/// How many bytes are read at a time: small enough to stay in the processor's cache.
let standardChunkBytes = 256 << 10

/// The same with a chosen size of what is read at a time, which must not change what is found.
func readRecords(
  ofFile path: String, layout: RecordLayout, limits: FormatLimits, chunkBytes: Int,
  upTo: Int? = nil, witness: ReadingWitness? = nil, onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  let file = try ExportFile(path: path, limits: limits, upTo: upTo)
  guard let witness else {
    return try readRecords(of: file, layout, limits, chunkBytes, nil, onBatch)
  }
  let attempt: Result<ReadSummary, FormatError>
  do throws(FormatError) {
    attempt = .success(try readRecords(of: file, layout, limits, chunkBytes, witness, onBatch))
  } catch {
    attempt = .failure(error)
  }
  if witness.isConfirmed(by: file.byteCount) { return try attempt.get() }
  witness.restart()
  return try readRecords(of: file, layout, limits, chunkBytes, witness, onBatch)
}

private func readRecords(
  of file: ExportFile, _ layout: RecordLayout, _ limits: FormatLimits, _ chunkBytes: Int,
  _ witness: ReadingWitness?, _ onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  precondition(!layout.streams.isEmpty, "a layout names at least one stream of records")
  switch layout.grammar {
  case .csv(let dialect):
    return try readCSV(
      file, layout: layout, dialect: dialect, limits: limits, chunkBytes: chunkBytes,
      witness: witness, onBatch: onBatch)
  case .json:
    return try readJSON(
      file, layout: layout, limits: limits, chunkBytes: chunkBytes, witness: witness,
      onBatch: onBatch)
  case .xml:
    return try readXML(
      file, layout: layout, limits: limits, chunkBytes: chunkBytes, witness: witness,
      onBatch: onBatch)
  }
}
