import Findings
import Values

/// One kind of thing that was not checked.
struct GapList {
  var heading: Phrase
  var items: [Item]

  /// What was not checked, its stable name if it has one, and why.
  struct Item {
    var title: String
    var name: String = ""
    var reason: String = ""
  }
}

extension Wording {
  /// Everything that was not checked, kind by kind; kinds without an item are left out.
  func gapLists(of gaps: Gaps) -> [GapList] {
    (gapsOfRules(gaps) + gapsOfFiles(gaps)).filter { !$0.items.isEmpty }
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
        heading: .rulesNotRun,
        items: gaps.rulesNotRun.map { item(of: $0, reason: $0.notRun.map(text) ?? "") }),
      GapList(
        heading: .undecidedRules,
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
        heading: .kpisNotComputed,
        items: gaps.kpisNotComputed.map { kpi in
          GapList.Item(title: text(kpi.title), name: kpi.id, reason: kpi.notRun.map(text) ?? "")
        }),
      GapList(
        heading: .rulesWithoutSubject,
        items: gaps.rulesWithoutSubject.map { item(of: $0, reason: "") }),
    ]
  }

  private func item(of rule: RuleVerdict, reason: String) -> GapList.Item {
    GapList.Item(title: text(rule.facts.title), name: rule.facts.id, reason: reason)
  }

  private func gapsOfFiles(_ gaps: Gaps) -> [GapList] {
    [
      GapList(
        heading: .missingSources,
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
        heading: .unrecognisedFiles,
        items: gaps.unrecognisedFiles.map { GapList.Item(title: $0) }),
      GapList(
        heading: .emptyExports,
        items: gaps.emptyExports.map { GapList.Item(title: $0.file, name: $0.source) }),
      GapList(
        heading: .cutFiles,
        items: gaps.cutFiles.map { reject in
          GapList.Item(
            title: "\(reject.file):\(reject.line)", name: reject.code,
            reason: text(reject.message))
        }),
      GapList(
        heading: .disagreeingTotals,
        items: gaps.disagreeingTotals.map { disagreeing in
          GapList.Item(
            title: "\(disagreeing.total.file):\(disagreeing.total.line)",
            reason: self(
              .disagreeingTotal,
              [
                "field": text(disagreeing.total.label),
                "stated": amountText(disagreeing.total.stated),
                "computed": amountText(disagreeing.total.computed),
              ]))
        }),
      GapList(heading: .unreadable, items: unreadable(gaps)),
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
