import Findings
import Glibc
import Values

/// Makes the bytes of a snapshot of a ledger's state, block after block: what a million issues are about is never in memory
/// as a whole.
private struct SnapshotWriting {
  /// Takes bytes that stand at a place of the file; says whether it could.
  private let take: (UnsafeRawBufferPointer, Int) -> Bool
  private var checksum = SnapshotChecksum()
  private var body = PackedWriter()
  private var index = PackedWriter()
  private var rules: [String] = []
  private var ruleNumbers: [String: UInt32] = [:]
  private var count = 0
  /// Where the next block stands.
  private var place = LedgerSnapshot.headerLength
  /// Whether all ids fit and all blocks were taken.
  private var isWhole = true

  private static let blockLength = 1 << 20

  /// - Returns: whether all was taken; no id may be longer than a row of the index holds.
  static func isTaken(
    _ ledger: IssueLedger, lineCount: Int, end: Int, seal: String,
    by take: @escaping (UnsafeRawBufferPointer, Int) -> Bool
  ) -> Bool {
    var writing = SnapshotWriting(take: take)
    ledger.forEachPlace { place in
      switch place {
      case .kept(let snapshot, let row): writing.add(snapshot, row)
      case .changed(let record): writing.add(record)
      }
    }
    writing.finish(ledger.runs, [lineCount, end], seal)
    return writing.isWhole
  }

  private init(take: @escaping (UnsafeRawBufferPointer, Int) -> Bool) { self.take = take }

  /// The index, the rules and the runs stand behind the records. What stands before them says where, and is known only now.
  private mutating func finish(_ runs: [Period: LedgerRun], _ numbers: [Int], _ seal: String) {
    handOn(body)
    let indexOffset = place
    handOn(index)
    var rest = PackedWriter()
    rest.add(UInt32(rules.count))
    for rule in rules { rest.add(rule) }
    rest.add(UInt32(runs.count))
    for run in runs.sorted(by: { $0.key < $1.key }) {
      rest.add(LedgerEntry.run(run.value).written)
    }
    handOn(rest)
    var header = PackedWriter()
    for number in numbers + [count, indexOffset] { header.add(UInt64(number)) }
    header.add(seal)
    let padding = LedgerSnapshot.headerLength - 16 - header.bytes.count
    guard padding >= 0 else { return isWhole = false }
    for _ in 0..<padding { header.add(UInt8(0)) }
    header.bytes.withUnsafeBytes { checksum.add($0) }
    var start = PackedWriter()
    start.add(LedgerSnapshot.magic)
    start.add(checksum.value)
    start.add(packed: header.bytes)
    isWhole = isWhole && start.bytes.withUnsafeBytes { take($0, 0) }
  }

  private mutating func handOn(_ block: PackedWriter) {
    block.bytes.withUnsafeBytes { bytes in
      checksum.add(bytes)
      isWhole = isWhole && take(bytes, place)
      place += bytes.count
    }
  }

  /// A record that has not changed is taken over as it is written.
  private mutating func add(_ snapshot: LedgerSnapshot, _ row: Int) {
    add(
      snapshot.id(row), snapshot.blob(row), snapshot.heading(row),
      rule: snapshot.rules[snapshot.rule(row)])
  }

  private mutating func add(_ record: IssueRecord) {
    var blob = PackedWriter()
    record.write(to: &blob)
    blob.bytes.withUnsafeBytes {
      add(record.key, $0, RecordHeading(record), rule: record.written.ruleID)
    }
  }

  private mutating func add(
    _ id: FindingID, _ blob: UnsafeRawBufferPointer, _ heading: RecordHeading, rule: String
  ) {
    id.withUTF8 { id in
      isWhole = isWhole && id.count <= LedgerSnapshot.idLength && !id.contains(0)
      guard isWhole else { return }
      index.add(packed: UnsafeRawBufferPointer(id))
      for _ in id.count..<LedgerSnapshot.idLength { index.add(UInt8(0)) }
    }
    guard isWhole else { return }
    index.add(UInt64(place + body.bytes.count))
    index.add(UInt32(blob.count))
    index.add(heading.flags.rawValue)
    index.add(heading.firstSeen)
    index.add(heading.lastSeen)
    index.add(heading.lastGone)
    index.add(number(ofRule: rule))
    count += 1
    body.add(packed: blob)
    if body.bytes.count >= Self.blockLength {
      handOn(body)
      body.removeAll()
    }
  }

  private mutating func number(ofRule rule: String) -> UInt32 {
    if let number = ruleNumbers[rule] { return number }
    let number = UInt32(rules.count)
    ruleNumbers[rule] = number
    rules.append(rule)
    return number
  }
}

extension LedgerSnapshot {
  /// Whether it is byte for byte the one that is written of a ledger's state.
  func holds(_ ledger: IssueLedger, lineCount: Int, end: Int, seal: String) -> Bool {
    var length = 0
    let isSame = SnapshotWriting.isTaken(ledger, lineCount: lineCount, end: end, seal: seal) {
      [bytes] block, place in
      length = max(length, place + block.count)
      return length <= bytes.count
        && (block.isEmpty
          || memcmp(block.baseAddress!, bytes.baseAddress! + place, block.count) == 0)
    }
    return isSame && length == bytes.count
  }

  /// Writes the state of a ledger and puts it in the place of the earlier one.
  ///
  /// - Returns: whether it was written. One that was not leaves the earlier one, which is as good.
  @discardableResult
  static func write(
    _ ledger: IssueLedger, lineCount: Int, end: Int, seal: String, to path: String
  ) -> Bool {
    let partial = path + ".partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer {
      close(descriptor)
      unlink(partial)
    }
    let isWritten = SnapshotWriting.isTaken(ledger, lineCount: lineCount, end: end, seal: seal) {
      writeWhole($0, at: $1, to: descriptor) == 0
    }
    return isWritten && fsync(descriptor) == 0 && rename(partial, path) == 0
  }
}
