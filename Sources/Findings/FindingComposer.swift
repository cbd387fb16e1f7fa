import Rules
import Tables
import Values

/// Composes the findings of one dataset: their heads at once, their details when they are asked for.
final class FindingComposer: Sendable {
  /// The same several times, for each lane by themselves: what two threads hold at once is counted up and down by both,
  /// and they wait for each other each time.
  private let lanes: [[FindingComposing]]
  private let judgements: [Judgement]

  /// - Parameter composing: makes what composes the findings of a judgement, by its number.
  init(
    _ judgements: [Judgement], _ source: CaseSource,
    _ composing: (Judgement, RecordNames) -> FindingComposing
  ) {
    let names = RecordNames(source)
    let first = judgements.map { composing($0, names) }
    let isNeeded = judgements.map { $0.verdicts.count > FindingComposer.fewVerdicts }
    lanes = (0..<FindingComposer.laneCount).map { lane in
      if lane == 0 || !isNeeded.contains(true) { return first }
      let names = RecordNames(source)
      return judgements.indices.map {
        isNeeded[$0] ? composing(judgements[$0], names) : first[$0]
      }
    }
    self.judgements = judgements
  }

  /// More than most machines have processors.
  private static let laneCount = 16
  /// Up to how many findings threads may wait for each other.
  private static let fewVerdicts = 4096

  func composing(_ rule: Int, lane: Int) -> FindingComposing {
    lanes[lane % FindingComposer.laneCount][rule]
  }

  func verdicts(of rule: Int) -> [SubjectVerdict] { judgements[rule].verdicts }

  /// The findings of each judgement, one for each of its verdicts, and what leads from them to their causes.
  ///
  /// - Parameters:
  ///   - part: the cases that they are of.
  ///   - store: keeps the details of findings in a part that makes room for the next one; nil for memory.
  func findings(
    in part: CasePart, storing store: DetailStore?, threads: Int
  ) -> [RuleFindings] {
    let stretches = stretches
    var found = Workers.map(count: stretches.count, threads: threads) { number in
      findings(of: stretches[number], in: part, storing: store, lane: number)
    }
    var all = zip(lanes[0], judgements).map { composing, judgement in
      RuleFindings(of: composing.rule, judgement.counts, in: part)
    }
    var taken = judgements.map { _ in [[Finding]]() }
    for (number, stretch) in stretches.enumerated() {
      taken[stretch.rule].append(found[number].takeFindings())
      all[stretch.rule].append(found[number])
    }
    for rule in all.indices { all[rule].findings = Array(taking: &taken[rule]) }
    return all
  }

  /// Verdicts of one rule that follow each other, few enough that several threads have part in those of a rule that finds
  /// fault with everything.
  private struct Stretch {
    var rule: Int
    var verdicts: Range<Int>
    static let limit = 8192
  }

  private var stretches: [Stretch] {
    judgements.indices.flatMap { rule in
      let count = judgements[rule].verdicts.count
      return stride(from: 0, to: count, by: Stretch.limit).map {
        Stretch(rule: rule, verdicts: $0..<min($0 + Stretch.limit, count))
      }
    }
  }

  private func findings(
    of stretch: Stretch, in part: CasePart, storing store: DetailStore?, lane: Int
  ) -> RuleFindings {
    let composing = composing(stretch.rule, lane: lane)
    var found = RuleFindings(of: composing.rule, JudgementCounts(), in: part)
    found.reserveCapacity(stretch.verdicts.count)
    composing.names.withKeys(of: composing.entity) { keys in
      for place in stretch.verdicts {
        let verdict = judgements[stretch.rule].verdicts[place]
        let (finding, leads) = composing.head(
          verdict, keys, details: .composed(self, rule: Int32(stretch.rule), verdict: Int32(place)))
        found.append(finding, leads, of: verdict.subject, in: part)
      }
    }
    if part.isWhole { return found }
    // Nothing will be left to compose from.
    if let store {
      store.store(&found.findings, names: composing.detailNames)
    } else {
      for place in found.findings.indices { found.findings[place] = found.findings[place].whole }
    }
    return found
  }

  func details(rule: Int, verdict: Int, lane: Int) -> FindingDetails {
    composing(rule, lane: lane).details(of: judgements[rule].verdicts[verdict])
  }

  func documents(rule: Int, verdict: Int, lane: Int) -> [Document] {
    composing(rule, lane: lane).documents(of: judgements[rule].verdicts[verdict])
  }
}
