import Findings
import Glibc
import Values

/// The state of a ledger up to one of its lines, as a file that is mapped and read record by record: a history of
/// ten million entries need not be folded again for every run.
///
/// It can be thrown away at any time. One that is damaged, or does not belong to the ledger beside it, is not used.
final class LedgerSnapshot: Sendable {
  static let headerLength = 128
  /// An id that is longer is not kept in a snapshot; behind one that is shorter stand zeros.
  static let idLength = 32
  /// Where in a row of the index stands what.
  enum Row {
    static let offset = idLength
    static let length = offset + 8
    static let heading = length + 4
    static let rule = heading + 16
    static let size = rule + 4
  }
  static let magic: UInt64 = 0x3241_4843_4941_5031

  /// How many lines of the ledger it holds, where they end, and the seal of the last.
  let lineCount: Int
  let end: Int
  let seal: String
  let runs: [LedgerRun]
  let recordCount: Int
  /// The ids of the rules that its records are of.
  let rules: [String]

  // Mapped for as long as the snapshot lives, and never written.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let indexOffset: Int

  /// - Returns: nil when there is none that can be used.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > LedgerSnapshot.headerLength,
      let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { return nil }
    let bytes = UnsafeRawBufferPointer(start: base, count: size)
    self.bytes = bytes
    var reader = PackedReader(bytes)
    let magic = reader.number(UInt64.self)
    let sum = reader.number(UInt64.self)
    guard magic == LedgerSnapshot.magic,
      sum
        == SnapshotChecksum.of(
          UnsafeRawBufferPointer(rebasing: bytes[16...]),
          headerLength: LedgerSnapshot.headerLength - 16)
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
    rules = contents.rules
  }

  /// What is read of a snapshot as it is opened.
  private struct Contents {
    var lineCount: Int
    var end: Int
    var recordCount: Int
    var indexOffset: Int
    var seal: String
    var runs: [LedgerRun] = []
    var rules: [String] = []

    /// - Parameter reader: stands behind the checksum.
    /// - Returns: nil when it promises what does not stand in the file: whoever changes a snapshot can write a
    ///   checksum that fits. What the records themselves say is not looked at before somebody asks for them.
    init?(_ reader: inout PackedReader, in bytes: UnsafeRawBufferPointer) {
      let numbers = (0..<4).compactMap { _ in Int(exactly: reader.number(UInt64.self)) }
      guard numbers.count == 4, let seal = reader.textIfWhole() else { return nil }
      (lineCount, end, recordCount, indexOffset) = (numbers[0], numbers[1], numbers[2], numbers[3])
      self.seal = seal
      guard (headerLength...bytes.count).contains(indexOffset),
        recordCount <= (bytes.count - indexOffset) / Row.size
      else { return nil }
      let end = indexOffset + recordCount * Row.size
      var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[end...]))
      guard let ruleCount = reader.numberIfWhole(UInt32.self) else { return nil }
      for _ in 0..<ruleCount {
        guard let rule = reader.textIfWhole() else { return nil }
        rules.append(rule)
      }
      guard hasRecordsWhole(in: bytes), let count = reader.numberIfWhole(UInt32.self) else {
        return nil
      }
      for _ in 0..<count {
        guard case .run(let run)? = reader.bytesIfWhole().flatMap({ LedgerEntry(written: $0) })
        else { return nil }
        runs.append(run)
      }
    }

    /// Whether every row of the index names bytes that stand before the index, and a rule that there is.
    private func hasRecordsWhole(in bytes: UnsafeRawBufferPointer) -> Bool {
      (0..<recordCount).allSatisfy { row in
        let start = indexOffset + row * Row.size
        func number<Number: FixedWidthInteger>(_ place: Int, _ type: Number.Type) -> Number {
          Number(littleEndian: bytes.loadUnaligned(fromByteOffset: start + place, as: type))
        }
        let offset = number(Row.offset, UInt64.self)
        let length = UInt64(number(Row.length, UInt32.self))
        return offset <= UInt64(indexOffset) && length <= UInt64(indexOffset) - offset
          && number(Row.rule, UInt32.self) < rules.count
      }
    }
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
  }

  /// - Returns: nil when it has no record of that id.
  func record(_ id: FindingID) -> IssueRecord? {
    let (row, isThere) = place(of: id)
    return isThere ? record(row) : nil
  }

  func record(_ row: Int) -> IssueRecord {
    var blob = PackedReader(blob(row))
    return IssueRecord(id(row), &blob)
  }

  /// The record as it was written.
  func blob(_ row: Int) -> UnsafeRawBufferPointer {
    let offset = Int(number(row, Row.offset, UInt64.self))
    let length = Int(number(row, Row.length, UInt32.self))
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)])
  }

  func heading(_ row: Int) -> RecordHeading {
    RecordHeading(
      flags: RecordHeading.Flags(rawValue: number(row, Row.heading, UInt32.self)),
      firstSeen: number(row, Row.heading + 4, Int32.self),
      lastSeen: number(row, Row.heading + 8, Int32.self),
      lastGone: number(row, Row.heading + 12, Int32.self))
  }

  /// The number of its rule among ``rules``.
  func rule(_ row: Int) -> Int { Int(number(row, Row.rule, UInt32.self)) }

  func id(_ row: Int) -> FindingID {
    let field = UnsafeBufferPointer(
      start: start(ofRow: row).assumingMemoryBound(to: UInt8.self), count: Self.idLength)
    let length = field.last == 0 ? field.firstIndex(of: 0)! : field.count
    return FindingID(utf8: UnsafeBufferPointer(rebasing: field[..<length]))
  }

  private func start(ofRow row: Int) -> UnsafeRawPointer {
    bytes.baseAddress! + (indexOffset + row * Row.size)
  }

  @inline(__always)
  private func number<Number: FixedWidthInteger>(
    _ row: Int, _ place: Int, _ type: Number.Type
  ) -> Number {
    Number(littleEndian: start(ofRow: row).loadUnaligned(fromByteOffset: place, as: type))
  }

  /// Where the record of an id is, or the first behind it.
  ///
  /// - Parameter first: a row that does not come behind it. Who looks for many ids in their order gives the place of the
  ///   one before, from where it is not far.
  func place(of id: FindingID, from first: Int = 0) -> (row: Int, isThere: Bool) {
    id.withUTF8 { wanted in
      var (low, step) = (first, 1)
      while low + step <= recordCount, order(low + step - 1, wanted) < 0 {
        low += step
        step *= 2
      }
      var high = min(low + step - 1, recordCount)
      while low < high {
        let middle = (low + high) / 2
        if order(middle, wanted) < 0 { low = middle + 1 } else { high = middle }
      }
      return (low, low < recordCount && order(low, wanted) == 0)
    }
  }

  /// The first row whose id is not before `text`.
  func firstRow(from text: String) -> Int { place(of: FindingID(text)).row }

  /// How the id of a row stands to another.
  @inline(__always)
  private func order(_ row: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Int {
    let field = start(ofRow: row)
    guard let text = wanted.baseAddress else { return 1 }
    // Behind an id that is shorter stand zeros, which come before whatever else there may be.
    let order = memcmp(field, text, min(wanted.count, Self.idLength))
    if order != 0 { return Int(order) }
    if wanted.count > Self.idLength { return -1 }
    let isLonger =
      wanted.count < Self.idLength
      && field.load(fromByteOffset: wanted.count, as: UInt8.self) != 0
    if isLonger { return 1 }
    // No row has an id that ends in a zero: one that seems to is shorter.
    return wanted.last == 0 ? -1 : 0
  }
}
