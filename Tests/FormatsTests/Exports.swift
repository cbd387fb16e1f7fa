import Glibc

@testable import Formats

/// A file that lives as long as a test needs it.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8]) {
    // Tens of thousands of them are written; in memory that takes no time.
    let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(folder)/paicha-formats-XXXXXX\0".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0, "a temporary file can be made")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    close(descriptor)
    write(bytes)
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  deinit { unlink(path) }

  func write(_ bytes: [UInt8]) {
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    precondition(descriptor >= 0, "a temporary file can be written")
    var done = 0
    while done < bytes.count {
      done += bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }
    close(descriptor)
  }
}

/// One value that was read, with its absolute place.
struct ReadCell: Equatable, CustomStringConvertible {
  var kind: Cell.Kind
  var text: String
  var line: Int
  var byte: Int

  var description: String { "\(kind) '\(text)' line \(line) byte \(byte)" }
}

/// One record that was read.
struct ReadRecord: Equatable {
  var position: RecordPosition
  var parent: Int?
  var cells: [ReadCell]

  var texts: [String] { cells.map(\.text) }
}

/// All that was read from an export.
struct ReadExport: Equatable {
  /// The records of each stream.
  var streams: [[ReadRecord]]
  var summary: ReadSummary

  var records: [ReadRecord] { streams[0] }
  var texts: [[String]] { streams[0].map(\.texts) }
  var rejectCodes: [String] { summary.rejects.map(\.code) }
}

extension RecordLayout {
  /// Whether nothing of a CSV export's dialect is found out. Else its head is read before the first
  /// row, so that all of a short one is there, however little is read at a time.
  fileprivate var isWhollyDeclared: Bool {
    guard case .csv(let dialect) = grammar else { return false }
    return dialect.delimiter != nil && dialect.quote != nil && dialect.escape != nil
  }
}

/// Reads a whole export; a batch whose parents have not come yet fails the test's process.
func readAll(
  _ path: String, _ layout: RecordLayout, limits: FormatLimits = .standard,
  chunkBytes: Int = standardChunkBytes
) throws(FormatError) -> ReadExport {
  var limits = limits
  if chunkBytes < standardChunkBytes, layout.isWhollyDeclared { limits.headBytes = 1 }
  var streams: [[ReadRecord]] = layout.streams.map { _ in [] }
  let summary = try readRecords(
    ofFile: path, layout: layout, limits: limits, chunkBytes: chunkBytes
  ) { batch in
    for record in 0..<batch.recordCount {
      let position = batch.positions[record]
      let cells = (0..<batch.fieldCount).map { field in
        let cell = batch.cells[record * batch.fieldCount + field]
        return ReadCell(
          kind: cell.kind, text: batch.string(record: record, field: field),
          line: position.line + Int(cell.lineOffset), byte: position.byte + Int(cell.byteOffset))
      }
      let parent = batch.parents.isEmpty ? nil : batch.parents[record]
      if let parent, let stream = layout.streams[batch.stream].parent {
        precondition(parent < streams[stream].count, "a parent comes before its children")
      }
      streams[batch.stream].append(ReadRecord(position: position, parent: parent, cells: cells))
    }
  }
  return ReadExport(streams: streams, summary: summary)
}

func readAll(
  text: String, _ layout: RecordLayout, limits: FormatLimits = .standard,
  chunkBytes: Int = standardChunkBytes
) throws(FormatError) -> ReadExport {
  try readAll(bytes: Array(text.utf8), layout, limits: limits, chunkBytes: chunkBytes)
}

func readAll(
  bytes: [UInt8], _ layout: RecordLayout, limits: FormatLimits = .standard,
  chunkBytes: Int = standardChunkBytes
) throws(FormatError) -> ReadExport {
  let file = TemporaryFile(bytes)
  defer { withExtendedLifetime(file) {} }
  return try readAll(file.path, layout, limits: limits, chunkBytes: chunkBytes)
}

/// What comes of reading an export, but for what depends on how much was read at a time: how much
/// of the text behind a fault is shown, and which byte at the end of a text libxml2 stumbles over.
func outcome(
  _ path: String, _ layout: RecordLayout, limits: FormatLimits = .standard,
  chunkBytes: Int = standardChunkBytes
) -> Result<ReadExport, FormatError> {
  do throws(FormatError) {
    var export = try readAll(path, layout, limits: limits, chunkBytes: chunkBytes)
    export.summary.fault?.originalText = ""
    if layout.grammar == .xml, let fault = export.summary.fault {
      export.summary.fault = FormatReject(code: "", position: fault.position, message: "")
    }
    return .success(export)
  } catch {
    guard case .isNotWellFormed("XML", _, _, _) = error else { return .failure(error) }
    return .failure(.isNotWellFormed(grammar: "XML", line: 0, byte: 0, reason: ""))
  }
}

/// The error that reading throws, or nil.
func formatError(
  bytes: [UInt8], _ layout: RecordLayout, limits: FormatLimits = .standard
) -> FormatError? {
  do {
    _ = try readAll(bytes: bytes, layout, limits: limits)
    return nil
  } catch {
    return error
  }
}

func formatError(
  text: String, _ layout: RecordLayout, limits: FormatLimits = .standard
) -> FormatError? {
  formatError(bytes: Array(text.utf8), layout, limits: limits)
}

/// - Parameter delimiter: with it, all of the dialect is declared.
func csv(
  _ fields: String..., delimiter: Character? = nil, header: Int? = nil,
  encoding: TextEncoding? = nil
) -> RecordLayout {
  var dialect = CSVDialect(delimiter: delimiter?.asciiValue, headerRow: header)
  if delimiter != nil { (dialect.quote, dialect.escape) = (.byte(UInt8(ascii: "\"")), 0) }
  return RecordLayout(
    grammar: .csv(dialect), encoding: encoding, streams: [RecordStream(path: "", fields: fields)])
}

func json(_ path: String, _ fields: String..., children: [RecordStream] = []) -> RecordLayout {
  RecordLayout(grammar: .json, streams: [RecordStream(path: path, fields: fields)] + children)
}

func xml(_ path: String, _ fields: String..., children: [RecordStream] = []) -> RecordLayout {
  RecordLayout(grammar: .xml, streams: [RecordStream(path: path, fields: fields)] + children)
}

/// Encodes texts with the system's iconv.
final class Encoder {
  private let converter: iconv_t

  init(_ name: String) {
    converter = iconv_open(name, "UTF-8")
    precondition(Int(bitPattern: converter) != -1, "the system knows the encoding")
  }

  deinit { iconv_close(converter) }

  /// The bytes of a text, or nil when the encoding has not all of its characters.
  func bytes(of text: String) -> [UInt8]? {
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var (left, room) = (input.count, output.count)
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        iconv(converter, nil, nil, nil, nil)
        return iconv(converter, &from, &left, &to, &room) == 0 && left == 0
      }
    }
    return isWhole ? output.dropLast(room).map { UInt8(bitPattern: $0) } : nil
  }
}

/// The bytes of a text in an encoding.
func encoded(_ text: String, _ name: String) -> [UInt8] {
  guard let bytes = encodedIfPossible(text, name) else {
    preconditionFailure("the text can be encoded")
  }
  return bytes
}

/// The bytes of a text in an encoding, or nil when the encoding has not all of its characters.
func encodedIfPossible(_ text: String, _ name: String) -> [UInt8]? {
  Encoder(name).bytes(of: text)
}

/// A small generator of random numbers that a printed seed repeats (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
