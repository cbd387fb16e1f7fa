import Findings
import Glibc
import Values

/// What a snapshot of a ledger's state holds, in the pieces that are written one behind the other.
private struct SnapshotContents {
  private var body = PackedWriter()
  private var index = PackedWriter()
  private var rules: [String] = []
  private var ruleNumbers: [String: UInt32] = [:]
  private var count = 0
  private var fits = true

  /// Everything but the number that says what it is, and the checksum.
  private(set) var pieces: [[UInt8]] = []

  /// - Returns: nil when an id is longer than a row of the index holds.
  init?(_ ledger: IssueLedger, lineCount: Int, end: Int, seal: String) {
    ledger.forEachPlace { place in
      switch place {
      case .kept(let snapshot, let row): add(snapshot, row)
      case .changed(let record): add(record)
      }
    }
    guard fits else { return nil }
    var header = PackedWriter()
    for number in [lineCount, end, count, LedgerSnapshot.headerLength + body.bytes.count] {
      header.add(UInt64(number))
    }
    header.add(seal)
    guard header.bytes.count + 16 <= LedgerSnapshot.headerLength else { return nil }
    let padding = LedgerSnapshot.headerLength - 16 - header.bytes.count
    var rest = PackedWriter()
    rest.add(UInt32(rules.count))
    for rule in rules { rest.add(rule) }
    rest.add(UInt32(ledger.runs.count))
    for run in ledger.runs.sorted(by: { $0.key < $1.key }) {
      rest.add(LedgerEntry.run(run.value).written)
    }
    pieces = [
      header.bytes + [UInt8](repeating: 0, count: padding), body.bytes, index.bytes, rest.bytes,
    ]
  }

  /// A record that has not changed is taken over as it is written.
  private mutating func add(_ snapshot: LedgerSnapshot, _ row: Int) {
    let blob = snapshot.blob(row)
    addRow(
      snapshot.id(row), length: blob.count, snapshot.heading(row),
      rule: snapshot.rules[snapshot.rule(row)])
    body.add(packed: blob)
  }

  private mutating func add(_ record: IssueRecord) {
    var blob = PackedWriter()
    record.write(to: &blob)
    addRow(
      record.key, length: blob.bytes.count, RecordHeading(record), rule: record.written.ruleID)
    blob.bytes.withUnsafeBytes { body.add(packed: $0) }
  }

  private mutating func addRow(
    _ id: FindingID, length: Int, _ heading: RecordHeading, rule: String
  ) {
    id.withUTF8 { id in
      fits = fits && id.count <= LedgerSnapshot.idLength && !id.contains(0)
      guard fits else { return }
      index.add(packed: UnsafeRawBufferPointer(id))
      for _ in id.count..<LedgerSnapshot.idLength { index.add(UInt8(0)) }
    }
    guard fits else { return }
    index.add(UInt64(LedgerSnapshot.headerLength + body.bytes.count))
    index.add(UInt32(length))
    index.add(heading.flags.rawValue)
    index.add(heading.firstSeen)
    index.add(heading.lastSeen)
    index.add(heading.lastGone)
    index.add(number(ofRule: rule))
    count += 1
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
    guard
      let contents = SnapshotContents(ledger, lineCount: lineCount, end: end, seal: seal)
    else { return false }
    var place = 16
    for piece in contents.pieces {
      let isSame = piece.withUnsafeBytes { piece in
        bytes.count - place >= piece.count
          && (piece.isEmpty
            || memcmp(piece.baseAddress!, bytes.baseAddress! + place, piece.count) == 0)
      }
      guard isSame else { return false }
      place += piece.count
    }
    return place == bytes.count
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
    guard let contents = SnapshotContents(ledger, lineCount: lineCount, end: end, seal: seal)
    else { return false }
    var start = PackedWriter()
    start.add(magic)
    start.add(SnapshotChecksum.of(contents.pieces))
    guard ([start.bytes] + contents.pieces).allSatisfy({ write($0, to: descriptor) }) else {
      return false
    }
    return fsync(descriptor) == 0 && rename(partial, path) == 0
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress!, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      offset += written
    }
    return true
  }
}
