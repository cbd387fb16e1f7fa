package import Findings
package import Ledger
import Reports
import Rules
import Tables
import Values

/// What the report is made of: keys are masked here, when findings have met the ledger, which knows them as they are.
struct ShownResults {
  var verdict: Verdict
  var issues: [Issue]
  var followUp: FollowUp

  init(_ verdict: Verdict, _ posting: Posting, of project: Project, _ mask: MaskKey?) {
    self.verdict = verdict
    // Each is in its issue; a million of them are not kept twice.
    self.verdict.findings = []
    issues = posting.issues
    followUp = posting.followUp
    guard let keys = mask?.keys(of: project) else { return }
    self.verdict = keys.masked(self.verdict, waivers: project.rules.waivers)
    for (number, finding) in keys.masked(issues.map(\.finding)).enumerated() {
      issues[number].finding = finding
    }
    followUp = keys.masked(followUp, issues: posting.issues, shown: issues)
  }
}

extension ShownResults {
  /// The same with the details of all findings at hand, where they are so few that a page holds them all: it and
  /// every file beside it then takes them from here. Those of a million are composed when they are written, a batch
  /// at a time.
  func composed(threads: Int) -> ShownResults {
    guard issues.count <= MonthlyReport.listedLimit else { return self }
    let size = 512
    var results = self
    let batches = Workers.map(count: (issues.count + size - 1) / size, threads: threads) { number in
      issues[(number * size)..<min((number + 1) * size, issues.count)].map { issue in
        let whole = issue.whole
        // A cell of megabytes stands in every finding on its record: such details are composed again when needed.
        return whole.finding.isBulky ? issue : whole
      }
    }
    results.issues = Array(batches.joined())
    return results
  }
}

extension MaskKey {
  package func keys(of project: Project) -> KeyMasking {
    KeyMasking(project.model, project.declaredRules, pseudonyms)
  }
}

extension KeyMasking {
  /// - Parameter issues: what was found, as the ledger knows it; and the same as it is shown.
  fileprivate func masked(
    _ followUp: FollowUp, issues: [Issue], shown: [Issue]
  ) -> FollowUp {
    var result = followUp
    result.verified = followUp.verified.map(masked)
    result.unexamined = followUp.unexamined.map(masked)
    result.waived = followUp.waived.map(masked)
    if result.waivers.isEmpty { return result }
    // Leave that a person gave is for an issue, and called by its key.
    var scopes: [[String]: String] = [:]
    for (issue, shown) in zip(issues, shown) {
      scopes[[issue.finding.ruleID, issue.finding.subject.key]] = shown.finding.subject.key
    }
    for past in followUp.verified + followUp.unexamined + followUp.waived {
      scopes[[past.facts.ruleID, past.facts.key]] = masked(past).facts.key
    }
    for number in result.waivers.indices {
      let waiver = result.waivers[number]
      result.waivers[number].scope = scopes[[waiver.ruleID, waiver.scope]] ?? Pseudonyms.withheld
    }
    return result
  }

  /// An issue as the ledger knows it.
  package func masked(_ issue: PastIssue) -> PastIssue {
    var issue = issue
    let subject = DocumentName(entity: issue.facts.entity, key: issue.facts.key)
    issue.facts.key = subjectKey(
      issue.facts.key, ofEntity: issue.facts.entity, rule: issue.facts.ruleID,
      isRecord: issue.facts.documents.contains(subject))
    issue.facts.caseKey = caseKey(issue.facts.caseKey)
    for number in issue.facts.documents.indices {
      let document = issue.facts.documents[number]
      issue.facts.documents[number].key = key(document.key, ofEntity: document.entity)
    }
    return issue
  }
}
