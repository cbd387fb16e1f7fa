import Findings
import Ledger
import Values

/// A month's issues some hundred at a time, for files that hold something of each.
///
/// The details of a batch are composed once and laid out by every such file; batches are independent of each other, so
/// that several are made at once.
package struct IssueBatches: Sendable {
  private let issues: [Issue]
  /// As many as the second-level cache of a processor holds the rows of.
  private static let size = 256

  /// Where each batch starts, and where the last ends.
  private let starts: [Int]
  private let stretches: IssueStretches

  package init(of report: MonthlyReport) {
    issues = report.issues
    starts = IssueBatches.starts(issues)
    stretches = IssueStretches(issues)
  }

  package var count: Int { starts.count - 1 }

  package func batch(_ number: Int) -> IssueBatch {
    IssueBatch(
      issues: LikeIssues.all(
        of: issues, at: starts[number]..<starts[number + 1], in: stretches, lane: number))
  }

  /// Of few issues those that have not their details at hand would take megabytes each, and are batches by themselves.
  private static func starts(_ issues: [Issue]) -> [Int] {
    let areFew = issues.count <= MonthlyReport.listedLimit
    var starts = [0]
    for place in issues.indices.dropFirst() {
      let isAlone =
        areFew && !(issues[place].finding.isWhole && issues[place - 1].finding.isWhole)
      if isAlone || place - starts[starts.count - 1] == size { starts.append(place) }
    }
    return issues.isEmpty ? [0] : starts + [issues.count]
  }
}

/// Issues that follow each other, with all details at hand.
package struct IssueBatch: Sendable {
  let issues: [LikeIssues]
}

/// How a file is made that is a beginning and then rows for one batch of issues after the other.
package struct OutputRows: Sendable {
  /// Appends what stands before the first row.
  package var writeBeginning: @Sendable (inout OutputBuffer) -> Void
  /// Appends the rows of a batch. They depend on nothing else.
  package var write: @Sendable (IssueBatch, inout OutputBuffer) -> Void
}

/// A renderer of a beginning and of rows for each issue.
protocol IssueTable: Renderer {
  func writeBeginning(to buffer: inout OutputBuffer)
  func writeRows(of batch: IssueBatch, to buffer: inout OutputBuffer)
  var report: MonthlyReport { get }
}

extension IssueTable {
  func write(to buffer: inout OutputBuffer) {
    writeBeginning(to: &buffer)
    let batches = IssueBatches(of: report)
    for number in 0..<batches.count { writeRows(of: batches.batch(number), to: &buffer) }
  }

  static func files(of report: MonthlyReport, language: Language) -> [OutputFile] {
    let table = Self(report: report, language: language)
    var file = OutputFile(name: fileName) { table.write(to: &$0) }
    file.rows = OutputRows(
      writeBeginning: { table.writeBeginning(to: &$0) },
      write: { table.writeRows(of: $0, to: &$1) })
    return [file]
  }
}
