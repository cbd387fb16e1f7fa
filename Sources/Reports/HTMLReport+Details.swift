import Findings
import Ledger
import Values

/// What the details of an issue say. The page's own markup and its embedded data are made of the same
/// rows, so an issue reads the same on the first page and on the last.
extension HTMLReport {
  /// A line of the evidence or of the documents.
  struct DetailRow {
    var label: String
    var value: String
    /// The path of the value, or the place of the document.
    var name: String
    /// Whether it is one of the two values that don't agree.
    var isDiffering = false
  }

  func evidenceRows(of issue: Issue) -> [DetailRow] {
    shortened(issue.finding.evidence) { evidence in
      DetailRow(
        label: say.text(evidence.label),
        value: evidence.value.isEmpty
          ? say(.noValue) : clipped(say.value(of: evidence, issue.rule), to: HTMLReport.textLimit),
        name: evidence.path, isDiffering: isDiffering(evidence, in: issue.finding))
    }
  }

  func documentRows(of finding: Finding) -> [DetailRow] {
    shortened(finding.documents) { document in
      DetailRow(
        label: say.text(document.entityLabel),
        value: clipped(document.key, to: HTMLReport.textLimit),
        name: clipped(place(of: document), to: HTMLReport.textLimit))
    }
  }

  func ruleRows(of issue: Issue) -> [(Phrase, String)] {
    let clause = issue.rule.clause.isEmpty ? "" : " · " + issue.rule.clause
    return [
      (.assignedTo, say.assignee(of: issue, report.names)),
      (.measure, issue.handling.remedy.measure ?? ""),
      (.completedOn, issue.handling.remedy.completedOn?.description ?? ""),
      (.escalatedTo, issue.escalatedTo.map { say.text($0.label) } ?? ""),
      (.waiver, issue.finding.waiver.map(say.waiver) ?? ""),
      (.finds, say.text(issue.rule.finds)),
      (.remedy, say.text(issue.rule.remedy)),
      (.rule, issue.rule.id + clause),
      (.issueID, issue.finding.id),
      (.firstSeen, "\(issue.firstSeen) · \(say(.timesSeen)) \(issue.timesSeen)"),
    ]
  }

  /// The first rows, and one that says how many there are besides.
  private func shortened<Element>(
    _ elements: [Element], _ row: (Element) -> DetailRow
  ) -> [DetailRow] {
    var rows = elements.prefix(HTMLReport.listedDetails).map(row)
    if elements.count > HTMLReport.listedDetails {
      let rest = grouped(String(elements.count - HTMLReport.listedDetails))
      rows.append(DetailRow(label: "…", value: say(.moreInJSONL, ["count": rest]), name: ""))
    }
    return rows
  }

  private func isDiffering(_ evidence: Evidence, in finding: Finding) -> Bool {
    guard finding.outcome == .fail, let expected = finding.expected, let actual = finding.actual
    else { return false }
    return evidence.value == expected || evidence.value == actual
  }
}
