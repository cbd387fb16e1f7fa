import Diagnostics
import Entities
import FEEL
import Formats
import Values

extension RuleSet {
  static func readParameters(
    _ file: DeclarationFile, _ reader: DeclarationReader
  ) -> [FEELScope.Parameter] {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(root, "the parameters", keys: ["$schema", "parameters"]),
      let members = object.required("parameters").flatMap({
        reader.members($0, "'parameters'")
      })
    else { return [] }
    return members.compactMap { readParameter($0, reader) }
  }

  private static func readParameter(
    _ member: JSONMember, _ reader: DeclarationReader
  ) -> FEELScope.Parameter? {
    guard
      let object = reader.object(
        member.value, "the parameter '\(member.key)'",
        keys: ["value", "label", "aliases", "unit", "clause"]),
      let node = object.required("value")
    else { return nil }
    guard let (value, type) = readValue(node) else {
      reader.report(
        Diagnostic(
          "wrong-type", at: node.place,
          "the parameter '\(member.key)' must be a number, text, true, false, a list of one of "
            + "them, or {\"date\": \"2025-09-01\"}"))
      return nil
    }
    let label = object.localizedText("label")
    return FEELScope.Parameter(
      name: member.key, aliases: object.strings("aliases") + (label.map { [$0[.zhHans]] } ?? []),
      type: type, value: value)
  }

  private static func readValue(_ node: JSONNode) -> (Value, FEELType)? {
    switch node.value {
    case .number(let text): return Decimal128(text).map { (.number($0), .number) }
    case .string(let text): return (.string(text), .string)
    case .boolean(let value): return (.boolean(value), .boolean)
    case .array(let nodes):
      let elements = nodes.compactMap(readValue)
      guard let type = elements.first?.1, elements.count == nodes.count,
        elements.allSatisfy({ $0.1 == type })
      else { return nil }
      return (.list(elements.map(\.0)), .list(type))
    case .object(let members):
      guard members.count == 1, members[0].key == "date",
        case .string(let text) = members[0].value.value, let date = CivilDate(text)
      else { return nil }
      return (.date(date), .date)
    case .null: return nil
    }
  }

  static func readDepartments(
    _ file: DeclarationFile, _ reader: DeclarationReader
  ) -> [Department] {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(root, "the departments", keys: ["$schema", "departments"])
    else { return [] }
    return object.array("departments").compactMap { node in
      guard
        let object = reader.object(node, "a department", keys: ["id", "label", "dueDays"]),
        let id = object.requiredString("id"), let label = object.requiredText("label")
      else { return nil }
      var dueDays: [Severity: Int] = [:]
      let members = object.node("dueDays").flatMap { reader.members($0, "'dueDays'") } ?? []
      for member in members {
        guard let severity = Severity(rawValue: member.key) else {
          reader.report(
            .unknownWord(
              member.key, at: member.keyPlace, "a key of 'dueDays'",
              Severity.allCases.map(\.rawValue)))
          continue
        }
        if case .number(let text) = member.value.value, let days = Int(text), 0...3_650 ~= days {
          dueDays[severity] = days
        } else {
          reader.report(
            Diagnostic(
              "wrong-type", at: member.value.place,
              "'\(member.key)' of 'dueDays' must be a whole number of days from 0 to 3650"))
        }
      }
      return Department(id: id, label: label, dueDays: dueDays)
    }
  }

  /// The working days that all calendar files together declare.
  static func readCalendar(
    _ files: [DeclarationFile], _ reader: DeclarationReader
  ) -> WorkingCalendar {
    var holidays: Set<CivilDate> = []
    var workdays: Set<CivilDate> = []
    var coverage: ClosedRange<CivilDate>?
    for file in files {
      guard let root = reader.parse(file.text, file: file.name),
        let object = reader.object(
          root, "a calendar", keys: ["$schema", "from", "to", "holidays", "workdays"])
      else { continue }
      holidays.formUnion(readDates(object, "holidays"))
      workdays.formUnion(readDates(object, "workdays"))
      if let from = object.date("from"), let to = object.date("to"), from <= to {
        coverage = min(from, coverage?.lowerBound ?? from)...max(to, coverage?.upperBound ?? to)
      }
    }
    return WorkingCalendar(holidays: holidays, workdays: workdays, coverage: coverage)
  }

  private static func readDates(_ object: DeclarationObject, _ key: String) -> [CivilDate] {
    object.array(key).compactMap { node in
      guard let text = object.reader.string(node, "a day of '\(key)'") else { return nil }
      if let date = CivilDate(text) { return date }
      object.reader.report(
        Diagnostic("not-a-date", at: node.place, "'\(text)' is not a date"))
      return nil
    }
  }
}
