import Diagnostics
import FoundationEssentials
import Glibc

/// Measures workloads.
struct RunCommand {
  private var names: [String] = []
  private var orders = 20_000
  private var threads = [1, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))]
  private var repetitions = 5
  private var rules = "Tests/Benchmarks/Rules"
  private var folder: String?
  private var isChecked = false

  static let help = """
    measure steps of the path one by one, over a generated month

    Usage: paicha-bench run [NAME…] [OPTION …]

      NAME…          read, join, judge and write for those whose names begin so, or whole names (all of them)
      --list         their names alone
      --size N       how many order numbers the month has, 1 to 10000000 (20000)
      --threads N,…  with how many threads each runs, one after the other (1 and one for each processor)
      --repeat N     how often each is measured, 1 to 1000; the median counts (5)
      --rules DIR    the benchmark's rules (Tests/Benchmarks/Rules)
      --folder DIR   where the month's files go and stay (a folder that is removed afterwards)
      --check        compare each digest with that of a simple way of doing the same, where there is one

    Each line has the name, threads, rows, nanoseconds a row, MB/s, and a digest of what came out. It ends with 1
    when two numbers of threads give two digests, or a check another.

    """

  init(_ arguments: ArraySlice<String>) throws(BenchError) {
    var rest = arguments
    while let name = rest.popFirst() {
      switch name {
      case "--size": orders = Int(try number(name, &rest, in: 1...10_000_000))
      case "--repeat": repetitions = Int(try number(name, &rest, in: 1...1_000))
      case "--rules": rules = try value(name, &rest)
      case "--folder": folder = try value(name, &rest)
      case "--check": isChecked = true
      case "--threads": threads = try counts(try value(name, &rest))
      case _ where name.hasPrefix("-"):
        throw BenchError("run does not know '\(name)'", help: "'paicha-bench run --help' lists all")
      default:
        guard Workload.all.contains(where: { $0.isCalled(name) }) else {
          throw BenchError("no workload is called '\(name)'", help: "'run --list' lists them")
        }
        names.append(name)
      }
    }
  }

  /// - Returns: the exit status.
  func run() throws(BenchError) -> Int32 {
    let folder = if let folder { folder } else { try temporaryFolder() }
    defer { if self.folder == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let wanted = Workload.all.filter { workload in
      names.isEmpty || names.contains { workload.isCalled($0) }
    }
    do {
      let month = try WorkloadMonth(orders: orders, folder: folder, rules: rules)
      print(columns("workload", "threads", "rows", "ns/row", "MB/s", "digest"))
      var faults = 0
      for workload in wanted { faults += try measure(workload, month) }
      return faults == 0 ? 0 : 1
    } catch {
      throw BenchError(of: error)
    }
  }

  /// - Returns: how many digests are not as they should be.
  private func measure(_ workload: Workload, _ month: WorkloadMonth) throws -> Int {
    var digests: [String] = []
    for count in threads {
      let prepared = try workload.prepare(month, count)
      var times: [Duration] = []
      var outcome: () -> String = { "" }
      for _ in 0..<repetitions {
        let start = ContinuousClock.now
        outcome = prepared.work()
        times.append(start.duration(to: .now))
      }
      digests.append(outcome())
      print(line(workload.name, count, prepared, times.sorted()[times.count / 2], digests.last!))
    }
    if isChecked, let oracle = workload.oracle { digests.append(try oracle(month)) }
    let isSame = digests.allSatisfy { $0 == digests[0] }
    if !isSame { print("\(workload.name): the digests differ: \(digests.joined(separator: " "))") }
    return isSame ? 0 : 1
  }

  private func line(
    _ name: String, _ threads: Int, _ prepared: Workload.Prepared, _ time: Duration,
    _ digest: String
  ) -> String {
    let (seconds, attoseconds) = time.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    let perRow = Double(nanoseconds) / Double(max(1, prepared.rows))
    let rate = prepared.bytes.map { $0 * 1_000 / max(1, nanoseconds) }
    return columns(
      name, "\(threads)", "\(prepared.rows)", tenths(perRow), rate.map { "\($0)" } ?? "", digest)
  }

  private func tenths(_ value: Double) -> String {
    let rounded = Int((value * 10).rounded())
    return "\(rounded / 10).\(rounded % 10)"
  }

  private func columns(_ texts: String...) -> String {
    var line = ""
    for (text, width) in zip(texts, [22, 8, 10, 10, 7, 18]) {
      let blanks = String(repeating: " ", count: max(1, width - text.count))
      line += line.isEmpty ? text + blanks : blanks + text
    }
    return line
  }

  private func counts(_ text: String) throws(BenchError) -> [Int] {
    let counts = text.split(separator: ",").compactMap { Int($0) }.filter { (1...256).contains($0) }
    guard !counts.isEmpty, counts.count == text.split(separator: ",").count else {
      throw BenchError(
        "--threads cannot be '\(text)'", help: "numbers from 1 to 256, such as 1,2,8")
    }
    return counts
  }
}

extension BenchError {
  fileprivate init(of error: any Error) {
    switch error {
    case let error as BenchError: self = error
    case let refusal as Refusal:
      self.init("\(refusal.diagnostics[0])", help: "see that --rules is the benchmark's")
    default: self.init("\(error)", help: "see --folder")
    }
  }
}

extension Workload {
  fileprivate func isCalled(_ text: String) -> Bool {
    name == text || name.hasPrefix(text + "-")
  }
}

private func temporaryFolder() throws(BenchError) -> String {
  let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(parent)/paicha-bench-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else {
    throw BenchError("no folder can be made in \(parent)", help: "name one with --folder")
  }
  return template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}
