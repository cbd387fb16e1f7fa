package import Entities
import FEEL
package import Rules
import Values

extension RuleFacts {
  /// What stands beside a rule's findings.
  package convenience init(_ rule: Rule, in set: RuleSet, _ model: Model) {
    let department = set.departments[rule.department]
    self.init(
      id: rule.id, title: rule.title, pack: set.packs[rule.pack].id,
      packTitle: set.packs[rule.pack].title, stage: rule.stage.rawValue, clause: rule.clause,
      severity: rule.severity, department: department.id, departmentLabel: department.label,
      finds: rule.finds, remedy: rule.remedy,
      prevention: rule.prevention.map { PreventionFacts(set.preventions[$0], in: set) },
      dueDays: department.dueDays[rule.severity] ?? 10,
      escalation: department.escalation.compactMap { id in
        set.departments.first { $0.id == id }.map { DepartmentFacts(id: $0.id, label: $0.label) }
      }, paths: rule.pathNames(in: model),
      entities: rule.entities(in: model), words: rule.evidenceWords(in: model),
      valueWords: rule.valueWords(in: model),
      fingerprint: rule.fingerprint)
  }
}

extension Rule {
  /// The fields that it looks at, those of the check before those of the condition, each once.
  var paths: [Program.Path] {
    var seen: Set<String> = []
    return (check.program.paths + (when?.program.paths ?? []))
      .filter { seen.insert($0.text).inserted }
  }

  /// What the values of its findings are called, that of the field that it names among them.
  fileprivate func pathNames(in model: Model) -> [NameFacts] {
    var names = paths.map { NameFacts(id: $0.text, label: $0.label(in: model)) }
    if let field = field.map({ model.entities[subject.entity].fields[$0] }),
      !names.contains(where: { $0.id == field.name })
    {
      names.append(NameFacts(id: field.name, label: field.label))
    }
    return names
  }

  /// The kinds of documents that its findings speak of: that of its subjects first.
  fileprivate func entities(in model: Model) -> [NameFacts] {
    var numbers = [subject.entity]
    for step in paths.flatMap(\.steps) {
      if let entity = step.entity(in: model), !numbers.contains(entity) { numbers.append(entity) }
    }
    return numbers.map {
      NameFacts(id: model.entities[$0].name, label: model.entities[$0].label)
    }
  }

  /// The labels of words, for each path that the rule looks at and that ends in a field of fixed words.
  fileprivate func evidenceWords(in model: Model) -> [String: [String: LocalizedText]] {
    let paths = check.program.paths + (when?.program.paths ?? [])
    let words = paths.map { ($0.text, labels(of: $0.words(in: model))) }.filter { !$0.1.isEmpty }
    return Dictionary(words, uniquingKeysWith: { first, _ in first })
  }

  /// The labels of words of the field that a finding names, and of fields that its two values are paths to.
  fileprivate func valueWords(in model: Model) -> [String: LocalizedText] {
    let named = field.flatMap { model.entities[subject.entity].fields[$0].words } ?? []
    let compared = [expected, actual].compactMap { $0?.program.words(in: model) }.joined()
    return labels(of: named + compared)
  }
}

private func labels(of words: [Word]) -> [String: LocalizedText] {
  Dictionary(words.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
}

extension PreventionFacts {
  fileprivate init(_ prevention: Prevention, in set: RuleSet) {
    let department = set.departments[prevention.department]
    self.init(
      id: prevention.id, title: prevention.title, measure: prevention.measure,
      kind: prevention.kind, department: DepartmentFacts(id: department.id, label: department.label)
    )
  }
}

extension LocalizedText {
  /// Why a rule did not run, in one sentence.
  init(_ lacks: [Lack], in model: Model) {
    self.init(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
          let joint = language == .en ? "; " : "；"
          return (language, lacks.map { $0.text(language, model) }.joined(separator: joint))
        }))
  }
}

extension Lack {
  fileprivate func text(_ language: Language, _ model: Model) -> String {
    switch self {
    case .entity(let entity):
      let name = model.entities[entity].label[language]
      return switch language {
      case .zhHans: "没有“\(name)”的导出文件"
      case .zhHant: "沒有「\(name)」的匯出檔"
      case .en: "there is no export of '\(name)'"
      }
    case .field(let entity, let field):
      let name = model.entities[entity].label[language]
      let fieldName = model.entities[entity].fields[field].label[language]
      return switch language {
      case .zhHans: "“\(name)”的导出文件没有“\(fieldName)”字段"
      case .zhHant: "「\(name)」的匯出檔沒有「\(fieldName)」欄位"
      case .en: "no export of '\(name)' has the field '\(fieldName)'"
      }
    case .switchedOff(let reason):
      return switch language {
      case .zhHans: "已停用：\(reason[language])"
      case .zhHant: "已停用：\(reason[language])"
      case .en: "switched off: \(reason[language])"
      }
    }
  }
}
