package import Ledger
package import Values

/// `remediation.csv`: every earlier issue that was not found, with what was said of it: verified, waived, or not
/// looked at. Those that were found are in `issues.csv`.
struct RemediationCSV: Renderer {
  static let fileName = "remediation.csv"

  private let report: MonthlyReport
  private let say: Wording

  static func annex(of report: MonthlyReport) -> Annex? {
    report.followUp.map { followUp in
      Annex(
        name: fileName, holds: .annexRemediation,
        count: followUp.verified.count + followUp.unexamined.count + followUp.waived.count)
    }
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    let followUp = report.followUp ?? FollowUp()
    let rows =
      followUp.verified.map { (issue: $0, status: say(.verified)) }
      + followUp.unexamined.map { (issue: $0, status: say(.unexamined)) }
      + followUp.waived.map { (issue: $0, status: say(.statusWaived)) }
    PastIssueRows(names: report.names, say: say).write(rows, to: &buffer)
  }
}

/// Issues by what the ledger keeps of them, as rows of a spreadsheet whose last columns are the departments'.
struct PastIssueRows {
  var names: IssueNames
  var say: Wording

  private static let headers: [Phrase] = [
    .issueID, .status, .severity, .ruleID, .ruleTitle, .department, .order, .subjectKey, .outcome,
    .amountAtRisk, .due, .firstSeen, .lastSeen, .timesSeen, .causeClass, .effect, .measure,
    .responsible, .completedOn,
  ]

  func write(_ rows: [(issue: PastIssue, status: String)], to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      for header in PastIssueRows.headers { csv.cell(say(header)) }
      csv.endRow()
      for row in rows { write(row.issue, row.status, &csv) }
    }
  }

  private func write(_ issue: PastIssue, _ status: String, _ csv: inout CSVWriter) {
    let (facts, remedy) = (issue.facts, issue.handling.remedy)
    for text in [
      issue.id, status, say.severity(facts.severity), facts.ruleID,
      names.rule(facts.ruleID, in: say.language), names.department(of: issue, in: say.language),
      facts.caseKey ?? "", facts.key, say.outcome(facts.outcome),
    ] {
      csv.cell(text)
    }
    csv.cell(facts.amount)
    for text in [issue.due.description, issue.firstSeen.description, issue.lastSeen.description] {
      csv.cell(text)
    }
    csv.cell(issue.timesSeen)
    for text in [
      remedy.causeClass.map(say.causeClass) ?? "", remedy.effect ?? "", remedy.measure ?? "",
      issue.handling.assignment.person ?? "", remedy.completedOn?.description ?? "",
    ] {
      csv.cell(text)
    }
    csv.endRow()
  }
}

/// The spreadsheet of current issues that departments fill in.
package func issueSheet(
  of issues: [CurrentIssue], names: IssueNames, language: Language
) -> OutputFile {
  OutputFile(name: "issues.csv") { buffer in
    let say = Wording(language: language)
    PastIssueRows(names: names, say: say)
      .write(issues.map { ($0.issue, say.state($0.state)) }, to: &buffer)
  }
}
