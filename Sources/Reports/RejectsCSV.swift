import Findings
import Values

/// `rejects.csv`: everything that could not be read, each with its place, reason and original text.
struct RejectsCSV: Renderer {
  static let fileName = "rejects.csv"
  static let tellsOfLedger = false

  private let report: MonthlyReport
  private let say: Wording

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexRejects, count: report.coverage.rejects.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  private static let headers: [Phrase] = [
    .file, .line, .byte, .record, .extent, .entity, .column, .code, .reason, .originalText,
  ]

  func write(to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      for header in RejectsCSV.headers { csv.cell(say(header)) }
      csv.endRow()
      for reject in report.coverage.rejects {
        csv.cell(reject.file)
        csv.cell(reject.line)
        csv.cell(reject.byte)
        csv.cell(reject.record)
        csv.cell(say.extent(reject.extent))
        csv.cell(reject.entity ?? "")
        csv.cell(reject.column ?? "")
        csv.cell(reject.code)
        csv.cell(say.text(reject.message))
        csv.cell(reject.originalText)
        csv.endRow()
      }
    }
  }
}
