import Intake

/// How much memory the data of a run may take, and where what is more goes.
package struct MemoryBound: Sendable, Hashable {
  package var byteCount: Int
  package var temporaryFolder: String

  package init(byteCount: Int, temporaryFolder: String) {
    self.byteCount = byteCount
    self.temporaryFolder = temporaryFolder
  }

  /// Whether exports fit. Records with their links take about two thirds of the bytes of their exports; those with hardly
  /// a value in their fields take more.
  func holds(_ files: FileMatching) -> Bool { files.byteCount <= byteCount }

  /// How many bytes of records are joined and judged at a time. While they are, what is read from disk, what is put
  /// together of it and what rules find have to fit too.
  var partByteCount: Int { byteCount / 4 }
}
