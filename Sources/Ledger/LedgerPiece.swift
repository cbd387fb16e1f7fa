/// What is appended together, there whole or not at all.
package struct LedgerPiece: Sendable {
  let entries: [LedgerEntry]
  /// The last line before it, and its own.
  package let before: LedgerMark
  package let after: LedgerMark
  /// Its lines. Those of a million entries in one piece of memory would be copied whenever that has to grow.
  let blocks: [LineBlock]

  var byteCount: Int { blocks.reduce(0) { $0 + $1.count } }

  /// The lines of `entries` that follow the line `before`.
  init(_ entries: [LedgerEntry], before: LedgerMark) {
    var lines = LineWriter()
    var after = before
    let through = before.number + entries.count
    for entry in entries {
      after.number += 1
      after.seal = LedgerLine.append(
        entry, number: after.number, through: through, previous: after.seal, to: &lines)
    }
    (self.entries, self.before, self.after) = (entries, before, after)
    blocks = lines.finish()
  }
}
