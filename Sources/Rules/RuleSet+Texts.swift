package import Entities
import FEEL
package import Intake

extension RuleSet {
  /// The texts that somebody looks at when the exports were read: rules, KPIs, waivers, and what the report counts by.
  package func textsLookedAt(in model: Model) -> KeptTexts {
    var texts = KeptTexts(namesOf: model)
    for field in programs.flatMap(\.dependencies.fields) {
      texts.keep([field.field], of: field.entity)
    }
    for rule in rules {
      if let field = rule.field { texts.keep([field], of: rule.subject.entity) }
      if case .group(let entity, let fields) = rule.subject { texts.keep(fields, of: entity) }
    }
    for property in patterns + breakdowns { texts.keep([property.field], of: property.entity) }
    return texts
  }
}
