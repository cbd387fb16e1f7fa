import Diagnostics
import Entities
import Formats
import Values

extension RuleSet {
  static func readRequirements(
    _ file: DeclarationFile, _ reader: DeclarationReader
  ) -> [Requirement] {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(root, "the requirements", keys: ["$schema", "requirements"])
    else { return [] }
    return object.array("requirements").compactMap { node in
      guard let object = reader.object(node, "a requirement", keys: ["id", "title"]),
        let id = object.requiredString("id"), let title = object.requiredText("title")
      else { return nil }
      return Requirement(id: id, title: title)
    }
  }

  mutating func readDepartments(_ file: DeclarationFile, _ reader: DeclarationReader) {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(
        root, "the departments", keys: ["$schema", "departments", "majorAmount"])
    else { return }
    majorAmount = RuleSet.readMajorAmount(object)
    departments = RuleSet.readDepartments(object)
  }

  private static func readMajorAmount(_ object: DeclarationObject) -> Decimal128? {
    guard let node = object.node("majorAmount") else { return nil }
    if case .number(let text) = node.value, let amount = Decimal128(text), amount > .zero {
      return amount
    }
    object.reader.report(
      Diagnostic(
        "wrong-type", at: node.place, "'majorAmount' must be an amount of money above 0",
        help: "write it as a number, such as 100000; without it only severity makes an issue major"
      ))
    return nil
  }

  private static func readDepartments(_ object: DeclarationObject) -> [Department] {
    let reader = object.reader
    let departments: [Department] = object.array("departments").compactMap { node in
      guard
        let object = reader.object(
          node, "a department", keys: ["id", "label", "dueDays", "escalatesTo"]),
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
      return Department(
        id: id, label: label, dueDays: dueDays, escalation: object.strings("escalatesTo"))
    }
    let ids = departments.map(\.id)
    for department in departments {
      for id in department.escalation where !ids.contains(id) {
        reader.report(
          .unknownWord(id, at: object.place, "'escalatesTo' of '\(department.id)'", ids))
      }
    }
    return departments
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
