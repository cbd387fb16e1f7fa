package import Diagnostics
import Glibc
import Values

/// The ledger on disk: `issues.jsonl`, to which runs only append.
///
/// Every line carries a seal on itself, the seal of the one before, and the number of the last line that was
/// written with it. Lines whose last one is not there, or is cut short, are what a kill or a full disk left: a
/// torn tail, which is taken off, since the run that wrote it did not finish.
/// Anything else that does not fit the chain means that somebody changed the past, and no run goes on
/// from there.
package final class LedgerFile {
  private let path: String
  private let descriptor: Int32
  /// The last line, or the start when there is none.
  package private(set) var lastLine = LedgerMark.start
  /// Where the intact part ends.
  private var end = 0
  /// How many lines the snapshot beside the file holds.
  private var snapshotLineCount = 0
  private var snapshotPath: String { folder + "/snapshot" }
  /// A snapshot that is used, until the lines were found to say the same.
  private var unconfirmed: LedgerSnapshot?
  private let folder: String
  /// Whether a torn tail was met.
  package private(set) var wasTorn = false
  /// The issues of all runs, with those appended.
  package var ledger: IssueLedger {
    if !unfolded.isEmpty { folded.add(unfolded) }
    unfolded = []
    return folded
  }
  private var folded = IssueLedger()
  /// What was appended and not asked for since: a run ends with that.
  private var unfolded: [LedgerEntry] = []

  /// Opens the ledger in `folder`, making it when there is none, and keeps others from writing it.
  ///
  /// - Throws: when it cannot be opened, another run holds it, or its chain is broken.
  package init(folder: String) throws(Refusal) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw Refusal(.ledgerFault(folder, String(cString: strerror(errno))))
    }
    self.folder = folder
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try lock(folder)
    try read()
  }

  /// Opens a ledger that is there already, and keeps others from writing it.
  ///
  /// - Throws: when there is none, another holds it, or its chain is broken.
  package init(existing folder: String) throws(Refusal) {
    self.folder = folder
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    try lock(folder)
    try read()
  }

  /// Opens a ledger to look at it. No lock is needed: what a run is writing meanwhile is a torn tail, which does
  /// not count.
  ///
  /// - Parameters:
  ///   - lineCount: how many of its lines to read: the ledger as it was when it had no more.
  ///   - isWhole: whether every line is checked, and the snapshot against them; else the snapshot may stand for
  ///     the older ones.
  /// - Throws: when there is none, its chain is broken, or the snapshot says something else than its lines.
  package init(
    reading folder: String, lines lineCount: Int = .max, isWhole: Bool = false
  ) throws(Refusal) {
    self.folder = folder
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try requireOpened(folder)
    try read(lines: lineCount, isWhole: isWhole)
  }

  /// - Throws: when the file was not opened, or another holds it.
  private func lock(_ folder: String) throws(Refusal) {
    try requireOpened(folder)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Refusal(.inUse(path)) }
  }

  private func requireOpened(_ folder: String) throws(Refusal) {
    guard descriptor < 0 else { return }
    throw Refusal(
      errno == ENOENT ? .noLedger(folder) : .ledgerFault(path, String(cString: strerror(errno))))
  }

  deinit {
    // A process forked meanwhile has the descriptor too, and would keep the lock until it ends.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Appends a run's entries as one piece and brings them to the disk.
  ///
  /// - Throws: when the disk does not take them; the ledger is then as it was.
  package func append(_ entries: [LedgerEntry]) throws(Refusal) {
    try append(piece(of: entries))
  }

  /// Entries as the lines that they will be, so that it can be told where they end before they are appended.
  package func piece(of entries: [LedgerEntry]) -> LedgerPiece {
    LedgerPiece(entries, before: lastLine)
  }

  /// Appends what ``piece(of:)`` made, and brings it to the disk.
  ///
  /// - Precondition: nothing was appended since.
  /// - Throws: when the disk does not take it; the ledger is then as it was.
  package func append(_ piece: LedgerPiece) throws(Refusal) {
    precondition(piece.before == lastLine, "a piece follows the line that was the last")
    var code = ftruncate(descriptor, off_t(end)) == 0 ? write(piece.blocks) : errno
    if code == 0, fsync(descriptor) != 0 { code = errno }
    guard code == 0 else {
      ftruncate(descriptor, off_t(end))
      throw Refusal(.ledgerFault(path, String(cString: strerror(code))))
    }
    lastLine = piece.after
    end += piece.byteCount
    unfolded += piece.entries
    if lastLine.number - snapshotLineCount >= snapshotInterval,
      LedgerSnapshot.write(
        ledger, lineCount: lastLine.number, end: end, seal: lastLine.seal, to: snapshotPath)
    {
      snapshotLineCount = lastLine.number
    }
  }

  /// After how many further lines a snapshot is made anew: folding so many takes less than half a second.
  var snapshotInterval = 50_000

  /// Writes blocks one behind the other behind the intact part.
  ///
  /// - Returns: the number of the error that kept it from that; 0 for none.
  private func write(_ blocks: [LineBlock]) -> Int32 {
    var place = end
    for block in blocks {
      let code = block.withBytes { writeWhole($0, at: place, to: descriptor) }
      if code != 0 { return code }
      place += block.count
    }
    return 0
  }

  /// What was written together and not yet read to its last line.
  private struct Pending {
    var entries: [LedgerEntry] = []
    var through = 0
    /// The number of lines read, and the seal of the last.
    var count: Int
    var seal: String
  }

  /// - Parameter isWhole: whether every line is read and checked; else a snapshot that belongs to the file stands for
  ///   the lines that it holds.
  private func read(lines lineCount: Int = .max, isWhole: Bool = false) throws(Refusal) {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= 0 else {
      throw Refusal(.ledgerFault(path, String(cString: strerror(errno))))
    }
    if let snapshot = LedgerSnapshot(path: snapshotPath), snapshot.lineCount <= lineCount,
      try belongs(snapshot, size)
    {
      if isWhole {
        unconfirmed = snapshot
      } else {
        folded = IssueLedger(snapshot)
        lastLine = LedgerMark(number: snapshot.lineCount, seal: snapshot.seal)
        end = snapshot.end
        snapshotLineCount = snapshot.lineCount
      }
    }
    var pending = Pending(count: lastLine.number, seal: lastLine.seal)
    var bytes: [UInt8] = []
    var offset = end
    while offset < size, pending.count < lineCount {
      let chunk = try contents(offset..<min(size, offset + LedgerFile.chunkBytes))
      offset += chunk.count
      bytes += chunk
      let used = try take(bytes, endingAt: offset, upTo: lineCount, &pending)
      bytes.removeFirst(used)
    }
    // A write that was cut short leaves a part of a line, never a whole one and something behind.
    if pending.count < lineCount, LedgerLine(bytes[...].dropLast()) != nil {
      throw Refusal(.brokenChain(path, line: pending.count + 1))
    }
    wasTorn = pending.count < lineCount && end < size
    if unconfirmed != nil { throw Refusal(.changedSnapshot(snapshotPath)) }
  }

  private static let chunkBytes = 4 << 20

  /// Takes the whole lines at the front.
  ///
  /// - Parameter fileOffset: where the bytes end in the file.
  /// - Returns: how many bytes they are.
  private func take(
    _ bytes: [UInt8], endingAt fileOffset: Int, upTo lineCount: Int, _ pending: inout Pending
  ) throws(Refusal) -> Int {
    var start = 0
    while pending.count < lineCount, let feed = bytes[start...].firstIndex(of: 0x0A) {
      guard let line = LedgerLine(bytes[start..<feed]), line.number == pending.count + 1,
        line.previous == pending.seal, line.through >= line.number,
        pending.entries.isEmpty || line.through == pending.through
      else { throw Refusal(.brokenChain(path, line: pending.count + 1)) }
      pending.entries.append(line.entry)
      (pending.through, pending.count, pending.seal) = (line.through, line.number, line.seal)
      start = feed + 1
      guard line.number == line.through else { continue }
      for entry in pending.entries { folded.add(entry) }
      pending.entries = []
      lastLine = LedgerMark(number: line.number, seal: line.seal)
      end = fileOffset - bytes.count + start
      if let snapshot = unconfirmed, snapshot.lineCount == lastLine.number,
        snapshot.holds(folded, lineCount: lastLine.number, end: end, seal: lastLine.seal)
      {
        unconfirmed = nil
      }
    }
    return start
  }

  /// Whether the line that a snapshot ends with stands where it says.
  private func belongs(_ snapshot: LedgerSnapshot, _ size: Int) throws(Refusal) -> Bool {
    let tail = Array((snapshot.seal + "\"}\n").utf8)
    guard snapshot.end <= size, snapshot.end >= tail.count else { return false }
    return try contents((snapshot.end - tail.count)..<snapshot.end) == tail
  }

  /// - Throws: when it cannot be read to its end: what was not read must not be taken for a torn tail.
  private func contents(_ range: Range<Int>) throws(Refusal) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let read = pread(
          descriptor, buffer.baseAddress! + count, range.count - count,
          off_t(range.lowerBound + count))
        if read < 0, errno == EINTR { continue }
        if read <= 0 {
          code = read < 0 ? errno : EIO
          return
        }
        count += read
      }
    }
    if code != 0 { throw Refusal(.ledgerFault(path, String(cString: strerror(code)))) }
    return bytes
  }
}

/// A line of the ledger by its number, counted from 1, and its seal: the ledger's state when it was the last.
package struct LedgerMark: Hashable, Sendable {
  package var number: Int
  package var seal: String

  package init(number: Int, seal: String) {
    self.number = number
    self.seal = seal
  }

  /// The state of an empty ledger.
  package static let start = LedgerMark(number: 0, seal: LedgerLine.start)
}

extension Diagnostic {
  fileprivate static func inUse(_ path: String) -> Diagnostic {
    Diagnostic(
      "ledger-in-use", at: Place(file: path), "another program is using the ledger",
      help: "wait until it has ended, and try again")
  }

  fileprivate static func noLedger(_ folder: String) -> Diagnostic {
    Diagnostic(
      "no-ledger", at: Place(file: folder), "there is no ledger here",
      help: "'paicha run --ledger \(folder)' makes one; give its folder with --ledger")
  }

  fileprivate static func ledgerFault(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "ledger-unusable", at: Place(file: path), "the ledger cannot be used: \(reason)",
      help: "check the folder given with --ledger and its permissions")
  }

  fileprivate static func changedSnapshot(_ path: String) -> Diagnostic {
    Diagnostic(
      "ledger-changed", at: Place(file: path),
      "the snapshot says something else than the lines that it stands for",
      help: "delete it and run again; what was reported since it was written cannot be relied on")
  }

  fileprivate static func brokenChain(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      "ledger-changed", at: Place(file: path, line: line),
      "this line does not follow from the lines before it: the ledger was changed",
      help: "restore the ledger from a backup; no run goes on from a changed past")
  }
}
