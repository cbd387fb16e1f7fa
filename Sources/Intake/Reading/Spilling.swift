import Tables

/// Where records go that are not kept in memory, and how many are written at a time.
struct Spilling: Sendable {
  var folder: SpillFolder
  /// So many rows take a few megabytes, and each of their columns is still worth a request of its own.
  var rowCount = 65_536
  /// The bytes of text that are not kept any longer either.
  var textByteCount = 16 << 20

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
