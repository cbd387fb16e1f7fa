import Diagnostics
import Entities
import FEEL
import Formats
import Values

/// Reads tolerances: in `parameters.json` whole, in `overrides.json` the limits alone.
struct ToleranceReading {
  let model: Model
  /// Whose values limits may name.
  let parameters: [FEELScope.Parameter]
  let reader: DeclarationReader

  private static let limitKeys = ["absolute", "percent", "mode"]
  private static let limitsKeys = limitKeys + ["over", "under"]

  /// Reads a declaration. What is at fault is still declared, so that the rules that ask it are not at fault
  /// as well.
  func tolerance(_ member: JSONMember) -> Tolerance {
    let what = "the tolerance '\(member.key)'"
    let open = Tolerance.Limits(over: .any, under: .any)
    guard
      let object = reader.object(
        member.value, what,
        keys: ["label", "aliases", "unit", "clause", "by", "classes"] + Self.limitsKeys)
    else { return Tolerance(name: member.key, limits: open) }
    let classifier = object.node("by").flatMap { self.classifier($0, what) }
    let limits = limits(object) ?? open
    let label = object.localizedText("label")
    return Tolerance(
      name: member.key, aliases: object.strings("aliases") + (label.map { [$0[.zhHans]] } ?? []),
      classifier: classifier, limits: limits, classes: classes(object, by: classifier))
  }

  /// Reads what a project has in the place of a tolerance's limits, those of classes included.
  func override(_ member: JSONMember, of tolerance: Tolerance) -> Tolerance? {
    guard
      let object = reader.object(
        member.value, "the override of '\(member.key)'", keys: ["classes"] + Self.limitsKeys),
      let limits = limits(object)
    else { return nil }
    var result = tolerance
    result.limits = limits
    result.classes = classes(object, by: tolerance.classifier)
    return result
  }
}

// MARK: - Classes

extension ToleranceReading {
  /// The field by which goods are told apart, which some entity must have as a text.
  private func classifier(_ node: JSONNode, _ what: String) -> String? {
    guard let name = reader.string(node, "'by' of \(what)") else { return nil }
    let texts = model.entities.flatMap(\.fields).filter { $0.type == .string }.map(\.name)
    if texts.contains(name) { return name }
    reader.report(
      Diagnostic(
        "unknown-field", at: node.place, "no entity has a field '\(name)' of type string",
        help: Suggestion.help(for: name, among: texts)
          ?? "'by' names the field that tells classes of goods apart, such as product class"))
    return name
  }

  /// The words that the field can hold; nil when some entity lets it hold any text.
  private func words(of field: String) -> [String]? {
    let fields = model.entities.flatMap(\.fields).filter { $0.name == field && $0.type == .string }
    guard !fields.isEmpty, fields.allSatisfy({ $0.words != nil }) else { return nil }
    return fields.flatMap { $0.words?.map(\.name) ?? [] }
  }

  private func classes(_ object: DeclarationObject, by field: String?) -> [Tolerance.Class] {
    guard let node = object.node("classes") else { return [] }
    guard let field else {
      reader.report(
        Diagnostic(
          "misplaced-key", at: node.place, "\(object.what) has classes and does not say of what",
          help: "name the field that tells them apart: \"by\": \"product class\""))
      return []
    }
    let members = reader.members(node, "'classes' of \(object.what)") ?? []
    return members.compactMap { member in
      if let words = words(of: field), !words.contains(member.key) {
        reader.report(.unknownWord(member.key, at: member.keyPlace, "a \(field)", words))
      }
      return limits(member.value, "the class '\(member.key)' of \(object.what)").map {
        Tolerance.Class(name: member.key, limits: $0)
      }
    }
  }
}

// MARK: - Limits

extension ToleranceReading {
  /// `"any"`, or an object.
  private func limits(_ node: JSONNode, _ what: String) -> Tolerance.Limits? {
    if case .string = node.value {
      return limit(node, what).map { Tolerance.Limits(over: $0, under: $0) }
    }
    return reader.object(node, what, keys: Self.limitsKeys).flatMap(limits)
  }

  /// One limit for both sides, or `over` and `under`.
  private func limits(_ object: DeclarationObject) -> Tolerance.Limits? {
    guard object.node("over") != nil || object.node("under") != nil else {
      return limit(object).map { Tolerance.Limits(over: $0, under: $0) }
    }
    for key in Self.limitKeys {
      guard let node = object.node(key) else { continue }
      reader.report(
        Diagnostic(
          "misplaced-key", at: node.place,
          "\(object.what) has '\(key)' beside 'over' and 'under'",
          help: "write it into each of them"))
      return nil
    }
    let over = object.required("over").flatMap { limit($0, "'over' of \(object.what)") }
    let under = object.required("under").flatMap { limit($0, "'under' of \(object.what)") }
    guard let over, let under else { return nil }
    return Tolerance.Limits(over: over, under: under)
  }

  private func limit(_ node: JSONNode, _ what: String) -> Tolerance.Limit? {
    guard case .string(let word) = node.value else {
      return reader.object(node, what, keys: Self.limitKeys).flatMap(limit)
    }
    if word == "any" { return .any }
    reader.report(.unknownWord(word, at: node.place, what, ["any"]))
    return nil
  }

  private func limit(_ object: DeclarationObject) -> Tolerance.Limit? {
    let nodes = (absolute: object.node("absolute"), percent: object.node("percent"))
    let absolute = nodes.absolute.flatMap { figure($0, "'absolute' of \(object.what)") }
    let percent = nodes.percent.flatMap { figure($0, "'percent' of \(object.what)") }
    guard (nodes.absolute == nil) == (absolute == nil), (nodes.percent == nil) == (percent == nil)
    else { return nil }
    let mode = object.choice("mode", Tolerance.Mode.self)
    switch (absolute, percent) {
    case (let absolute?, let percent?): return combined(absolute, percent, mode, object)
    case (let absolute?, nil): return alone(.absolute(absolute), object)
    case (nil, let percent?): return alone(.percent(percent), object)
    case (nil, nil):
      reader.report(
        Diagnostic(
          "missing-key", at: object.place, "\(object.what) has neither 'absolute' nor 'percent'",
          help: "write { \"absolute\": 0 } where nothing may differ, and \"any\" where anything may"
        ))
      return nil
    }
  }

  private func combined(
    _ absolute: Tolerance.Figure, _ percent: Tolerance.Figure, _ mode: Tolerance.Mode?,
    _ object: DeclarationObject
  ) -> Tolerance.Limit? {
    if let mode { return .combined(absolute: absolute, percent: percent, mode) }
    if object.node("mode") == nil {
      reader.report(
        Diagnostic(
          "missing-key", at: object.place,
          "\(object.what) does not say how 'absolute' and 'percent' go together",
          help: "add \"mode\": \"either\" (within one is enough) or \"both\" (within each)"))
    }
    return nil
  }

  private func alone(_ limit: Tolerance.Limit, _ object: DeclarationObject) -> Tolerance.Limit? {
    guard let node = object.node("mode") else { return limit }
    reader.report(
      Diagnostic(
        "misplaced-key", at: node.place,
        "\(object.what) has a mode and one limit alone",
        help: "take 'mode' out, or add the other of 'absolute' and 'percent'"))
    return nil
  }

  /// A number that is not negative, or the name of a parameter that holds such numbers.
  private func figure(_ node: JSONNode, _ what: String) -> Tolerance.Figure? {
    switch node.value {
    case .number(let text):
      guard let number = Decimal128(text) else { break }
      return isDistance(number, node.place, what) ? .number(number) : nil
    case .string(let name):
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        reader.report(
          Diagnostic(
            "unknown-parameter", at: node.place, "there is no parameter '\(name)' for \(what)",
            help: Suggestion.help(for: name, among: parameters.map(\.name))
              ?? "write a number without quotes, or declare the parameter"))
        return nil
      }
      if parameter.type == .null { return .parameter(name) }
      guard parameter.type == .number else { break }
      let areDistances = parameter.versions.allSatisfy { version in
        guard case .number(let number) = version.value else { return false }
        return isDistance(number, node.place, what)
      }
      return areDistances ? .parameter(name) : nil
    default: break
    }
    reader.report(
      Diagnostic(
        "wrong-type", at: node.place, "\(what) must be a number, or a parameter that is one"))
    return nil
  }

  private func isDistance(_ number: Decimal128, _ place: Place, _ what: String) -> Bool {
    guard number.isNegative, !number.isZero else { return true }
    reader.report(
      Diagnostic(
        "negative-tolerance", at: place, "\(what) is \(number), and a distance is never negative",
        help: "write how far below what is expected is still right into 'under'"))
    return false
  }
}
