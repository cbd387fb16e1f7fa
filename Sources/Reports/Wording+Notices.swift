import Findings
import Ledger
import Values

/// A notice as the report names it.
struct NoticeLine {
  var title: String
  var recipients: String
  var issueCount: Int
  /// The names of its files.
  var files: [String]
}

extension Wording {
  func department(_ id: String, _ names: IssueNames) -> String {
    let name = names.department(id, in: language)
    return name.isEmpty ? id : name
  }

  func list(_ names: [String]) -> String { names.joined(separator: language == .en ? ", " : "、") }

  /// The notices that were written, in the order of their files.
  func noticeLines(of report: MonthlyReport) -> [NoticeLine] {
    func files(_ stem: String) -> [String] { [stem + ".html", stem + ".md"] }
    let major = report.notices.major.map { notice in
      NoticeLine(
        title: self(.majorTitle),
        recipients: recipients(of: notice, report.names).map(\.1).joined(separator: " · "),
        issueCount: notice.count, files: files(MajorNotice.fileStem))
    }
    return [major].compactMap { $0 }
      + report.notices.rectifications.map { notice in
        NoticeLine(
          title: self(.rectificationTitle) + " " + notice.number,
          recipients: department(notice.department, report.names),
          issueCount: notice.counts.open, files: files(notice.fileStem))
      }
  }

  // MARK: - The notice of what is major

  func headLines(of notice: MajorNotice, in report: MonthlyReport) -> [(Phrase, String)] {
    recipients(of: notice, report.names) + [
      (.period, monthText(report.period, in: language)), (.asOf, report.asOf.description),
    ] + maskedLine(of: report)
  }

  /// That pseudonyms stand in the place of data on persons, where they do.
  private func maskedLine(of report: MonthlyReport) -> [(Phrase, String)] {
    report.isMasked ? [(.personalData, self(.personalDataMasked))] : []
  }

  private func recipients(
    of notice: MajorNotice, _ names: IssueNames
  ) -> [(Phrase, String)] {
    func heads(_ ids: [String]) -> String {
      ids.isEmpty ? "" : self(.headsOf, ["departments": list(ids.map { department($0, names) })])
    }
    let superiors = notice.superiors.isEmpty ? self(.superior) : heads(notice.superiors)
    return [(.sentTo, superiors), (.copiedTo, heads(notice.departments))].filter { !$0.1.isEmpty }
  }

  /// What is listed, and what is not.
  func note(of notice: MajorNotice) -> String {
    sentences([
      notice.limit.map { self(.majorNoteWithLimit, ["amount": amountText($0)]) }
        ?? self(.majorNote),
      notice.consequenceCount + notice.waivedCount == 0
        ? ""
        : self(
          .majorCounted,
          [
            "consequences": grouped(String(notice.consequenceCount)),
            "waived": grouped(String(notice.waivedCount)),
          ]), shown(notice.entries.count, of: notice.count, "issues.csv"),
    ])
  }

  /// The figures, each with a remark.
  func figures(of notice: MajorNotice) -> [(Phrase, String, String)] {
    [
      (
        .issueCount, grouped(String(notice.count)),
        pair(.statusNew, grouped(String(notice.newCount)))
      ),
      (.amountAtRisk, amount(notice.amountAtRisk), ""),
      (.ordersAffected, grouped(String(notice.orders)), ""),
    ]
  }

  /// The field in question and what is the matter with it, on one line; empty when the rule declares neither
  /// value.
  func values(of issue: Issue) -> String {
    let finding = issue.finding
    guard finding.expected != nil || finding.actual != nil else { return "" }
    let values: [(Phrase, String)] = [
      (.expected, value(finding.expected, of: issue)),
      (.actual, value(finding.actual, of: issue)),
      (.difference, difference(of: finding) ?? "–"),
    ]
    return ([field(of: finding)] + values.filter { $0.1 != "–" }.map { pair($0.0, $0.1) })
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// What the department said of the effect, and what else the issue explains.
  func effect(of entry: MajorNotice.Entry, _ issue: Issue) -> String {
    list(
      [
        issue.handling.remedy.effect ?? "",
        entry.consequenceCount == 0
          ? "" : self(.consequenceCount, ["count": grouped(String(entry.consequenceCount))]),
      ].filter { !$0.isEmpty })
  }

  // MARK: - The notice for a department

  func headLines(
    of notice: RectificationNotice, in report: MonthlyReport
  ) -> [(Phrase, String)] {
    let told = notice.told.map { told in
      self(
        .toldOf,
        [
          "department": department(told.department, report.names),
          "count": grouped(String(told.count)),
        ])
    }
    return [
      (.sentTo, department(notice.department, report.names)),
      (.toldBesides, told.isEmpty ? self(.none) : list(told)),
      (.period, monthText(report.period, in: language)), (.asOf, report.asOf.description),
      (.firstDue, notice.firstDue?.description ?? ""),
    ].filter { !$0.1.isEmpty } + maskedLine(of: report)
  }

  func note(of notice: RectificationNotice, in report: MonthlyReport) -> String {
    let isElsewhere = notice.counts.unexamined > notice.unexamined.count
    return sentences([
      self(.rectificationNote, ["period": monthText(report.period, in: language)]),
      notice.counts.waived == 0
        ? "" : self(.noticeWaived, ["count": grouped(String(notice.counts.waived))]),
      shown(
        notice.listedCount, of: notice.counts.open,
        list(isElsewhere ? ["issues.csv", "remediation.csv"] : ["issues.csv"])),
    ])
  }

  /// The figures, each with a remark.
  func figures(of notice: RectificationNotice) -> [(Phrase, String, String)] {
    let counts = notice.counts
    let severities = zip(severitiesWorstFirst, notice.failedBySeverity).filter { $0.1 > 0 }
      .map { severity($0.0) + " " + grouped(String($0.1)) }
    return [
      (.openIssues, grouped(String(counts.open)), ""),
      (.failed, grouped(String(notice.failedCount)), severities.joined(separator: " · ")),
      (.amountAtRisk, amount(notice.amountAtRisk), ""),
      (.ordersAffected, grouped(String(notice.orders)), ""),
      (.undetermined, grouped(String(notice.undeterminedCount)), ""),
      (.unexamined, grouped(String(counts.unexamined)), ""),
      (
        .statusNew, grouped(String(counts.new)),
        counts.carried == 0 ? "" : pair(.statusCarried, grouped(String(counts.carried)))
      ),
      (.statusOverdue, grouped(String(counts.overdue)), ""),
      (.statusReopened, grouped(String(counts.reopened)), ""),
    ]
  }

  /// A rule's title and what it says of a document.
  func pair(of rule: RuleFacts, _ message: String) -> String {
    text(rule.title) + (language == .en ? ": " : "：") + message
  }

  func measureAsked(of issue: Issue) -> String {
    let remedy = text(issue.rule.remedy)
    return remedy.isEmpty ? "" : pair(.measureAsked, remedy)
  }

  /// What became of an earlier issue that nobody looked at.
  func status(of issue: PastIssue, on day: CivilDate) -> String {
    issue.due < day ? list([self(.unexamined), self(.statusOverdue)]) : self(.unexamined)
  }

  private func shown(_ count: Int, of total: Int, _ files: String) -> String {
    guard count < total else { return "" }
    return self(
      .noticeShown,
      [
        "count": grouped(String(count)), "rest": grouped(String(total - count)), "files": files,
      ])
  }

  private func sentences(_ sentences: [String]) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: language == .en ? " " : "")
  }
}
