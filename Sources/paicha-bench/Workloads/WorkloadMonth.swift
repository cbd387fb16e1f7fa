import Entities
import Findings
import Formats
import Glibc
import Inspection
import Intake
import Relations
import Reports
import Rules
import Synchronization
import Values

/// The month that workloads run over: made once for each way of writing it, read once, joined once.
final class WorkloadMonth: Sendable {
  let orders: Int
  let project: Project
  let folder: String
  private let made = Mutex<Made>(Made())

  private struct Made {
    var folders: [String: String] = [:]
    var cases: Cases?
    var report: MonthlyReport?
  }

  /// - Parameters:
  ///   - folder: where the month's files go.
  ///   - rules: the folder of the benchmark's rules.
  init(orders: Int, folder: String, rules: String) throws {
    self.orders = orders
    self.folder = folder
    project = try Project(folder: rules)
  }

  /// The month's files in a style, made when they are first asked for.
  func files(_ style: MonthStyle) throws -> [String] {
    let made = made.withLock { $0.folders[style.name] }
    let exports = try made ?? make(style)
    self.made.withLock { $0.folders[style.name] = exports }
    return try names(in: exports).map { "\(exports)/\($0)" }
  }

  private func make(_ style: MonthStyle) throws -> String {
    let path = "\(folder)/\(style.name)"
    try GenerateCommand(
      ["--orders", String(orders), "--out", path, "--threads", "2"] + style.options[...]
    ).run()
    let exports = path + "/exports"
    if let rewrite = style.rewrite {
      for name in try names(in: exports) { try rewrite("\(exports)/\(name)") }
    }
    return exports
  }

  /// The exports with how they are to be read: CSV as it is recognised, nested documents as they are declared.
  func exports(_ style: MonthStyle) throws -> [ExportFile] {
    let (model, aliases) = (project.exports.model, project.exports.aliases)
    let recogniser = Recogniser(sources: [], model: model, aliases: aliases)
    return try files(style).map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let document = Document.allCases.first { name.hasPrefix($0.layout.fileStem + ".") }
      let source =
        if style.nests, let document {
          try Source.nested(document, style, model: model)
        } else {
          try recogniser.recognise(path: path, name: name).source
        }
      guard let source else {
        throw BenchError("\(path) is not recognised", help: "see that --rules is the benchmark's")
      }
      return ExportFile(path: path, name: name, source: source)
    }
  }

  func dataset(_ style: MonthStyle) throws -> Dataset {
    Dataset.reading(try exports(style), model: project.exports.model, threads: 2)
  }

  /// The plain month, joined.
  func cases() throws -> Cases {
    if let cases = made.withLock({ $0.cases }) { return cases }
    let cases = Cases(try dataset(.csv), threads: 2)
    made.withLock { $0.cases = cases }
    return cases
  }

  /// The report of a check of the plain month.
  func report() throws -> MonthlyReport {
    if let report = made.withLock({ $0.report }) { return report }
    let check = SpotCheck(
      files: try files(.csv), rulesFolder: project.folder, outFolder: nil, language: .en,
      threads: 2, circumstances: .unmeasured)
    let report = try check.run().run.report
    made.withLock { $0.report = report }
    return report
  }
}

extension RunCircumstances {
  /// Of a run that nobody writes a manifest of.
  fileprivate static var unmeasured: RunCircumstances {
    RunCircumstances(
      version: Version.current, arguments: [], host: "", now: { "" }, unixTime: { 0 },
      meters: RunMeters(uptime: { .zero }, processorTime: { .zero }, peakMemory: { nil }))
  }
}

/// How many bytes files have together.
func byteCount(of paths: [String]) -> Int {
  paths.reduce(0) { sum, path in
    var status = stat()
    return stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
  }
}

/// The names of the files in a folder, sorted.
private func names(in folder: String) throws -> [String] {
  guard let stream = opendir(folder) else {
    throw BenchError("\(folder) cannot be read", help: "choose another --folder")
  }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted()
}
