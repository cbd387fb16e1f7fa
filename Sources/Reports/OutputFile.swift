package import Values

/// One file of a month's results, ready to be written anywhere.
package struct OutputFile: Sendable {
  /// The name in the results folder, with `/` where it lies in a folder within: `issues.csv`,
  /// `notices/sales.html`.
  package var name: String
  /// Whether it says something of the ledger: whether other bytes come out when earlier runs found other issues.
  package var tellsOfLedger = true
  /// Appends the whole content. Writes the same bytes every time it is called.
  package var write: @Sendable (inout OutputBuffer) -> Void
  /// The same in parts, which can be made at once; nil where it is made as a whole.
  package var rows: OutputRows?

  package init(name: String, write: @escaping @Sendable (inout OutputBuffer) -> Void) {
    self.name = name
    self.write = write
  }
}

/// Every format, in the order in which the files are written. A new one is a file of its own and a line here.
private let formats: [any OutputFormat.Type] = [
  HTMLReport.self,
  MarkdownReport.self,
  JSONReport.self,
  IssuesCSV.self,
  IssuesJSONL.self,
  RemediationCSV.self,
  RejectsCSV.self,
  CoverageJSON.self,
  NoticeFiles.self,
  IssuesSARIF.self,
  JUnitXML.self,
]

/// Every file that a month's report is written as.
///
/// - Parameters:
///   - language: The language of the pages, the CSV files and the side formats.
///     The other machine-readable files carry all languages, whatever is asked for here.
///   - sideFormats: What is wanted besides what every run writes.
package func outputs(
  of report: MonthlyReport, language: Language, also sideFormats: Set<SideFormat> = []
) -> [OutputFile] {
  formats.filter { format in
    guard let format = format as? any SideRenderer.Type else { return true }
    return sideFormats.contains(SideFormat(format))
  }
  .flatMap { format in
    format.files(of: report, language: language).map { file in
      var file = file
      file.tellsOfLedger = format.tellsOfLedger
      return file
    }
  }
}

/// A format that is written only where somebody asks for it, because another program wants it.
package struct SideFormat: Hashable, Sendable {
  /// What it is asked for by: `sarif`.
  package let word: String
  package let fileName: String

  /// All there are, in the order in which the files are written.
  package static let all = formats.compactMap { $0 as? any SideRenderer.Type }
    .map { SideFormat($0) }

  /// Nil when there is none of that word.
  package init?(word: String) {
    guard let format = SideFormat.all.first(where: { $0.word == word }) else { return nil }
    self = format
  }

  fileprivate init(_ renderer: any SideRenderer.Type) {
    word = renderer.word
    fileName = renderer.fileName
  }
}

/// A kind of result: one file, or several of one make.
protocol OutputFormat: Sendable {
  /// See ``OutputFile/tellsOfLedger``.
  static var tellsOfLedger: Bool { get }
  static func files(of report: MonthlyReport, language: Language) -> [OutputFile]
  /// What the report says of its files, where it names them as an annex.
  static func annex(of report: MonthlyReport) -> Annex?
}

extension OutputFormat {
  static var tellsOfLedger: Bool { true }
  static func annex(of report: MonthlyReport) -> Annex? { nil }
}

/// Files that belong to a report and hold what it sums up.
struct Annex: Sendable {
  var name: String
  var holds: Phrase
  /// Of what it holds, how many; nil where that says nothing.
  var count: Int?
}

/// The annexes of a report in the order of ``formats``; last the list of all files with their digests, which whoever
/// writes them adds.
func annexes(of report: MonthlyReport) -> [Annex] {
  formats.compactMap { $0.annex(of: report) } + [
    Annex(name: "manifest.json", holds: .annexManifest)
  ]
}

/// Lays out one file. A renderer computes nothing that is not layout: every figure comes from the
/// report, so two formats can't disagree.
protocol Renderer: OutputFormat {
  static var fileName: String { get }
  init(report: MonthlyReport, language: Language)
  func write(to buffer: inout OutputBuffer)
}

extension Renderer {
  static func files(of report: MonthlyReport, language: Language) -> [OutputFile] {
    [
      OutputFile(name: fileName) { buffer in
        Self(report: report, language: language).write(to: &buffer)
      }
    ]
  }
}

/// A renderer of a ``SideFormat``.
protocol SideRenderer: Renderer {
  static var word: String { get }
}
