import Entities
import FoundationEssentials
import Glibc

@testable import Intake

/// Calls `body` with the UTF-8 of a text where it lies in memory, between other bytes: whoever reads
/// beyond its ends meets a digit.
func bytes<R>(_ text: String, _ body: (Bytes) -> R) -> R {
  bytes(Array(text.utf8), body)
}

/// The same for bytes that need not be text.
func bytes<R>(_ text: [UInt8], _ body: (Bytes) -> R) -> R {
  let frame = UInt8(ascii: "9")
  return ([frame] + text + [frame]).withUnsafeBufferPointer {
    body(Bytes(rebasing: $0[1..<$0.count - 1]))
  }
}

/// The bytes of a text in an encoding, by the system's iconv.
func encoded(_ text: String, _ name: String) -> [UInt8] {
  let converter = iconv_open(name, "UTF-8")
  precondition(Int(bitPattern: converter) != -1, "the system knows the encoding")
  defer { iconv_close(converter) }
  var input = Array(text.utf8).map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 4 + 16)
  var (left, room) = (input.count, output.count)
  input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var (from, to) = (input.baseAddress, output.baseAddress)
      let count = iconv(converter, &from, &left, &to, &room)
      precondition(count == 0 && left == 0, "the text can be encoded")
    }
  }
  return output.dropLast(room).map { UInt8(bitPattern: $0) }
}

/// Every text of up to `length` characters of an alphabet, the shortest first.
func texts(of alphabet: some Collection<Character>, upTo length: Int) -> [String] {
  var result = [""]
  var last = [""]
  for _ in 0..<length {
    last = last.flatMap { text in alphabet.map { text + String($0) } }
    result += last
  }
  return result
}

/// Counts days as a calendar on the wall does, one after the other.
struct WallCalendar {
  private(set) var year: Int
  private(set) var month = 1
  private(set) var day = 1

  init(year: Int) { self.year = year }

  mutating func turn() {
    day += 1
    if day > WallCalendar.days(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
    if month > 12 { (year, month) = (year + 1, 1) }
  }

  static func days(ofMonth month: Int, year: Int) -> Int {
    let isLeapYear = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
    return month == 2 && isLeapYear
      ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
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

/// A folder of its own, removed when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/paicha-intake-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXFault(code: errno) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file; a folder in its name is made.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Reads files written here, in the order given.
  func read(_ names: [String], as source: Source, threads: Int = 1) -> Dataset {
    let files = names.map { ExportFile(path: path + "/" + $0, name: $0, source: source) }
    let dataset = Dataset.reading(files, model: Shop.model, threads: threads)
    expectSpilled(dataset, FileMatching(exports: files), keeping: nil, terms: nil)
    return dataset
  }

  /// Reads the whole folder as a run does.
  func read(
    _ sources: [Source], terms: DeliveryTerms? = nil, keeping kept: KeptFields? = nil
  ) throws -> Dataset {
    let files = try FileMatching(folder: path, sources: sources)
    let dataset = Dataset.reading(
      files, model: Shop.model, terms: terms, keeping: kept, threads: 2)
    expectSpilled(dataset, files, keeping: kept, terms: terms)
    return dataset
  }
}

struct POSIXFault: Error {
  let code: Int32
}
