import FEEL
import Findings
import Inspection
import Relations
import Rules
import Values

extension Workload {
  /// Rules of one family each over the joined month. The interpreter has to come to the same.
  static let judging = [
    judging("judge-amounts", ["order-total-not-net-plus-tax", "invoice-line-tax-wrong"]),
    judging("judge-conditionals", ["order-line-amount-wrong"]),
    judging("judge-texts", ["order-approved-by-creator", "invoice-issuer-is-reviewer"]),
    judging("judge-lengths", ["order-address-too-short"]),
    judging("judge-codes", ["contact-phone-invalid", "customer-tax-number-invalid"]),
    judging(
      "judge-dates", ["contract-signed-before-legal-review", "shipped-before-quality-check"]),
    judging("judge-durations", ["order-confirmed-late", "complaint-not-answered-in-time"]),
    judging("judge-working-days", ["order-recorded-late", "transport-cycle-exceeded"]),
    judging("judge-tables", ["order-approved-over-limit"]),
    judging(
      "judge-joined-amounts",
      ["order-total-differs-from-contract", "order-quantity-differs-from-contract"]),
    judging(
      "judge-joined-texts",
      ["shipment-address-differs", "invoice-buyer-differs-from-customer"]),
    judging(
      "judge-sums",
      ["order-total-differs-from-lines", "invoices-exceed-order", "shipped-more-than-ordered"]),
    judging("judge-groups", ["duplicate-order-number", "waybill-number-reused"]),
    judging("judge-previous", ["order-numbers-skipped"]),
  ]

  private static func judging(_ name: String, _ rules: [String]) -> Workload {
    Workload(
      name: name,
      prepare: { month, threads in
        let rules = try month.project.limited(to: rules).rules
        let source = try month.source()
        let subjects = rules.judgements(on: source, threads: threads).reduce(0) { $0 + $1.subjects }
        return Prepared(rows: subjects, bytes: nil) {
          let judgements = rules.judgements(on: source, threads: threads)
          return { digest(of: judgements, rules) }
        }
      },
      oracle: { month in
        let rules = try month.project.limited(to: rules).rules
        let found = rules.judgements(on: try month.source(), threads: 2, engine: .interpreter)
        return digest(of: found, rules)
      })
  }
}

extension WorkloadMonth {
  fileprivate func source() throws -> CaseSource {
    CaseSource(
      try cases(), calendar: project.rules.calendar, period: Period("2025-09")!)
  }
}

extension Judgement {
  fileprivate var subjects: Int {
    counts.pass + counts.fail + counts.notApplicable + counts.undetermined
  }
}

private func digest(of judgements: [Judgement], _ rules: RuleSet) -> String {
  var digest = WorkloadDigest()
  for judgement in judgements {
    let counts = judgement.counts
    digest.add(rules.rules[judgement.rule].id)
    digest.add("\(counts.pass) \(counts.fail) \(counts.notApplicable) \(counts.undetermined)")
    for verdict in judgement.verdicts { digest.add("\(verdict.subject.rows)") }
  }
  return digest.text
}
