import Findings
import Ledger
import Values

/// `remediation.csv`: every earlier issue that was not found, with what was said of it: verified, or not
/// looked at. Those that were found are in `issues.csv`.
struct RemediationCSV: Renderer {
  static let fileName = "remediation.csv"

  private let report: MonthlyReport
  private let say: Wording

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      let headers: [Phrase] = [
        .issueID, .status, .severity, .ruleID, .ruleTitle, .department, .responsible, .order,
        .subjectKey, .outcome, .amountAtRisk, .due, .firstSeen, .lastSeen, .timesSeen, .causeClass,
        .effect, .measure, .completedOn,
      ]
      for header in headers { csv.cell(say(header)) }
      csv.endRow()
      guard let followUp = report.followUp else { return }
      for issue in followUp.verified { write(issue, .verified, &csv) }
      for issue in followUp.unexamined { write(issue, .unexamined, &csv) }
    }
  }

  private func write(_ issue: PastIssue, _ status: Phrase, _ csv: inout CSVWriter) {
    let (facts, remedy) = (issue.facts, issue.handling.remedy)
    for text in [
      issue.id, say(status), say.severity(facts.severity), facts.ruleID,
      report.title(ofRule: facts.ruleID, in: say.language), say.department(of: issue, in: report),
      issue.handling.assignment.person ?? "", facts.caseKey ?? "", facts.key,
      say.outcome(facts.outcome),
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
      remedy.completedOn?.description ?? "",
    ] {
      csv.cell(text)
    }
    csv.endRow()
  }
}
