import Tables

/// Where records go that are not kept in memory, and how many are written at a time.
struct Spilling: Sendable {
  var folder: SpillFolder
  /// So many rows take a few megabytes, and each of their columns is still worth a request of its own.
  var rowCount = 65_536
  /// The bytes of text that are not kept any longer either.
  var textByteCount = 16 << 20

  /// As much at a time as files read at once by several threads may have in a memory.
  func fitting(_ byteCount: Int, threads: Int) -> Spilling {
    var fitting = self
    fitting.textByteCount = max(1 << 20, min(textByteCount, byteCount / 8 / threads))
    // Columns of other kinds take some dozens of bytes a row.
    fitting.rowCount = max(
      min(rowCount, Spilling.fewRows / 4), min(rowCount, byteCount / 8 / threads / 64))
    return fitting
  }

  /// For one of several streams that are read together, and are in memory together.
  func shared(among streamCount: Int) -> Spilling {
    var share = self
    share.rowCount = max(min(rowCount, Spilling.fewRows), rowCount / streamCount)
    share.textByteCount = textByteCount / streamCount
    return share
  }

  /// Fewer are not worth a request for each column.
  private static let fewRows = 16_384

  func isEnough(rows: Int, textBytes: Int) -> Bool {
    rows >= rowCount || textBytes >= textByteCount
  }
}
