import Diagnostics
import Entities
import FEEL
import Formats
import Values

extension RuleSet {
  static func readDeclarations(
    _ file: DeclarationFile, _ model: Model, _ reader: DeclarationReader
  ) -> FEELScope.Declarations {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(
        root, "the parameters", keys: ["$schema", "parameters", "tables", "tolerances"])
    else { return FEELScope.Declarations() }
    func members(_ key: String) -> [JSONMember] {
      object.node(key).flatMap { reader.members($0, "'\(key)'") } ?? []
    }
    let parameters = members("parameters").map { readParameter($0, reader) }
    let reading = ToleranceReading(model: model, parameters: parameters, reader: reader)
    let tolerances = members("tolerances").map { (member: $0, tolerance: reading.tolerance($0)) }
    reportSharedNames(tolerances, reader)
    return FEELScope.Declarations(
      parameters: parameters,
      tables: members("tables").map {
        TableReading(name: $0.key, reader: reader).table($0.value) ?? .unread($0.key)
      },
      tolerances: tolerances.map(\.tolerance))
  }

  /// Reports tolerances of one name: a rule that asks by it would get the first.
  private static func reportSharedNames(
    _ tolerances: [(member: JSONMember, tolerance: Tolerance)], _ reader: DeclarationReader
  ) {
    var owners: [String: String] = [:]
    for (member, tolerance) in tolerances {
      for name in [tolerance.name] + tolerance.aliases {
        let owner = owners[name, default: tolerance.name]
        owners[name] = owner
        if owner == tolerance.name { continue }
        reader.report(
          Diagnostic(
            "ambiguous-name", at: member.keyPlace,
            "the tolerances '\(owner)' and '\(tolerance.name)' are both called '\(name)'",
            help: "give one of them another label or alias"))
      }
    }
  }

  /// Reads a parameter. What is at fault is still declared, so that the rules that name it are not at fault
  /// as well.
  private static func readParameter(
    _ member: JSONMember, _ reader: DeclarationReader
  ) -> FEELScope.Parameter {
    let object = reader.object(
      member.value, "the parameter '\(member.key)'",
      keys: ["value", "versions", "label", "aliases", "unit", "clause"])
    let label = object?.localizedText("label")
    let aliases = (object?.strings("aliases") ?? []) + (label.map { [$0[.zhHans]] } ?? [])
    guard let versions = object.flatMap({ readVersions($0, member.key, reader) }),
      let type = versions.first?.type
    else {
      return FEELScope.Parameter(
        name: member.key, aliases: aliases, type: .null, value: .null(.literal))
    }
    return FEELScope.Parameter(
      name: member.key, aliases: aliases, type: type, versions: versions.map(\.version))
  }

  /// The value of a parameter or its versions, in an object or by itself; nil when one is at fault.
  static func readVersions(
    _ member: JSONMember, _ what: String, _ reader: DeclarationReader
  ) -> [DatedValue]? {
    if TypedValue(member.value) != nil {
      return readValue(member.value, of: member.key, reader).map {
        [DatedValue(value: $0, from: nil, to: nil, place: member.value.place)]
      }
    }
    guard let object = reader.object(member.value, what, keys: ["value", "versions"])
    else { return nil }
    return readVersions(object, member.key, reader)
  }

  private static func readVersions(
    _ object: DeclarationObject, _ name: String, _ reader: DeclarationReader
  ) -> [DatedValue]? {
    guard object.node("versions") != nil else {
      guard let node = object.required("value"), let value = readValue(node, of: name, reader)
      else { return nil }
      return [DatedValue(value: value, from: nil, to: nil, place: object.place)]
    }
    if object.node("value") != nil {
      reader.report(
        Diagnostic(
          "two-values", at: object.place, "\(object.what) has both a value and versions",
          help: "make the value one of the versions"))
    }
    let versions = object.array("versions").compactMap { readVersion($0, of: name, reader) }
    reportOverlaps(versions, of: object.what, reader)
    guard let type = versions.first?.type else { return nil }
    for other in versions where other.type != type {
      reader.report(
        Diagnostic(
          "mixed-types", at: other.place,
          "\(object.what) is \(type) in one version and \(other.type) in another"))
      return nil
    }
    return versions
  }

  private static func readVersion(
    _ node: JSONNode, of parameter: String, _ reader: DeclarationReader
  ) -> DatedValue? {
    guard
      let object = reader.object(
        node, "a version of '\(parameter)'", keys: ["value", "from", "to", "clause"]),
      let node = object.required("value"), let value = readValue(node, of: parameter, reader)
    else { return nil }
    return DatedValue(
      value: value, from: object.date("from"), to: object.date("to"), place: object.place)
  }

  /// Reports versions that are in force on the same day, or never.
  private static func reportOverlaps(
    _ versions: [DatedValue], of what: String, _ reader: DeclarationReader
  ) {
    for (number, version) in versions.enumerated() {
      if let from = version.from, let to = version.to, to < from {
        reader.report(
          Diagnostic(
            "empty-range", at: version.place,
            "this version of \(what) ends on \(to), before it begins on \(from)",
            help: "exchange the two days, or take the version out"))
      }
      let other = versions[..<number].first { $0.overlaps(version) }
      if let other {
        reader.report(
          Diagnostic(
            "overlapping-versions", at: version.place,
            "\(what) has two values for the same day",
            help: "the other one is at \(other.place); let one end the day before the other begins")
        )
      }
    }
  }

  private static func readValue(
    _ node: JSONNode, of parameter: String, _ reader: DeclarationReader
  ) -> TypedValue? {
    if let value = TypedValue(node) { return value }
    reader.report(
      Diagnostic(
        "wrong-type", at: node.place,
        "the parameter '\(parameter)' must be a number, text, true, false, a list of one of "
          + "them, or {\"date\": \"2025-09-01\"}"))
    return nil
  }
}

/// A value and the days on which it is in force.
struct DatedValue {
  var value: TypedValue
  var from: CivilDate?
  var to: CivilDate?
  var place: Place

  var type: FEELType { value.type }

  var version: FEELScope.Parameter.Version {
    FEELScope.Parameter.Version(value: value.value, from: from, to: to)
  }

  func overlaps(_ other: DatedValue) -> Bool {
    let beginsInTime = other.to.flatMap { end in from.map { $0 <= end } } ?? true
    let endsInTime = other.from.flatMap { start in to.map { start <= $0 } } ?? true
    return beginsInTime && endsInTime
  }
}

/// A value that is declared as such, and its type.
struct TypedValue {
  var value: Value
  var type: FEELType

  /// Nil when `node` is no number, text, truth value, list of one of them, or date.
  init?(_ node: JSONNode) {
    switch node.value {
    case .number(let text):
      guard let number = Decimal128(text) else { return nil }
      (value, type) = (.number(number), .number)
    case .string(let text): (value, type) = (.string(text), .string)
    case .boolean(let truth): (value, type) = (.boolean(truth), .boolean)
    case .array(let nodes):
      let elements = nodes.compactMap(TypedValue.init)
      guard let first = elements.first?.type, elements.count == nodes.count,
        elements.allSatisfy({ $0.type == first })
      else { return nil }
      (value, type) = (.list(elements.map(\.value)), .list(first))
    case .object(let members):
      guard members.count == 1, members[0].key == "date",
        case .string(let text) = members[0].value.value, let date = CivilDate(text)
      else { return nil }
      (value, type) = (.date(date), .date)
    case .null: return nil
    }
  }
}
