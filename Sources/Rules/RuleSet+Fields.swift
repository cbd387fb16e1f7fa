package import Entities
import FEEL
package import Intake

extension RuleSet {
  /// The fields that somebody looks at when the exports were read: rules, KPIs, waivers, and what the report counts by.
  package func fieldsLookedAt(in model: Model) -> KeptFields {
    var fields = KeptFields(namesOf: model)
    forEachProgram { program in
      for field in program.dependencies.fields { fields.keep([field.field], of: field.entity) }
    }
    for rule in rules {
      if let field = rule.field { fields.keep([field], of: rule.subject.entity) }
      if case .group(let entity, let by) = rule.subject { fields.keep(by, of: entity) }
    }
    for property in patterns + breakdowns { fields.keep([property.field], of: property.entity) }
    return fields
  }
}
