import Reports
import Values

extension Workload {
  /// The larger files of a month's results. Their digest is that of their bytes, by which they can be compared with
  /// what the program itself writes.
  static let writing = [
    "issues.csv", "issues.jsonl", "report.html", "report.json", "report.md", "coverage.json",
    "issues.sarif", "junit.xml",
  ].map { writing($0) }

  private static func writing(_ file: String) -> Workload {
    Workload(
      name: "write-\(file)",
      prepare: { month, _ in
        let report = try month.report()
        let found = outputs(of: report, language: .en, also: Set(SideFormat.all))
          .first { $0.name == file }
        guard let output = found else {
          throw BenchError(
            "no result is called \(file)", help: "the list of writers is out of date")
        }
        return Prepared(rows: report.issues.count, bytes: bytes(of: output).count) {
          var written = 0
          var buffer = OutputBuffer { written += $0.count }
          output.write(&buffer)
          // Counting never throws.
          try? buffer.finish()
          return { String(SHA256.hex(of: bytes(of: output)).prefix(16)) }
        }
      })
  }
}

private func bytes(of output: OutputFile) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = OutputBuffer { bytes += $0 }
  output.write(&buffer)
  try? buffer.finish()
  return bytes
}
