import Glibc
import Values

private let headerLength = 128
private let idLength = 32
private let rowLength = idLength + 8 + 4 + 4

/// The state of a ledger up to one of its lines, as a file that is mapped and read record by record: a history of
/// ten million entries need not be folded again for every run.
///
/// It can be thrown away at any time. One that is damaged, or does not belong to the ledger beside it, is not used.
final class LedgerSnapshot: Sendable {
  /// What it says of a record without reading it.
  struct Flags: OptionSet {
    var rawValue: UInt32
    /// It is gone, and was not found since.
    static let isGone = Flags(rawValue: 1)
    /// There was leave at some time.
    static let hasLeave = Flags(rawValue: 2)
  }

  /// How many lines of the ledger it holds, where they end, and the seal of the last.
  let lineCount: Int
  let end: Int
  let seal: String
  let runs: [LedgerRun]
  let recordCount: Int

  // Mapped for as long as the snapshot lives, and never written.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  private let indexOffset: Int

  private static let magic: UInt64 = 0x3141_4843_4941_5031

  /// - Returns: nil when there is none that can be used.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > headerLength,
      let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: base, count: size)
    self.bytes = bytes
    var reader = PackedReader(bytes)
    let magic = reader.number(UInt64.self)
    let sum = reader.number(UInt64.self)
    guard magic == LedgerSnapshot.magic,
      sum == UnsafeRawBufferPointer(rebasing: bytes[16...]).checksum()
    else {
      munmap(base, size)
      return nil
    }
    guard let contents = Contents(&reader, in: bytes) else {
      munmap(base, size)
      return nil
    }
    lineCount = contents.lineCount
    end = contents.end
    recordCount = contents.recordCount
    indexOffset = contents.indexOffset
    seal = contents.seal
    runs = contents.runs
  }

  /// What is read of a snapshot as it is opened.
  private struct Contents {
    var lineCount: Int
    var end: Int
    var recordCount: Int
    var indexOffset: Int
    var seal: String
    var runs: [LedgerRun] = []

    /// - Parameter reader: stands behind the checksum.
    /// - Returns: nil when it promises what does not stand in the file: whoever changes a snapshot can write a
    ///   checksum that fits.
    init?(_ reader: inout PackedReader, in bytes: UnsafeRawBufferPointer) {
      let numbers = (0..<4).compactMap { _ in Int(exactly: reader.number(UInt64.self)) }
      guard numbers.count == 4, let seal = reader.textIfWhole() else { return nil }
      (lineCount, end, recordCount, indexOffset) = (numbers[0], numbers[1], numbers[2], numbers[3])
      self.seal = seal
      guard (headerLength...bytes.count).contains(indexOffset),
        recordCount <= (bytes.count - indexOffset) / rowLength
      else { return nil }
      let runsOffset = indexOffset + recordCount * rowLength
      guard hasRecordsWhole(in: bytes) else { return nil }
      var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[runsOffset...]))
      guard let count = reader.numberIfWhole(UInt32.self) else { return nil }
      for _ in 0..<count {
        guard case .run(let run)? = reader.textIfWhole().flatMap({ LedgerEntry(lineText: $0) })
        else { return nil }
        runs.append(run)
      }
    }

    /// Whether every row of the index names bytes that stand before the index.
    private func hasRecordsWhole(in bytes: UnsafeRawBufferPointer) -> Bool {
      (0..<recordCount).allSatisfy { row in
        let start = indexOffset + row * rowLength + idLength
        var reader = PackedReader(
          UnsafeRawBufferPointer(rebasing: bytes[start..<(start + rowLength - idLength)]))
        let offset = reader.number(UInt64.self)
        let length = UInt64(reader.number(UInt32.self))
        return offset <= UInt64(indexOffset) && length <= UInt64(indexOffset) - offset
      }
    }
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
  }

  /// - Parameter isWanted: whether what it says of the record without reading it is asked for.
  /// - Returns: nil when it has no such record of that id.
  func record(_ id: String, where isWanted: (Flags) -> Bool = { _ in true }) -> IssueRecord? {
    let row = firstRow(from: id)
    return row < recordCount && isWanted(flags(row)) && self.id(row) == id ? record(row) : nil
  }

  func record(_ row: Int) -> IssueRecord {
    var reader = PackedReader(rowBytes(row, idLength))
    let offset = Int(reader.number(UInt64.self))
    let length = Int(reader.number(UInt32.self))
    var blob = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)]))
    return IssueRecord(id: id(row), &blob)
  }

  func flags(_ row: Int) -> Flags {
    var reader = PackedReader(rowBytes(row, idLength + 12))
    return Flags(rawValue: reader.number(UInt32.self))
  }

  func id(_ row: Int) -> String {
    let field = rowBytes(row, 0).prefix(idLength)
    return String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The first row whose id is not before `id`.
  func firstRow(from id: String) -> Int {
    var id = id
    return id.withUTF8 { wanted in
      guard let start = wanted.baseAddress, !wanted.isEmpty else { return 0 }
      var (low, high) = (0, recordCount)
      while low < high {
        let middle = (low + high) / 2
        let field = bytes.baseAddress! + indexOffset + middle * rowLength
        // Behind an id that is shorter stand zeros, which come before whatever else there may be.
        let order = memcmp(field, start, min(wanted.count, idLength))
        if order < 0 || order == 0 && wanted.count > idLength {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }

  private func rowBytes(_ row: Int, _ offset: Int) -> UnsafeRawBufferPointer {
    let start = indexOffset + row * rowLength
    return UnsafeRawBufferPointer(
      rebasing: bytes[(start + offset)..<(start + rowLength)])
  }
}

extension LedgerSnapshot {
  /// Whether it is byte for byte the one that is written of a ledger's state.
  func holds(_ ledger: IssueLedger, lineCount: Int, end: Int, seal: String) -> Bool {
    let written = LedgerSnapshot.bytes(of: ledger, lineCount: lineCount, end: end, seal: seal)
    return written?.withUnsafeBytes {
      $0.count == bytes.count && memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) == 0
    } ?? false
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
    guard let bytes = bytes(of: ledger, lineCount: lineCount, end: end, seal: seal) else {
      return false
    }
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress!, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      offset += written
    }
    return fsync(descriptor) == 0 && rename(partial, path) == 0
  }

  /// - Returns: nil when an id is longer than a row of the index holds.
  private static func bytes(
    of ledger: IssueLedger, lineCount: Int, end: Int, seal: String
  ) -> [UInt8]? {
    var body = PackedWriter()
    var index = PackedWriter()
    var count = 0
    var fits = true
    ledger.forEachRecord(.all) { record in
      var id = Array(record.id.utf8)
      fits = fits && id.count <= idLength && !id.contains(0)
      guard fits else { return }
      let start = body.bytes.count
      record.write(to: &body)
      id += [UInt8](repeating: 0, count: idLength - id.count)
      for byte in id { index.add(byte) }
      index.add(UInt64(headerLength + start))
      index.add(UInt32(body.bytes.count - start))
      index.add(record.flags.rawValue)
      count += 1
    }
    guard fits else { return nil }
    var header = PackedWriter()
    for number in [lineCount, end, count, headerLength + body.bytes.count] {
      header.add(UInt64(number))
    }
    header.add(seal)
    guard header.bytes.count + 16 <= headerLength else { return nil }
    let padding = headerLength - 16 - header.bytes.count
    var runs = PackedWriter()
    runs.add(UInt32(ledger.runs.count))
    for run in ledger.runs.sorted(by: { $0.key < $1.key }) {
      runs.add(LedgerEntry.run(run.value).lineText)
    }
    let rest =
      header.bytes + [UInt8](repeating: 0, count: padding) + body.bytes + index.bytes + runs.bytes
    var start = PackedWriter()
    start.add(magic)
    start.add(rest.withUnsafeBytes { $0.checksum() })
    return start.bytes + rest
  }
}

extension IssueRecord {
  var flags: LedgerSnapshot.Flags {
    var flags: LedgerSnapshot.Flags = []
    if let last = sightings.last?.period, gone.contains(where: { $0.period > last }) {
      flags.insert(.isGone)
    }
    if actions.contains(where: { if case .waived = $0.action.kind { true } else { false } }) {
      flags.insert(.hasLeave)
    }
    return flags
  }
}
