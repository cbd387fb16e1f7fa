import Findings
import Values

extension Wording {
  func kind(_ kind: PreventionKind) -> String {
    switch kind {
    case .process: self(.preventionProcess)
    case .system: self(.preventionSystem)
    case .people: self(.preventionPeople)
    }
  }

  /// The rules that suggest a measure, each with its failed findings: `Invoice without an order 3`.
  func rules(of measure: PreventiveMeasure) -> String {
    measure.rules.map { text($0.rule.title) + " " + grouped(String($0.failed)) }
      .joined(separator: language == .en ? "; " : "；")
  }
}
