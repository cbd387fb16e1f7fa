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
  private var lineCount = 0
  private var lastSeal = LedgerLine.start
  /// Where the intact part ends.
  private var end = 0
  /// Whether a torn tail was met.
  package private(set) var wasTorn = false
  /// The issues of the runs before this one.
  package private(set) var ledger = IssueLedger()

  /// Opens the ledger in `folder`, making it when there is none, and keeps others from writing it.
  ///
  /// - Throws: when it cannot be opened, another run holds it, or its chain is broken.
  package init(folder: String) throws(Refusal) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw Refusal(.ledgerFault(folder, String(cString: strerror(errno))))
    }
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try lock(folder)
    try read()
  }

  /// Opens a ledger that is there already, and keeps others from writing it.
  ///
  /// - Throws: when there is none, another holds it, or its chain is broken.
  package init(existing folder: String) throws(Refusal) {
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    try lock(folder)
    try read()
  }

  /// Opens a ledger to look at it. No lock is needed: what a run is writing meanwhile is a torn tail, which does
  /// not count.
  ///
  /// - Throws: when there is none, or its chain is broken.
  package init(reading folder: String) throws(Refusal) {
    path = folder + "/issues.jsonl"
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    try requireOpened(folder)
    try read()
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
    var bytes: [UInt8] = []
    var (count, seal) = (lineCount, lastSeal)
    let through = lineCount + entries.count
    for entry in entries {
      let line = LedgerLine(number: count + 1, through: through, previous: seal, entry: entry)
      count += 1
      seal = line.seal
      bytes += Array(line.text.utf8)
      bytes.append(0x0A)
    }
    guard ftruncate(descriptor, off_t(end)) == 0, write(bytes), fsync(descriptor) == 0 else {
      let code = errno
      ftruncate(descriptor, off_t(end))
      throw Refusal(.ledgerFault(path, String(cString: strerror(code))))
    }
    (lineCount, lastSeal, end) = (count, seal, end + bytes.count)
    for entry in entries { ledger.add(entry) }
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress!, $0.count, off_t(end + offset))
      }
      if written < 0, errno == EINTR { continue }
      if written <= 0 { return false }
      offset += written
    }
    return true
  }

  /// What was written together and not yet read to its last line.
  private struct Pending {
    var entries: [LedgerEntry] = []
    var through = 0
  }

  private func read() throws(Refusal) {
    let bytes = try contents()
    var pending = Pending()
    var (count, seal, start) = (0, LedgerLine.start, 0)
    while start < bytes.count {
      guard let feed = bytes[start...].firstIndex(of: 0x0A) else {
        // A write that was cut short leaves a part of a line, never a whole one and something behind.
        guard LedgerLine(bytes[start...].dropLast()) == nil else {
          throw Refusal(.brokenChain(path, line: count + 1))
        }
        break
      }
      let text = bytes[start..<feed]
      guard let line = LedgerLine(text), line.number == count + 1, line.previous == seal,
        line.through >= line.number, pending.entries.isEmpty || line.through == pending.through
      else { throw Refusal(.brokenChain(path, line: count + 1)) }
      pending.entries.append(line.entry)
      pending.through = line.through
      count += 1
      seal = line.seal
      start = feed + 1
      guard line.number == line.through else { continue }
      for entry in pending.entries { ledger.add(entry) }
      pending = Pending()
      (lineCount, lastSeal, end) = (count, seal, start)
    }
    wasTorn = end < bytes.count
  }

  /// - Throws: when it cannot be read to its end: what was not read must not be taken for a torn tail.
  private func contents() throws(Refusal) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var code: Int32 = size < 0 ? errno : 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(size, 0)) { buffer, count in
      while count < size {
        let read = pread(descriptor, buffer.baseAddress! + count, size - count, off_t(count))
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

  fileprivate static func brokenChain(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      "ledger-changed", at: Place(file: path, line: line),
      "this line does not follow from the lines before it: the ledger was changed",
      help: "restore the ledger from a backup; no run goes on from a changed past")
  }
}
