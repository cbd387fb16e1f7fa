import Glibc

/// A way of writing the month down that a workload reads.
struct MonthStyle: Sendable {
  var name: String
  /// What `generate` is told.
  var options: [String] = []
  /// Changes a file that was generated.
  var rewrite: (@Sendable (String) throws -> Void)?

  /// Whether lines stand within their documents.
  var nests: Bool { options.first == "--format" }

  static let csv = MonthStyle(name: "csv")
  static let quoted = MonthStyle(name: "quoted", rewrite: { try rewritten($0, quoteEveryCell) })
  static let gb18030 = MonthStyle(name: "gb18030", options: ["--dirty"])
  static let jsonLines = MonthStyle(name: "jsonl", options: ["--format", "jsonl"])
  static let json = MonthStyle(name: "json", options: ["--format", "json"])
  static let xml = MonthStyle(name: "xml", options: ["--format", "xml"])
  /// No record stands near those that it belongs to.
  static let shuffled = MonthStyle(name: "shuffled", rewrite: { try rewritten($0, shuffleLines) })
}

private func rewritten(_ path: String, _ change: ([UInt8]) -> [UInt8]) throws {
  guard let file = fopen(path, "r") else { throw BenchError.unreadable(path) }
  var bytes = [UInt8](repeating: 0, count: byteCount(of: [path]))
  let count = fread(&bytes, 1, bytes.count, file)
  fclose(file)
  guard count == bytes.count, let file = fopen(path, "w") else { throw BenchError.unreadable(path) }
  let changed = change(bytes)
  let written = fwrite(changed, 1, changed.count, file)
  guard fclose(file) == 0, written == changed.count else { throw BenchError.unreadable(path) }
}

/// Puts quotes around every cell but those of the header. Generated cells have no line ends within them.
private func quoteEveryCell(_ bytes: [UInt8]) -> [UInt8] {
  let quote = UInt8(ascii: "\"")
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count * 3 / 2)
  for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
    var isOpen = false
    var cell: [UInt8] = []
    func append() {
      let isQuoted = number == 0 || cell.first == quote
      result += isQuoted ? cell : [quote] + cell + [quote]
      cell = []
    }
    for byte in line {
      if byte == quote { isOpen.toggle() }
      if byte == UInt8(ascii: ","), !isOpen {
        append()
        result.append(byte)
      } else {
        cell.append(byte)
      }
    }
    append()
    result.append(UInt8(ascii: "\n"))
  }
  return result
}

/// Brings the lines behind the header into an order that is the same every time.
private func shuffleLines(_ bytes: [UInt8]) -> [UInt8] {
  var lines = bytes.split(separator: UInt8(ascii: "\n"))
  var random = RandomStream(seed: 7, order: lines.count)
  for number in lines.indices.dropFirst(2).reversed() {
    lines.swapAt(number, 1 + random.below(number))
  }
  return Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
}

extension BenchError {
  fileprivate static func unreadable(_ path: String) -> BenchError {
    BenchError("\(path) cannot be rewritten", help: "see that there is room for the month")
  }
}
