import Findings
import Values

/// One kind of thing that was not checked.
enum GapKind: String, CaseIterable {
  case ruleNotRun = "rule-not-run"
  case ruleUndecided = "rule-undecided"
  case kpiNotComputed = "kpi-not-computed"
  case ruleWithoutSubject = "rule-without-subject"
  case missingSource = "export-missing"
  case unrecognisedFile = "file-not-recognised"
  case emptyExport = "export-empty"
  case cutFile = "export-not-read-whole"
  case disagreeingTotal = "control-total-differs"
  case unreadable = "not-readable"

  var heading: Phrase {
    switch self {
    case .ruleNotRun: .rulesNotRun
    case .ruleUndecided: .undecidedRules
    case .kpiNotComputed: .kpisNotComputed
    case .ruleWithoutSubject: .rulesWithoutSubject
    case .missingSource: .missingSources
    case .unrecognisedFile: .unrecognisedFiles
    case .emptyExport: .emptyExports
    case .cutFile: .cutFiles
    case .disagreeingTotal: .disagreeingTotals
    case .unreadable: .unreadable
    }
  }

  /// Whether its items are rules, named by their ids.
  var isOfRules: Bool {
    switch self {
    case .ruleNotRun, .ruleUndecided, .ruleWithoutSubject: true
    default: false
    }
  }
}

/// All that was not checked of one kind.
struct GapList {
  var kind: GapKind
  var items: [Item]

  var heading: Phrase { kind.heading }

  /// What was not checked, its stable name if it has one, and why.
  struct Item {
    var title: String
    var name: String = ""
    var reason: String = ""
    /// Where it is seen, in a file of the exports.
    var file: String?
    var line: Int?
  }
}

extension Wording {
  /// Everything that was not checked, kind by kind; kinds without an item are left out.
  func gapLists(of gaps: Gaps) -> [GapList] {
    everyGapList(of: gaps).filter { !$0.items.isEmpty }
  }

  /// The same with those kinds of which there is nothing.
  func everyGapList(of gaps: Gaps) -> [GapList] {
    gapsOfRules(gaps) + gapsOfFiles(gaps)
  }

  /// An item on one line.
  func line(of item: GapList.Item) -> String {
    let title = item.name.isEmpty ? item.title : "\(item.title) (\(item.name))"
    guard !item.reason.isEmpty else { return title }
    return title + (language == .en ? ": " : "：") + item.reason
  }

  private func gapsOfRules(_ gaps: Gaps) -> [GapList] {
    [
      GapList(
        kind: .ruleNotRun,
        items: gaps.rulesNotRun.map { item(of: $0, reason: $0.notRun.map(text) ?? "") }),
      GapList(
        kind: .ruleUndecided,
        items: gaps.undecidedRules.map { rule in
          item(
            of: rule,
            reason: self(
              .undecidedOf,
              [
                "count": grouped(String(rule.counts.undetermined)),
                "total": grouped(String(rule.counts.subjects)),
              ]))
        }),
      GapList(
        kind: .kpiNotComputed,
        items: gaps.kpisNotComputed.map { kpi in
          GapList.Item(title: text(kpi.title), name: kpi.id, reason: kpi.notRun.map(text) ?? "")
        }),
      GapList(
        kind: .ruleWithoutSubject,
        items: gaps.rulesWithoutSubject.map { item(of: $0, reason: "") }),
    ]
  }

  private func item(of rule: RuleVerdict, reason: String) -> GapList.Item {
    GapList.Item(title: text(rule.facts.title), name: rule.facts.id, reason: reason)
  }

  private func gapsOfFiles(_ gaps: Gaps) -> [GapList] {
    [
      GapList(
        kind: .missingSource,
        items: gaps.missingSources.map { source in
          GapList.Item(
            title: self(
              .missingSource,
              [
                "entity": text(source.entityLabel),
                "patterns": source.patterns.joined(separator: language == .en ? ", " : "、"),
              ]), name: source.id)
        }),
      GapList(
        kind: .unrecognisedFile,
        items: gaps.unrecognisedFiles.map { GapList.Item(title: $0, file: $0) }),
      GapList(
        kind: .emptyExport,
        items: gaps.emptyExports.map { export in
          // Many documents of one kind have no place in common.
          GapList.Item(
            title: export.file, name: export.source,
            file: export.files.count == 1 ? export.files[0].name : nil)
        }),
      GapList(
        kind: .cutFile,
        items: gaps.cutFiles.map { reject in
          GapList.Item(
            title: "\(reject.file):\(reject.line)", name: reject.code,
            reason: text(reject.message), file: reject.file, line: reject.line)
        }),
      GapList(
        kind: .disagreeingTotal,
        items: gaps.disagreeingTotals.map { disagreeing in
          GapList.Item(
            title: "\(disagreeing.total.file):\(disagreeing.total.line)",
            reason: self(
              .disagreeingTotal,
              [
                "field": text(disagreeing.total.label),
                "stated": amountText(disagreeing.total.stated),
                "computed": amountText(disagreeing.total.computed),
              ]), file: disagreeing.total.file, line: disagreeing.total.line)
        }),
      GapList(kind: .unreadable, items: unreadable(gaps)),
    ]
  }

  private func unreadable(_ gaps: Gaps) -> [GapList.Item] {
    guard gaps.rejectedRecords + gaps.rejectedValues > 0 else { return [] }
    return [
      GapList.Item(
        title: self(
          .unreadableSentence,
          [
            "records": grouped(String(gaps.rejectedRecords)),
            "values": grouped(String(gaps.rejectedValues)),
          ]))
    ]
  }
}
