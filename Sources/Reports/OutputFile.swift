package import Values

/// One file of a month's results, ready to be written anywhere.
package struct OutputFile: Sendable {
  /// The name in the results folder, with `/` where it lies in a folder within: `issues.csv`,
  /// `notices/sales.html`.
  package var name: String
  /// Appends the whole content. Writes the same bytes every time it is called.
  package var write: @Sendable (inout OutputBuffer) -> Void

  package init(name: String, write: @escaping @Sendable (inout OutputBuffer) -> Void) {
    self.name = name
    self.write = write
  }
}

/// Lays out one format. A renderer computes nothing that is not layout: every figure comes from the
/// report, so two formats can't disagree.
protocol Renderer: Sendable {
  static var fileName: String { get }
  init(report: MonthlyReport, language: Language)
  func write(to buffer: inout OutputBuffer)
}

/// Every format, in the order in which the files are written.
private let renderers: [any Renderer.Type] = [
  HTMLReport.self,
  MarkdownReport.self,
  JSONReport.self,
  IssuesCSV.self,
  IssuesJSONL.self,
  RemediationCSV.self,
  RejectsCSV.self,
  CoverageJSON.self,
]

/// The names of those that say nothing of the ledger: the same whatever earlier runs found.
package let outputsWithoutLedger: Set<String> = [RejectsCSV.fileName, CoverageJSON.fileName]

/// Every file that a month's report is written as.
///
/// - Parameter language: The language of the pages and of the CSV files.
///   The machine-readable files carry all languages, whatever is asked for here.
package func outputs(of report: MonthlyReport, language: Language) -> [OutputFile] {
  renderers.map { renderer in
    OutputFile(name: renderer.fileName) { buffer in
      renderer.init(report: report, language: language).write(to: &buffer)
    }
  } + noticeFiles(of: report, language: language)
}
